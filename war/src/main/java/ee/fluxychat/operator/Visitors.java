package ee.fluxychat.operator;

import ee.fluxychat.identity.UserId;
import ee.fluxychat.wire.Text;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;

/** Gives each visitor of the demo a user id of his own: what can be read of his name, and a few random digits. Thread-safe. */
final class Visitors {

    private static final int NAME_LENGTH = 32;
    private static final int RANDOM_BYTES = 4; // "anna-3f9c07d2": nobody gets hers by asking often

    private final SecureRandom random = new SecureRandom();

    UserId named(String displayName) {
        byte[] digits = new byte[RANDOM_BYTES];
        random.nextBytes(digits);
        return new UserId(readable(displayName) + "-" + HexFormat.of().formatHex(digits));
    }

    static String readable(String displayName) {
        // normalising takes the square of a run of combining marks
        String plain = Normalizer.normalize(Text.cut(displayName, 4 * NAME_LENGTH), Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String cut = plain.substring(0, Math.min(plain.length(), NAME_LENGTH)).replaceAll("-$", "");
        return cut.isEmpty() ? "guest" : cut;
    }
}
