package ee.fluxychat.tck.selftest;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.client.Answer;
import ee.fluxychat.tck.client.Witness;
import ee.fluxychat.tck.contract.Contract;
import ee.fluxychat.tck.history.HistoryCheck;
import ee.fluxychat.tck.history.HistoryFile;
import ee.fluxychat.tck.spec.ClauseCatalogue;
import ee.fluxychat.tck.spec.Deviations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the reference was recorded saying, said again to the kit's client: all of it is heard, and judged as it deserves. */
class TraceReplayTest {

    private static final Pattern FLAW =
            Pattern.compile("(?:A frame|The answer) (.+?) (?:has a flaw at (\\S+)|is no JSON): .*", Pattern.DOTALL);
    private static final String SLASH = "slash commands are not of the protocol";
    private static final String CUT = "the record has only the beginning of a long list";

    /** Forms that the contract does not have, and the clause that the reference is known to break by them. */
    private static final Map<String, String> FLAWS = Map.ofEntries(
            entry("200 to DELETE /messages/{id}/reactions /reaction/messageId", "REST-REACT-1"),
            entry("200 to GET /rooms no JSON", CUT),
            entry("200 to PATCH /messages/{id} /message/content", "REST-EDIT-2"),
            entry("200 to PATCH /messages/{id} /message/id", "REST-EDIT-1"),
            entry("200 to POST /messages /message/attachments", SLASH),
            entry("200 to POST /messages /message/mentions", SLASH),
            entry("200 to POST /messages /message/preview", SLASH),
            entry("200 to POST /messages/{id}/reactions /reaction/messageId", "REST-REACT-1"),
            entry("200 to POST /rooms/dm /room/created_at", "ROOM-DM-4"),
            entry("delete /id", "REST-DEL-1"),
            entry("edit /content", "EDIT-TEXT-1"),
            entry("edit /id", "REST-EDIT-1"),
            entry("edit /streaming", "REST-EDIT-1"),
            entry("message /attachments", SLASH),
            entry("message /content", "AGENT-TOOL-1"),
            entry("message /mentions", SLASH),
            entry("message /preview", SLASH),
            entry("message_updated /content", "EDIT-TEXT-1"),
            entry("reaction /messageId", "REST-REACT-1"),
            entry("typing /userId", "TYPE-USER-1"));

