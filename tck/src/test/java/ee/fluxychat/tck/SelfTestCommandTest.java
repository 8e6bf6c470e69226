package ee.fluxychat.tck;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.cases.Chapters;
import ee.fluxychat.tck.selftest.Lie;
import ee.fluxychat.tck.selftest.Lies;
import ee.fluxychat.tck.spec.Clause;
import ee.fluxychat.tck.spec.ClauseCatalogue;
import ee.fluxychat.tck.spec.ClauseCatalogue.Entry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The proof of the judge, as part of the build. */
class SelfTestCommandTest {

    @Test
    void everyLieIsCaughtAndTheTruthPasses() {
        StringWriter table = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(table, true));

        int exit = line.execute("selftest");

        System.out.println(table);
        assertThat(exit).as(whatWentWrong(table.toString())).isZero();
        assertThat(table.toString()).doesNotContain("does not count");
    }

    @Test
    void countsTheChosenClausesOnly() {
        StringWriter table = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(table, true));

        line.execute("selftest", "--only", "MSG-ECHO-1");

        assertThat(table.toString()).contains("3 variants, a clause over a transport: 3 seen to fail, 0 not");
    }

    private static String whatWentWrong(String table) {
        return table.lines()
                .filter(each -> !each.matches("\\S+ +\\S+ +caught .*"))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void everyClauseWithACaseHasALiar() {
        Set<String> cited = Chapters.all().stream()
                .flatMap(each -> Stream.of(each.getDeclaredMethods()))
                .filter(each -> each.isAnnotationPresent(Clause.class))
                .map(each -> each.getAnnotation(Clause.class).value())
                .collect(Collectors.toSet());

        assertThat(Lies.all().stream().map(Lie::clause).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(cited);
    }

    @Test
    void everyLieBreaksClausesThatExist() {
        List<String> known =
                ClauseCatalogue.shipped().entries().stream().map(Entry::id).toList();

        assertThat(Lies.all()).allSatisfy(each -> assertThat(known).containsAll(each.breaks()));
    }
}
