package ee.fluxychat.room;

import ee.fluxychat.wire.Json;
import ee.fluxychat.wire.Limits;
import org.jspecify.annotations.Nullable;

/** How a newcomer wants to be greeted; the query parameters {@code replay}, {@code replayLimit}, {@code historyLimit} and {@code cache}. */
public record JoinOptions(Replay replay, int limit, boolean cache) {

    /** In which frame the newest messages come. */
    public enum Replay {
        OFF,
        AS_REPLAY,
        AS_HISTORY
    }

    /** Reads the parameters as sent; whatever cannot be used counts as absent. */
    public static JoinOptions of(@Nullable String replay, @Nullable String limit, @Nullable String cache) {
        Replay wanted = replay == null
                ? Replay.AS_HISTORY
                : switch (replay) {
                    case "off", "false", "0" -> Replay.OFF;
                    case "connect", "true", "1" -> Replay.AS_REPLAY;
                    default -> Replay.AS_HISTORY;
                };
        boolean cached = cache != null && (cache.equals("1") || cache.equals("true") || cache.equals("on"));
        return new JoinOptions(wanted, wanted == Replay.OFF ? 0 : limit(limit), cached);
    }

    /** Fractions are cut off, larger numbers lowered to the most allowed. */
    private static int limit(@Nullable String text) {
        if (text == null || !text.matches("[0-9]{1,9}(\\.[0-9]{0,9})?")) {
            return Limits.PAGE_DEFAULT;
        }
        Long whole = Json.integer(text.replaceAll("\\..*", ""));
        return whole == null || whole < 1 ? Limits.PAGE_DEFAULT : (int) Math.min(whole, Limits.PAGE_MAX);
    }
}