    /**
     * Disorder and loss, and the clause that the reference is known to break by it. In 16b a resumed connection lacks messages that have no seq
     * and come last by id, so only the holes in seq show it.
     */
    private static final Map<String, String> DISORDER = Map.ofEntries(
            entry("03-ws-message: somebody hears message # after message #", "MSG-ID-1"),
            entry("03-ws-message: somebody hears message # twice", "IDEM-SOCKET-4"),
            entry("07-history: history tells message # after message #, which is the newer one", "ORDER-HIST-1"),
            entry("10-rate-limits: somebody hears message # after message #", "ORDER-ID-1"),
            entry("10-rate-limits: somebody hears nothing with seq # in between", "ORDER-SEQ-1"),
            entry("10-rate-limits: somebody sent message # first, but message # is heard before it", "ORDER-FIFO-1"),
            entry("15-cross-tenant: history has lost message #, which the server has acknowledged", "TENANT-STORE-1"),
            entry("16-ordering: history tells message # after message #, which is the newer one", "ORDER-HIST-1"),
            entry("16-ordering: somebody hears message # after message #", "ORDER-ID-1"),
            entry("16-ordering: somebody hears nothing with seq # in between", "ORDER-SEQ-1"),
            entry("16-ordering: somebody sent message # first, but message # is heard before it", "ORDER-FIFO-1"),
            entry(
                    "16b-ordering-concurrent: history tells message # after message #, which is the newer one",
                    "ORDER-HIST-1"),
            entry("16b-ordering-concurrent: somebody hears message # after message #", "ORDER-ID-1"),
            entry("16b-ordering-concurrent: somebody hears nothing with seq # in between", "ORDER-SEQ-1"),
            entry(
                    "16b-ordering-concurrent: somebody sent message # first, but message # is heard before it",
                    "ORDER-FIFO-1"),
            entry(
                    "16c-ordering-paced-150ms: history tells message # after message #, which is the newer one",
                    "ORDER-HIST-1"),
            entry("16c-ordering-paced-150ms: somebody hears message # after message #", "ORDER-ID-1"),
            entry("16c-ordering-paced-150ms: somebody hears nothing with seq # in between", "ORDER-SEQ-1"),
            entry(
                    "16c-ordering-paced-150ms: somebody never hears message #, which the server has acknowledged",
                    "ORDER-RESUME-1"),
            entry("21-agents-tools-PATCHED: somebody hears message # after message #", "AGENT-TOOL-1"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("ee.fluxychat.tck.selftest.Trace#names")
    void hearsAllAsItWasRecorded(String name) {
        Trace trace = Trace.read(name);

        try (TraceServer server = new TraceServer(trace)) {
            TraceReplay replay = new TraceReplay(trace, server.uri(), Witness.NOBODY);
            replay.run();

            assertThat(server.misheard()).isEmpty();
        }
    }

    @Test
    void findsTheKnownFlawsOfFormAndNoOther() {
        Judge judge = new Judge();

        Trace.names().forEach(name -> replay(name, judge));

        assertThat(judge.flaws).containsExactlyInAnyOrderElementsOf(FLAWS.keySet());
    }

    @Test
    void findsTheKnownDisorderAndNoOther() throws IOException {
        Set<String> found = new TreeSet<>();
        for (String name : Trace.names()) {
            Path file = folder.resolve(name + ".jsonl");
            HistoryFile.write(
                    file, replay(name, Witness.NOBODY).transcript().history().events());
            HistoryCheck check = new HistoryCheck();
            check.read(file);
            check.result().violations().forEach(each -> found.add(name + ": " + withoutNames(each.sentence())));
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(DISORDER.keySet());
    }

    private static String withoutNames(String sentence) {
        return sentence.replaceFirst("room \\S+: ", "")
                .replaceAll(" \\(seq \\d+\\)", "")
                .replaceFirst("^\\S+#\\S+ ", "somebody ")
                .replaceAll("(message|seq) \\d+", "$1 #");
    }

    @Test
    void knowsAllOfThisAsDeviationsOfTheReference() {
        Deviations declared = Deviations.ofTheReference(ClauseCatalogue.shipped());

        assertThat(Stream.of(FLAWS, DISORDER).flatMap(each -> each.values().stream()))
                .filteredOn(clause -> !Set.of(SLASH, CUT).contains(clause))
                .allSatisfy(
                        clause -> assertThat(declared.naming(clause)).as(clause).isNotEmpty());
    }

    private static TraceReplay replay(String name, Witness witness) {
        Trace trace = Trace.read(name);
        try (TraceServer server = new TraceServer(trace)) {
            TraceReplay replay = new TraceReplay(trace, server.uri(), witness);
            replay.run();
            return replay;
        }
    }

    /** Holds everything to the contract, and remembers each kind of flaw once. */
    private static final class Judge implements Witness {

        private final Set<String> flaws = new TreeSet<>();

        @Override
        public void answered(Ear ear, String method, String path, String sent, Answer answer) {
            Contract.shipped()
                    .violationsOfAnswer(method, path, answer.status(), answer.header("Content-Type"), answer.body())
                    .forEach(this::add);
        }

        @Override
        public void said(Ear ear, String frame) {}

        @Override
        public void delivered(Ear ear, String body) {}

        @Override
        public void told(Ear ear, String frame) {
            Contract.shipped().violationsOfServerFrame(frame).forEach(this::add);
        }

        private synchronized void add(String violation) {
            Matcher flaw = FLAW.matcher(violation);
            flaws.add(
                    flaw.matches()
                            ? flaw.group(1) + " " + Objects.requireNonNullElse(flaw.group(2), "no JSON")
                            : violation);
        }
    }
}
