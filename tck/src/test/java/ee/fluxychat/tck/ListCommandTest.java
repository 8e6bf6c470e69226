package ee.fluxychat.tck;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.client.Fields;
import ee.fluxychat.tck.client.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListCommandTest {

    @Test
    void listsTheClausesOfAProfileALevelAndAnArea() {
        String out = CommandRun.of("list", "--profile", "core", "--level", "must", "--area", "health")
                .out();

        assertThat(clausesOf(out)).isNotEmpty().allSatisfy(each -> assertThat(each)
                .startsWith("MUST   HEALTH-"));
    }

    @Test
    void countsPerProfileAndLevel() {
        String out = CommandRun.of("list", "--area", "ORDER").out();

        assertThat(out).containsPattern("profile +MUST +SHOULD +MAY +all +judged by a case");
        assertThat(out.strip().lines().reduce((first, last) -> last).orElseThrow())
                .startsWith("all ")
                .contains(String.valueOf(clausesOf(out).size()));
    }

    @Test
    void saysWhyAClauseIsUntested() {
        String out = CommandRun.of("list", "--untested", "--only", "HEALTH").out();

        assertThat(out)
                .contains("HEALTH-DOWN-1")
                .contains("not judged: needs a database that can be taken away")
                .doesNotContain("HEALTH-OK-1");
    }

    @Test
    void printsJson() {
        Fields list = Json.fields(
                "the list", CommandRun.of("list", "--json", "--only", "HEALTH").out());

        Fields first = list.objects("clauses").get(0);
        assertThat(first.text("id")).isEqualTo("HEALTH-OK-1");
        assertThat(first.text("profile")).isEqualTo("core");
        assertThat(first.texts("cases")).isNotEmpty();
        assertThat(first.says("untested")).isFalse();
        assertThat(list.objects("counts").stream()
                        .mapToLong(each -> each.number("clauses"))
                        .sum())
                .isEqualTo(list.objects("clauses").size());
    }

    @Test
    void refusesWhatChoosesNothing() {
        CommandRun unknown = CommandRun.of("list", "--area", "HEALHT");

        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).startsWith("there is no area HEALHT; there are HEALTH, AUTH");
        assertThat(CommandRun.of("list", "--only", "NOTHING").exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("list", "--level", "could").exitCode()).isEqualTo(2);
    }

    private static List<String> clausesOf(String out) {
        return out.lines().filter(each -> each.matches("(MUST|SHOULD|MAY) .*")).toList();
    }
}
