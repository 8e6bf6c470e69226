package ee.fluxychat.connect;

import ee.fluxychat.wire.Limits;
import java.util.Optional;

/**
 * Puts a text together that arrives in fragments, and keeps no more of it than is needed to refuse it as too long: it is handed on as soon
 * as it is, and what follows of it is dropped. A peer that never ends a text fills no memory. For one thread at a time.
 */
final class Fragments {

    private static final int KEPT_UNITS = Limits.FRAME_UNITS + 1;

    private final StringBuilder kept = new StringBuilder();
    private boolean isRefused;

    /** The text once its last fragment is there, or once it is too long whatever follows. */
    Optional<String> arrived(String fragment, boolean isLast) {
        if (isRefused) {
            isRefused = !isLast;
            return Optional.empty();
        } else if (isLast && kept.isEmpty()) {
            return Optional.of(fragment);
        }
        kept.append(fragment, 0, Math.min(fragment.length(), KEPT_UNITS - kept.length()));
        if (!isLast && kept.length() < KEPT_UNITS) {
            return Optional.empty();
        }
        isRefused = !isLast;
        String text = kept.toString();
        kept.setLength(0);
        kept.trimToSize();
        return Optional.of(text);
    }
}
