package ee.fluxychat.tck.history;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.history.HistoryEvent.Op;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A storm is recorded as the kit records it; it is sound, and whatever is done to the record is found. */
class HistoryRecorderTest {

    private static final int EACH = 200;
    private static final int READERS = 6;

    @TempDir
    private Path folder;

    @Test
    void recordsAStormInWhichNothingIsFound() throws IOException {
        HistoryCheck.Result result = check(storm());

        assertThat(result.violations()).isEmpty();
        assertThat(result.messages()).isEqualTo(2 * EACH);
        assertThat(result.listeners()).isEqualTo(READERS);
        assertThat(result.readings()).isEqualTo(1);
    }

    @Test
    void showsASwap() throws IOException {
        List<HistoryEvent> storm = storm();
        Collections.swap(storm, heard(storm, 3, 110), heard(storm, 3, 111));

        assertThat(check(storm).violations()).singleElement().satisfies(each -> assertThat(each.sentence())
                .contains("reader3#1 hears message 1110 (seq 111) after"));
    }

    @Test
    void showsALoss() throws IOException {
        List<HistoryEvent> storm = storm();
        storm.remove(heard(storm, 4, 50));

        assertThat(check(storm).violations()).singleElement().satisfies(each -> assertThat(each.sentence())
                .contains("reader4#1 never hears message 1050 (seq 51)"));
    }

    @Test
    void showsARepetition() throws IOException {
        List<HistoryEvent> storm = storm();
        int line = heard(storm, 5, 70);
        storm.add(line, storm.get(line));

        assertThat(check(storm).violations()).singleElement().satisfies(each -> assertThat(each.sentence())
                .contains("reader5#1 hears message 1070 (seq 71) twice"));
    }

    @Test
    void showsAHoleThatEverybodyHears() throws IOException {
        List<HistoryEvent> storm = storm();
        storm.removeIf(each -> Long.valueOf(1080).equals(each.message().id()));

        assertThat(check(storm).violations()).singleElement().satisfies(each -> assertThat(each)
                .hasToString(each.toString())
                .extracting(Violation::alike)
                .isEqualTo(READERS - 1));
    }

    @Test
    void showsWhatHistoryHasLost() throws IOException {
        List<HistoryEvent> storm = storm();
        storm.removeIf(each -> each.op() == HistoryEvent.Op.STORED
                && Long.valueOf(1000).equals(each.message().id()));

        assertThat(check(storm).violations()).singleElement().satisfies(each -> assertThat(each.sentence())
                .contains("history has lost message 1000"));
    }

    @Test
    void hearsAnEditAsAChangeAndResumeAsAListenerOfItsOwn() {
        HistoryRecorder recorder = new HistoryRecorder();
        HistoryRecorder.Connection bob = recorder.opens("bob", "demo", "r1");
        bob.heard("{\"type\":\"subscription_succeeded\"}");
        bob.heard(frame("alice", 7, 1));
        bob.heard("{\"type\":\"edit\",\"id\":7,\"seq\":2}");
        bob.heard("{\"type\":\"message_updated\",\"id\":7,\"seq\":2}");
        bob.sent("{\"type\":\"resume\",\"lastSeq\":0}");
        bob.heard("{\"type\":\"replay\",\"lastSeq\":2,\"events\":["
                + "{\"seq\":1,\"messageId\":7,\"eventType\":\"create\",\"payload\":{\"userId\":\"alice\"}},"
                + "{\"seq\":2,\"messageId\":7,\"eventType\":\"delete\"}]}");

        assertThat(recorder.events())
                .extracting(each -> each.line().replaceAll(",\"at\":\\d+", ""))
                .containsExactly(
                        "{\"op\":\"connected\",\"by\":\"bob#1\",\"room\":\"r1\"}",
                        "{\"op\":\"heard\",\"by\":\"bob#1\",\"room\":\"r1\",\"id\":7,\"seq\":1,\"author\":\"alice\","
                                + "\"content\":\"text 7\"}",
                        "{\"op\":\"changed\",\"by\":\"bob#1\",\"room\":\"r1\",\"id\":7,\"seq\":2}",
                        "{\"op\":\"changed\",\"by\":\"bob#1\",\"room\":\"r1\",\"id\":7,\"seq\":2}",
                        "{\"op\":\"heard\",\"by\":\"bob#1/resume1\",\"room\":\"r1\",\"id\":7,\"seq\":1,"
                                + "\"author\":\"alice\"}",
                        "{\"op\":\"removed\",\"by\":\"bob#1/resume1\",\"room\":\"r1\",\"id\":7,\"seq\":2}",
                        "{\"op\":\"closed\",\"by\":\"bob#1\",\"room\":\"r1\"}");
    }

