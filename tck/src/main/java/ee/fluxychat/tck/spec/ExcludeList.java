package ee.fluxychat.tck.spec;

import ee.fluxychat.tck.config.Section;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Cases that were challenged with success and count for nobody until they are mended: {@code exclude-list.yaml} in the jar. Immutable. */
public final class ExcludeList {

    private final List<Exclusion> all;

    /** One excluded case, by its name ({@code ResumeCases.pagesToTheEnd}). */
    public record Exclusion(String clause, String name, String reason, String challenge, String since) {}

    private ExcludeList(List<Exclusion> all) {
        this.all = all;
    }

    /** The list inside the jar. */
    public static ExcludeList shipped() {
        try (InputStream in = ExcludeList.class.getResourceAsStream("/exclude-list.yaml")) {
            if (in == null) {
                throw new IllegalStateException("exclude-list.yaml is missing from the jar");
            }
            return of(
                    Section.read("exclude-list.yaml", new InputStreamReader(in, StandardCharsets.UTF_8), name -> null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ExcludeList of(Section file) {
        file.knowing("version", "exclusions");
        return new ExcludeList(file.sections("exclusions").stream()
                .map(each -> each.knowing("clause", "case", "reason", "challenge", "since"))
                .map(each -> new Exclusion(
                        each.required("clause"),
                        each.required("case"),
                        each.required("reason"),
                        each.required("challenge"),
                        each.required("since")))
                .toList());
    }

    /** Why a case does not count, if so. */
    public Optional<Exclusion> of(String caseName) {
        return all.stream().filter(each -> each.name().equals(caseName)).findFirst();
    }
}
