package ee.fluxychat.tck.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.fluxychat.tck.history.HistoryCheck.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of violation is put into a sound history, and only that is found. */
class HistoryCheckTest {

    /** Alice says three messages to bob and carol; history tells them. Line numbers count from 1. */
    private static final List<String> SOUND = List.of("""
            {"op":"connected","by":"bob#1","room":"r1"}
            {"op":"connected","by":"carol#1","room":"r1"}
            {"op":"sent","by":"alice#1","room":"r1","key":"k1"}
            {"op":"sent","by":"alice#1","room":"r1","key":"k2"}
            {"op":"sent","by":"alice#1","room":"r1","content":"three"}
            {"op":"acked","by":"alice#1","room":"r1","key":"k1","id":71,"seq":5}
            {"op":"heard","by":"bob#1","room":"r1","id":71,"seq":5,"author":"alice","key":"k1"}
            {"op":"heard","by":"bob#1","room":"r1","id":72,"seq":6,"author":"alice","key":"k2"}
            {"op":"heard","by":"carol#1","room":"r1","id":71,"seq":5,"author":"alice","key":"k1"}
            {"op":"heard","by":"carol#1","room":"r1","id":72,"seq":6,"author":"alice","key":"k2"}
            {"op":"heard","by":"bob#1","room":"r1","id":75,"seq":7,"author":"alice","content":"three"}
            {"op":"heard","by":"carol#1","room":"r1","id":75,"seq":7,"author":"alice","content":"three"}
            {"op":"stored","room":"r1","id":71}
            {"op":"stored","room":"r1","id":72}
            {"op":"stored","room":"r1","id":75}""".split("\n"));

    @TempDir
    private Path folder;

    private final List<String> lines = new ArrayList<>(SOUND);

    @Test
    void findsNothingInASoundHistory() throws IOException {
        Result result = check();

        assertThat(result.violations()).isEmpty();
        assertThat(result).isEqualTo(new Result(List.of(), 15, 1, 3, 2, 1));
    }

    @Test
    void fillsNoMemoryWithNumbersThatAreMissing() throws IOException {
        lines.clear();
        for (int i = 1; i <= 100; i++) {
            lines.add(
                    "{\"op\":\"heard\",\"by\":\"bob#1\",\"room\":\"r1\",\"id\":%d,\"seq\":%d}".formatted(i, 9_999 * i));
        }

        assertThat(check().violations()).hasSizeBetween(50_000, 70_000);
    }

    @Test
    void findsAnotherOrder() throws IOException {
        swap(9, 10);

        assertThat(check().violations())
                .extracting(Violation::toString)
                .anySatisfy(each -> assertThat(each)
                        .contains("room r1: carol#1 hears message 71 (seq 5) after seq 6")
                        .contains("history.jsonl:9, ")
                        .contains("history.jsonl:10)"))
                .anySatisfy(each -> assertThat(each)
                        .contains("alice#1 sent message 71 (seq 5) first, but message 72 (seq 6) is heard before it"))
                .hasSize(2);
    }

    @Test
    void findsAnotherOrderWhereNothingHasASeq() throws IOException {
        lines.replaceAll(each -> each.replaceAll(",\"seq\":\\d", ""));
        swap(9, 10);

        assertThat(check().violations())
                .extracting(Violation::sentence)
                .containsExactlyInAnyOrder(
                        "room r1: carol#1 hears message 71 after message 72",
                        "room r1: alice#1 sent message 71 first, but message 72 is heard before it");
    }

    /** Dave begins with the third, and hears it before anybody has heard the second. */
    @ParameterizedTest
    @ValueSource(strings = {"", ",\"seq\":\\d"})
    void letsWhoComesLateBeAheadOfTheOthers(String leftOut) throws IOException {
        lines.add(7, "{\"op\":\"heard\",\"by\":\"dave#1\",\"room\":\"r1\",\"id\":75,\"seq\":7}");
        lines.replaceAll(each -> each.replaceAll(leftOut, ""));

        assertThat(check().violations()).isEmpty();
    }

    @Test
    void findsALossBetweenTwoMessages() throws IOException {
        drop(10);

        assertThat(only()).contains("carol#1 never hears message 72 (seq 6)").contains(":8, ");
    }

    @Test
    void missesNoWhisperToSomebodyElse() throws IOException {
        lines.set(7, lines.get(7).replace("}", ",\"optional\":true}"));
        drop(10);

        assertThat(check().violations()).isEmpty();
    }

