package ee.fluxychat.tck.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Compares what is written with the file of that name kept in {@code golden}; {@code -Dgolden.update=true} keeps what is written instead. */
public final class Golden {

    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private Golden() {}

    /** The text is that of the file. */
    public static void assertText(String name, String text) throws IOException {
        Path file = FOLDER.resolve(name);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, text);
        }
        assertThat(text).isEqualToNormalizingNewlines(Files.readString(file));
    }

    /** The page is that of the file, but for its looks: styles, scripts, their hash and white space. */
    public static void assertPage(String name, String html) throws IOException {
        String bare = html.replaceAll("(?s)<style>.*?</style>", "<style></style>")
                .replaceAll("(?s)<script>.*?</script>", "<script></script>")
                .replaceAll("sha256-[^']*", "sha256");
        assertText(
                name,
                bare.lines().map(String::strip).filter(each -> !each.isEmpty()).collect(Collectors.joining("\n"))
                        + "\n");
    }
}
