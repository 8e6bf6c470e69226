package ee.fluxychat.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {

    private static final String HEARD = "{\"op\":\"heard\",\"by\":\"bob#1\",\"room\":\"r1\",\"id\":7}\n";

    @TempDir
    private Path folder;

    @Test
    void answersASoundHistoryWith0() throws IOException {
        CommandRun run = CommandRun.of("check", file(HEARD));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("history.jsonl: sound; looked at 1 lines, 1 rooms, 1 messages");
    }

    @Test
    void answersAViolationWith1AndTheTwoLinesThatProveIt() throws IOException {
        String file = file(HEARD + "\n" + HEARD);
        CommandRun run = CommandRun.of("check", file);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("room r1: bob#1 hears message 7 twice (" + file + ":1, " + file + ":3)")
                .contains("1 violation;");
    }

    @Test
    void answersWhatItCannotReadWith2() throws IOException {
        CommandRun broken = CommandRun.of("check", file(HEARD + "no json\n"));

        assertThat(broken.exitCode()).isEqualTo(2);
        assertThat(broken.err()).contains("history.jsonl:2 is no JSON object");
        assertThat(CommandRun.of("check", "no-such-file.jsonl").err())
                .startsWith("there is no file no-such-file.jsonl");
        assertThat(CommandRun.of("check").exitCode()).isEqualTo(2);
    }

    @Test
    void answersAnEmptyHistoryWith2() throws IOException {
        CommandRun run = CommandRun.of("check", file("\n"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("history.jsonl: holds no event");
    }

    @Test
    void showsWhatATerminalWouldObey() throws IOException {
        String heard = HEARD.replace("r1", "r\\u001b[2J");

        assertThat(CommandRun.of("check", file(heard + heard)).out()).contains("room r\\u001b[2J: bob#1");
        assertThat(CommandRun.of("check", file(heard.replace("heard", "\\u001b[2J")))
                        .err())
                .contains("unknown op \\u001b[2J;");
    }

    private String file(String content) throws IOException {
        return Files.writeString(folder.resolve("history.jsonl"), content).toString();
    }
}