    @Test
    void doesNotTakeTheAnswerToARetryForARepetition() throws IOException {
        HistoryRecorder recorder = new HistoryRecorder();
        HistoryRecorder.Connection alice = recorder.opens("alice", "demo", "r1");
        alice.heard("{\"type\":\"subscription_succeeded\"}");
        for (String key : List.of("k1", " k1 ")) {
            alice.sent("{\"type\":\"message\",\"content\":\"hi\",\"clientMessageId\":\"" + key + "\"}");
            alice.heard("{\"type\":\"message\",\"id\":7,\"seq\":1,\"userId\":\"alice\",\"clientMessageId\":\"k1\"}");
        }

        assertThat(check(recorder.events()).violations()).isEmpty();
    }

    @Test
    void doesNotTakeARetryThatEverybodyHearsForARepetition() throws IOException {
        HistoryRecorder recorder = new HistoryRecorder();
        HistoryRecorder.Connection alice = recorder.opens("alice", "demo", "r1");
        HistoryRecorder.Connection bob = recorder.opens("bob", "demo", "r1");
        List.of(alice, bob).forEach(each -> each.heard("{\"type\":\"subscription_succeeded\"}"));
        for (int i = 0; i < 2; i++) {
            alice.sent("{\"type\":\"message\",\"content\":\"hi\",\"clientMessageId\":\"k1\"}");
            List.of(alice, bob)
                    .forEach(each -> each.heard(
                            "{\"type\":\"message\",\"id\":7,\"userId\":\"alice\",\"clientMessageId\":\"k1\"}"));
        }

        assertThat(check(recorder.events()).violations()).isEmpty();
    }

    @Test
    void leavesOutWhatComesAfterTheEndOfAConnection() {
        HistoryRecorder recorder = new HistoryRecorder();
        HistoryRecorder.Connection bob = recorder.opens("bob", "demo", "r1");
        bob.heard("{\"type\":\"subscription_succeeded\"}");
        bob.closed();

        bob.heard(frame("alice", 7, 1));

        assertThat(recorder.events()).extracting(HistoryEvent::op).containsExactly(Op.CONNECTED, Op.CLOSED);
    }

    @Test
    void passesOverTheDeletionOfWhatCanBeNoMessage() {
        HistoryRecorder recorder = new HistoryRecorder();
        recorder.asks("alice", "demo", "DELETE", "/messages/99999999999999999999", "")
                .answered(200, "{}");

        assertThat(recorder.events()).isEmpty();
    }

    @Test
    void takesAPageOfNothingForNoEnd() {
        HistoryRecorder recorder = new HistoryRecorder();
        recorder.asks("alice", "demo", "GET", "/api/messages?roomId=r1&limit=0", "")
                .answered(200, "{\"messages\":[]}");

        assertThat(recorder.events()).isEmpty();
    }

    @Test
    void writesTextsThatAreNoText() throws IOException {
        HistoryRecorder recorder = new HistoryRecorder();
        recorder.opens("bob", "demo", "r1").sent("{\"type\":\"message\",\"content\":\"half \\uD83D\"}");

        assertThat(check(recorder.events()).lines()).isEqualTo(1);
    }

