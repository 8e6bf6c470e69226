package ee.fluxychat.platform;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** Whether nothing was listed. */
    public boolean isEmpty() {
        return listed.isEmpty();
    }

    /** Whether this value of an {@code Origin} header is one of them. */
    public boolean allows(String origin) {
        return listed.contains("*") || listed.contains(origin);
    }
}
