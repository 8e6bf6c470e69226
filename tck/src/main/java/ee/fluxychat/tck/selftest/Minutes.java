package ee.fluxychat.tck.selftest;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** How often everybody did something in this minute. Guarded by the world's monitor. */
final class Minutes {

    private final Map<String, Integer> spent = new HashMap<>();

    /** Counts one more; refuses it when there were enough in this minute, which for 0 there never are. */
    void spend(String who, int perMinute) {
        long second = Instant.now().getEpochSecond();
        int used = spent.merge(who + " " + second / 60, 1, Integer::sum);
        if (perMinute > 0 && used > perMinute) {
            throw Refusal.tooMany(60 - second % 60);
        }
    }
}