    @Test
    void takesWhoPostedForUnknownWhenNobodyIsNamed() throws IOException {
        lines.set(5, lines.get(5).replace("alice#1", "#http1"));

        assertThat(check().violations()).isEmpty();
    }

    @Test
    void findsALossAtTheEndOfWhoListenedToTheEnd() throws IOException {
        drop(12);

        assertThat(only()).contains("carol#1 never hears message 75");

        lines.add("{\"op\":\"closed\",\"by\":\"carol#1\",\"room\":\"r1\"}");
        assertThat(check().isSound()).as("who has left need not hear").isTrue();
    }

    @Test
    void findsALossBeforeTheFirstThatIsHeard() throws IOException {
        drop(9);

        assertThat(only()).contains("carol#1 never hears message 71 (seq 5), which the server has acknowledged");
    }

    @Test
    void findsAnAcknowledgedMessageThatNobodyHears() throws IOException {
        for (int line : new int[] {13, 9, 7}) {
            drop(line);
        }

        assertThat(check().violations())
                .extracting(Violation::sentence)
                .containsExactlyInAnyOrder(
                        "room r1: bob#1 never hears message 71 (seq 5), which the server has acknowledged",
                        "room r1: history has lost message 71 (seq 5), which the server has acknowledged");
        assertThat(check().violations().get(0).alike()).isEqualTo(1);
    }

    @Test
    void findsARepetition() throws IOException {
        lines.add(11, lines.get(10));

        assertThat(only())
                .contains("bob#1 hears message 75 (seq 7) twice")
                .contains(":11, ")
                .contains(":12)");
    }

    @Test
    void takesARepetitionForNoOtherDisorder() throws IOException {
        lines.add(11, lines.get(6));

        assertThat(only()).contains("bob#1 hears message 71 (seq 5) twice");
    }

    @Test
    void findsAKeyThatBecameTwoMessages() throws IOException {
        lines.add("{\"op\":\"acked\",\"by\":\"alice#1\",\"room\":\"r1\",\"key\":\"k1\",\"id\":79}");
        lines.add("{\"op\":\"removed\",\"room\":\"r1\",\"id\":79}");

        assertThat(only()).contains("key k1 of alice became two messages, 71 and 79");
    }

    @Test
    void findsATextThatBecameTwoMessages() throws IOException {
        String again = "{\"op\":\"heard\",\"by\":\"%s\",\"room\":\"r1\",\"id\":76,\"seq\":8,\"author\":\"alice\","
                + "\"content\":\"three\"}";
        lines.add(12, again.formatted("bob#1"));
        lines.add(13, again.formatted("carol#1"));
        lines.add("{\"op\":\"stored\",\"room\":\"r1\",\"id\":76}");

        assertThat(only()).contains("a text was sent once and became 2 messages");
    }

    @Test
    void findsAHoleInSeq() throws IOException {
        replace(11, "\"seq\":7", "\"seq\":8");
        replace(12, "\"seq\":7", "\"seq\":8");

        assertThat(only())
                .contains("bob#1 hears nothing with seq 7 in between")
                .contains(":8, ")
                .contains(":11)");
    }

    @Test
    void findsASeqThatDoesNotRise() throws IOException {
        replace(11, "\"seq\":7", "\"seq\":6");
        replace(12, "\"seq\":7", "\"seq\":6");

        assertThat(only()).contains("bob#1 hears seq 6 again").contains("so did 1 more");
    }

    @Test
    void findsFallingIds() throws IOException {
        for (int line : new int[] {11, 12, 15}) {
            replace(line, "\"id\":75", "\"id\":70");
        }

        assertThat(only()).contains("bob#1 hears message 70 (seq 7) after message 72");
    }

    @Test
    void findsASenderWhoseOrderIsNotKept() throws IOException {
        swap(3, 4);

        assertThat(only()).contains("alice#1 sent message 72 (seq 6) first, but message 71 (seq 5) is heard before it");
    }

    @Test
    void findsThatWhatWasSentAfterAnAcknowledgementIsHeardBefore() throws IOException {
        replace(3, "alice#1", "alice#http1");
        lines.add(3, lines.remove(5));
        swap(8, 7);
        swap(9, 10);
        swap(13, 14);

        assertThat(check().violations())
                .extracting(Violation::sentence)
                .anyMatch(each -> each.contains("alice#1 was told that message 71"));
    }

    @Test
    void findsAnotherOrderInHistory() throws IOException {
        swap(13, 14);

        assertThat(only()).contains("history tells message 71 (seq 5) after message 72 (seq 6)");
    }

