package ee.fluxychat.tck.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealTest {

    @TempDir
    private Path folder;

    private final Map<String, String> files =
            new TreeMap<>(Map.of("META-INF/MANIFEST.MF", "Main-Class: A", "a/A.class", "aaa", "clauses.json", "[]"));
    private Path jar;

    @BeforeEach
    void sealsAJar() throws IOException {
        jar = folder.resolve("kit.jar");
        write();
        Seal.seal(jar);
    }

    @Test
    void findsAJarAsItWasBuilt() throws IOException {
        Seal.Report report = Seal.verify(jar);

        assertThat(report.isWhole()).isTrue();
        assertThat(report.files()).isEqualTo(3);
    }

    @Test
    void sealsTheSameJarToTheSameBytes() throws IOException {
        byte[] first = Files.readAllBytes(jar);
        write();
        Seal.seal(jar);

        assertThat(Files.readAllBytes(jar)).isEqualTo(first);
        Seal.seal(jar);
        assertThat(Files.readAllBytes(jar)).as("sealed again").isEqualTo(first);
    }

    @Test
    void namesWhatIsChangedMissingAndAdded() throws IOException {
        files.put(Seal.LIST, listOf(jar));
        files.put("a/A.class", "aab");
        files.put("a/B.class", "b");
        files.remove("clauses.json");
        write();

        Seal.Report report = Seal.verify(jar);

        assertThat(report.isWhole()).isFalse();
        assertThat(report.changed()).containsExactly("a/A.class");
        assertThat(report.missing()).containsExactly("clauses.json");
        assertThat(report.added()).containsExactly("a/B.class");
    }

    @Test
    void takesAJarWithoutAListForChanged() throws IOException {
        write();

        assertThat(Seal.verify(jar).isWhole()).isFalse();
    }

    private static String listOf(Path jar) throws IOException {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            return new String(file.getInputStream(file.getEntry(Seal.LIST)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void write() throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, String> each : files.entrySet()) {
                ZipEntry entry = new ZipEntry(each.getKey());
                entry.setTimeLocal(LocalDateTime.of(2026, 11, 23, 0, 0));
                out.putNextEntry(entry);
                out.write(each.getValue().getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
    }
}
