package ee.fluxychat.connect;

import ee.fluxychat.platform.Settings;
import java.util.Arrays;

/** Which send modes may be chosen: {@code FLUXY_FANOUT}. */
public enum Fanout {
    /** The fastest that the container allows. */
    AUTO,
    /** Only the standard API. */
    PORTABLE;

    /** What the configuration says; refuses to start with a word it does not know. */
    static Fanout configured(Settings settings) {
        String word = settings.text("FLUXY_FANOUT").orElse("auto");
        return Arrays.stream(values())
                .filter(each -> each.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> settings.refused("FLUXY_FANOUT", "auto or portable"));
    }
}
