package ee.fluxychat.connect;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a handshake, the first of each name, decoded as UTF-8: what the containers make of them differs, and Payara's is
 * ISO-8859-1. Immutable.
 */
final class Query {

    private final Map<String, String> parameters = new HashMap<>();

    /** Of the query as it was sent; what cannot be decoded counts as not given. */
    Query(@Nullable String sent) {
        for (String each : (sent == null ? "" : sent).split("&", -1)) {
            int equals = each.indexOf('=');
            if (equals > 0) {
                try {
                    parameters.putIfAbsent(decoded(each.substring(0, equals)), decoded(each.substring(equals + 1)));
                } catch (IllegalArgumentException notEncoded) {
                    // as if it were not there
                }
            }
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The parameter's value; null if it is not given. */
    @Nullable
    String first(String name) {
        return parameters.get(name);
    }
}
