package ee.fluxychat.platform;

import java.net.URI;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The origins whose pages may read our answers, as an operator lists them: comma-separated, {@code *} for all of them. */
public record AllowedOrigins(Set<String> listed) {

    public AllowedOrigins {
        listed = Set.copyOf(listed);
    }

    /** Reads a list; blanks around an origin and a slash behind it do not count. */
    public static AllowedOrigins parse(String list) {
        return new AllowedOrigins(Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .map(origin -> origin.endsWith("/") ? origin.substring(0, origin.length() - 1) : origin)
                .filter(origin -> !origin.isEmpty())
                .collect(Collectors.toSet()));
    }

    /** Whether a request may come from there: from a page of this server, from one of a listed origin, or from no page at all. */
    public boolean admits(@Nullable String origin, @Nullable String host) {
        return origin == null || allows(origin) || isOwn(origin, host);
    }

    /** Host and port as the browser sees them; the scheme may differ behind a proxy that ends TLS. */
    private static boolean isOwn(String origin, @Nullable String host) {
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException notAnOrigin) {
            return false;
        }
    }

    /** Whether this value of an {@code Origin} header is one of them. */
    public boolean allows(String origin) {
        return listed.contains("*") || listed.contains(origin);
    }
}