    @Test
    void tellsRoomsOfTwoProjectsApart() {
        HistoryRecorder recorder = new HistoryRecorder();
        for (String project : List.of("home", "other", "home")) {
            recorder.opens("alice", project, "r1").sent("{\"type\":\"message\",\"content\":\"hi\"}");
        }

        assertThat(recorder.events()).extracting(HistoryEvent::room).containsExactly("r1", "r1@2", "r1");
    }

    @Test
    void keepsWithinItsBounds() {
        HistoryRecorder recorder = new HistoryRecorder();
        HistoryRecorder.Connection bob = recorder.opens("bob", "demo", "r1");
        String frame = frame("alice", 7, 1);
        for (int i = 0; i < HistoryRecorder.MOST + 10; i++) {
            bob.heard(frame);
        }

        assertThat(recorder.events()).hasSize(HistoryRecorder.MOST);
    }

    /** Alice talks over a socket and bob over REST; all listen; then carol reads history page by page. */
    private static List<HistoryEvent> storm() {
        HistoryRecorder recorder = new HistoryRecorder();
        List<HistoryRecorder.Connection> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            readers.add(recorder.opens("reader" + i, "demo", "r1"));
        }
        readers.forEach(each -> each.heard("{\"type\":\"subscription_succeeded\"}"));
        HistoryRecorder.Connection alice = recorder.opens("alice", "demo", "r1");
        for (int i = 0; i < EACH; i++) {
            int id = 1000 + 2 * i;
            alice.sent("{\"type\":\"message\",\"content\":\"text " + id + "\"}");
            HistoryRecorder.Answered answered = recorder.asks(
                    "bob", "demo", "POST", "/messages", "{\"roomId\":\"r1\",\"content\":\"text " + (id + 1) + "\"}");
            String first = frame("alice", id, 2 * i + 1);
            String second = frame("bob", id + 1, 2 * i + 2);
            readers.forEach(each -> each.heard(first));
            answered.answered(200, "{\"message\":" + second + "}");
            readers.forEach(each -> each.heard(second));
        }
        read(recorder, 2 * EACH);
        return new ArrayList<>(recorder.events());
    }

    private static void read(HistoryRecorder recorder, int messages) {
        String before = "";
        for (int newest = messages; newest > 0; newest -= 100) {
            StringBuilder page = new StringBuilder("{\"messages\":[");
            for (int seq = newest; seq > newest - 100; seq--) {
                page.append(seq == newest ? "" : ",").append(frame(seq % 2 == 1 ? "alice" : "bob", 999 + seq, seq));
            }
            recorder.asks("carol", "demo", "GET", "/api/messages?roomId=r1&limit=100" + before, "")
                    .answered(200, page + "]}");
            before = "&before=at+" + (newest - 99);
        }
        recorder.asks("carol", "demo", "GET", "/api/messages?roomId=r1&limit=100" + before, "")
                .answered(200, "{\"messages\":[]}");
    }

    private static String frame(String author, int id, int seq) {
        return "{\"type\":\"message\",\"id\":%d,\"userId\":\"%s\",\"content\":\"text %d\",\"seq\":%d,\"createdAt\":\"at %d\"}"
                .formatted(id, author, id, seq, seq);
    }

    private static int heard(List<HistoryEvent> storm, int reader, int number) {
        for (int i = 0; i < storm.size(); i++) {
            HistoryEvent each = storm.get(i);
            if (each.by().equals("reader" + reader + "#1")
                    && Long.valueOf(1000 + number).equals(each.message().id())) {
                return i;
            }
        }
        throw new AssertionError("never heard");
    }

    private HistoryCheck.Result check(List<HistoryEvent> events) throws IOException {
        Path file = folder.resolve("history/storm.jsonl");
        HistoryFile.write(file, events);
        HistoryCheck check = new HistoryCheck();
        check.read(file);
        return check.result();
    }
}
