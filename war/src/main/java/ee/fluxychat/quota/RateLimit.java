package ee.fluxychat.quota;

import ee.fluxychat.wire.Refused;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** So many per minute and key, in windows that begin with the minute; 0 means no limit. Counts are lost with the process. Thread-safe. */
public final class RateLimit {

    private static final long MINUTE = 60_000;

    /** Who comes when so many others have come in one minute shares one count with all who come after: memory stays bounded. */
    private static final int KEYS = 100_000;

    private static final String OTHERS = "";

    private final int perMinute;
    private final InstantSource clock;
    private volatile Window window = new Window(-1);

    public RateLimit(int perMinute, InstantSource clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /** Counts one; refuses with the seconds until the next minute when there were enough. */
    public void require(String key) {
        if (perMinute == 0) {
            return;
        }
        long now = clock.millis();
        if (current(now / MINUTE).count(key) > perMinute) {
            throw Refused.rateLimited((int) Math.max(1, (MINUTE - now % MINUTE + 999) / 1_000));
        }
    }

    private Window current(long minute) {
        Window present = window;
        if (present.minute == minute) {
            return present;
        }
        synchronized (this) {
            if (window.minute != minute) {
                window = new Window(minute);
            }
            return window;
        }
    }

    private static final class Window {

        private final long minute;
        private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

        Window(long minute) {
            this.minute = minute;
        }

        int count(String key) {
            String counted = counts.size() < KEYS || counts.containsKey(key) ? key : OTHERS;
            return counts.computeIfAbsent(counted, each -> new AtomicInteger()).incrementAndGet();
        }
    }
}