    @Test
    void findsALossAndARepetitionInHistory() throws IOException {
        lines.set(13, lines.get(12));

        assertThat(check().violations())
                .extracting(Violation::sentence)
                .containsExactlyInAnyOrder(
                        "room r1: history tells message 71 (seq 5) twice",
                        "room r1: history has lost message 72 (seq 6), which the server has told");
    }

    @Test
    void expectsOfAPartOfHistoryOnlyWhatIsInBetween() throws IOException {
        lines.add(12, "{\"op\":\"reads\",\"room\":\"r1\",\"newestFirst\":true,\"part\":true}");
        lines.subList(13, 16).clear();
        lines.add("{\"op\":\"stored\",\"room\":\"r1\",\"id\":75}");
        lines.add("{\"op\":\"stored\",\"room\":\"r1\",\"id\":72}");
        assertThat(check().violations()).isEmpty();

        lines.add("{\"op\":\"whole\",\"room\":\"r1\"}");
        assertThat(only()).contains("history has lost message 71");
    }

    @Test
    void findsTwoStoriesOfOneMessage() throws IOException {
        replace(10, "alice", "mallory");

        assertThat(only()).contains("message 72 has author alice in one line and mallory in another");
    }

    @Test
    void asksNothingOfConnectionsThatACrashHasEnded() throws IOException {
        lines.subList(9, 15).clear();
        lines.add("{\"op\":\"crash\"}");
        lines.add("{\"op\":\"connected\",\"by\":\"bob#2\",\"room\":\"r1\"}");

        assertThat(check().violations()).isEmpty();
    }

    @Test
    void letsAChangeTakeASeqAndBeToldAgain() throws IOException {
        lines.add("{\"op\":\"changed\",\"by\":\"bob#1\",\"room\":\"r1\",\"id\":71,\"seq\":8}");
        lines.add("{\"op\":\"heard\",\"by\":\"bob#1/resume1\",\"room\":\"r1\",\"id\":71,\"seq\":5}");
        lines.add("{\"op\":\"changed\",\"by\":\"carol#1\",\"room\":\"r1\",\"id\":71,\"seq\":8}");

        assertThat(check().violations()).isEmpty();
    }

    @Test
    void tellsFilesApart() throws IOException {
        Path alice = Files.write(folder.resolve("alice.jsonl"), lines.subList(0, 9));
        Path carol = Files.write(folder.resolve("carol.jsonl"), lines.subList(9, 11));
        HistoryCheck check = new HistoryCheck();
        check.read(alice);
        check.read(carol);

        assertThat(check.result().violations()).singleElement().satisfies(each -> assertThat(each.toString())
                .contains("carol#1 never hears message 75")
                .contains("carol.jsonl:2, ")
                .contains("carol.jsonl:1)"));
    }

    @Test
    void saysWhichLineIsMalformedAndWhy() {
        assertMalformed("{\"op\":\"heard\",", "is no JSON object");
        assertMalformed("[]", "is no JSON object");
        assertMalformed("x".repeat(1_000_001), "is longer than 1000000 characters");
        assertMalformed("{\"op\":\"herd\"}", "has an unknown op herd; there are connected, sent");
        assertMalformed("{\"op\":\"heard\",\"by\":\"bob\",\"room\":\"r1\"}", "is heard without id");
        assertMalformed("{\"op\":\"sent\",\"by\":\"bob\",\"room\":\"r1\"}", "is sent without key or content");
        assertMalformed("{\"op\":\"stored\",\"room\":\"r1\",\"id\":\"7\"}", "has id that is no whole number: \"7\"");
        assertMalformed(
                "{\"op\":\"stored\",\"room\":\"r1\",\"id\":18446744073709551617}",
                "has id that is no whole number of 64 bits: 18446744073709551617");
    }

    private void assertMalformed(String line, String why) {
        lines.set(4, line);
        assertThatThrownBy(this::check).isInstanceOf(Malformed.class).hasMessageContaining("history.jsonl:5 " + why);
    }

    private String only() throws IOException {
        List<Violation> found = check().violations();
        assertThat(found).hasSize(1);
        return found.get(0).toString();
    }

    private Result check() throws IOException {
        HistoryCheck check = new HistoryCheck();
        check.read(Files.write(folder.resolve("history.jsonl"), lines));
        return check.result();
    }

    private void swap(int line, int other) {
        Collections.swap(lines, line - 1, other - 1);
    }

    private void drop(int line) {
        lines.remove(line - 1);
    }

    private void replace(int line, String old, String with) {
        String before = lines.get(line - 1);
        assertThat(before).contains(old);
        lines.set(line - 1, before.replace(old, with));
    }
}
