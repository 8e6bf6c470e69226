package ee.fluxychat.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {

    @TempDir
    Path folder;

    @Test
    void keepsTheSecretOfTheFirstStart() {
        assertThat(SecretFile.of(folder.resolve("new"), "pepper"))
                .hasSize(64)
                .isEqualTo(SecretFile.of(folder.resolve("new"), "pepper"));
    }

    @Test
    void isReadableByItsOwnerAlone() throws IOException {
        assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");

        SecretFile.write(folder.resolve("key"), "fc_1");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void replacesWhatACrashLeftUnfinished() throws IOException {
        Files.writeString(folder.resolve("key.tmp"), "fc_half");

        SecretFile.write(folder.resolve("key"), "fc_1");

        assertThat(folder.resolve("key")).hasContent("fc_1");
        assertThat(folder.resolve("key.tmp")).doesNotExist();
    }
}
