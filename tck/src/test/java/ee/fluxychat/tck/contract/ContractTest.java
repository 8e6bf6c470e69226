package ee.fluxychat.tck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract as a judge: it lets pass what the protocol shows, and says in a sentence what is wrong with anything else. */
class ContractTest {

    private static final Optional<String> JSON = Optional.of("application/json");
    private static final String MESSAGE = """
            {"type":"message","id":60,"roomId":"r1","userId":"alice","senderId":"alice","content":"one",\
            "createdAt":"2026-11-23T08:04:58.750Z","parentId":null,"mentions":[],"preview":null,"attachments":[],\
            "clientMessageId":"cmsg_aaaaaaaa-1","seq":1,"version":1}""";
    private static final String OK = "{\"ok\":true}";

    private final Contract contract = Contract.shipped();

    @ParameterizedTest
    @MethodSource("ee.fluxychat.tck.contract.ProtocolExamples#frames")
    void acceptsTheFramesThatTheProtocolShows(String frame) {
        assertThat(contract.violationsOfServerFrame(frame)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("ee.fluxychat.tck.contract.ProtocolExamples#answers")
    void acceptsTheAnswersThatTheProtocolShows(String method, String path, int status, String body) {
        assertThat(contract.knows(method, path)).isTrue();
        assertThat(contract.violationsOfAnswer(method, path, status, JSON, body))
                .isEmpty();
    }

    @Test
    void saysWhereAFrameHasTheWrongType() {
        assertThat(contract.violationsOfServerFrame(MESSAGE.replace("\"id\":60", "\"id\":\"60\"")))
                .containsExactly("A frame message has a flaw at /id: expected a whole number"
                        + " (Always a number, rising with seq inside a room), there was the text \"60\""
                        + " (ServerMessage in frames.schema.json).");
    }

    @Test
    void saysWhichFieldAFrameLacks() {
        assertThat(contract.violationsOfServerFrame(MESSAGE.replace("\"userId\":\"alice\",", "")))
                .containsExactly("A frame message has a flaw at /userId: expected this field, there was none"
                        + " (ServerMessage in frames.schema.json).");
    }

    @Test
    void saysWhereAnItemOfAFrameIsWrong() {
        assertThat(contract.violationsOfServerFrame(
                        "{\"type\":\"history\",\"messages\":[],\"reactions\":{\"60\":{\"👍\":0}}}"))
                .containsExactly(
                        "A frame history has a flaw at /reactions/60/👍: expected at least 1, there was the number 0"
                                + " (ServerHistory in frames.schema.json).");
    }

    @Test
    void saysEveryFlawOfAFrame() {
        String broken = MESSAGE.replace("58.750Z", "58Z").replace("\"seq\":1", "\"seq\":0");

        assertThat(contract.violationsOfServerFrame(broken))
                .hasSize(2)
                .satisfiesExactly(
                        time -> assertThat(time).contains("/createdAt", "UTC with milliseconds and Z", "58Z"),
                        seq -> assertThat(seq).contains("/seq", "at least 1", "the number 0"));
    }

    @Test
    void complainsOfTheFormThatComesClosest() {
        assertThat(contract.violationsOfServerFrame(
                        "{\"type\":\"cache_snapshot\",\"roomId\":\"r1\",\"cachedAt\":\"2026-11-23T08:04:58.750Z\",\"event\":"
                                + MESSAGE.replace("\"id\":60,", "") + "}"))
                .singleElement()
                .asString()
                .contains("/event/id: expected this field");
    }

    @Test
    void tellsTheSnapshotFromTheAnswerToResume() {
        assertThat(contract.violationsOfServerFrame("{\"type\":\"replay\"}"))
                .allMatch(each -> each.contains("ServerSnapshotReplay"))
                .isNotEmpty();
        assertThat(contract.violationsOfServerFrame("{\"type\":\"replay\",\"events\":[]}"))
                .allMatch(each -> each.contains("ServerReplay"))
                .isNotEmpty();
    }

    @Test
    void letsAStreamedMessageBeEmptyAndNoOther() {
        String empty = MESSAGE.replace("\"one\"", "\"\"");

        assertThat(contract.violationsOfServerFrame(empty))
                .singleElement()
                .asString()
                .contains("/content");
        assertThat(contract.violationsOfServerFrame(empty.replace("\"type\":", "\"streaming\":true,\"type\":")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "[]",
                "null",
                "{\"type\":1}",
                "{}",
                "{\"type\":\"pong\"",
                "{\"type\":\"pong\",\"ts\":1} {}"
            })
    void refusesAFrameThatIsNoTypedObject(String text) {
        assertThat(contract.violationsOfServerFrame(text))
                .singleElement()
                .asString()
                .startsWith("A frame ")
                .contains("expected");
    }

    @Test
    void survivesWhatNoServerShouldSend() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);

        assertThat(contract.violationsOfServerFrame(deep)).hasSize(1);
        assertThat(contract.violationsOfServerFrame("{\"type\":\"pong\",\"ts\":" + deep + "}"))
                .hasSize(1);
        assertThat(contract.violationsOfServerFrame("{\"type\":\"pong\",\"ts\":1e2147483649}"))
                .hasSize(1);
        assertThat(contract.violationsOfAnswer("GET", "/health", 200, JSON, deep))
                .hasSize(1);
    }

    @Test
    void passesOverFramesAndFieldsItDoesNotKnow() {
        assertThat(contract.violationsOfServerFrame("{\"type\":\"message_pinned\",\"messageId\":\"x\"}"))
                .isEmpty();
        assertThat(contract.violationsOfServerFrame("{\"type\":\"pong\",\"ts\":1,\"mood\":\"fine\"}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /messages, true",
        "POST, /messages?token=abc, true",
        "PATCH, /messages/89, true",
        "HEAD, /health, true",
        "POST, /rooms/dm, true",
        "GET, /rooms/dm, true",
        "GET, /rooms/r1/members, true",
        "DELETE, /rooms/r1/members/bob, true",
        "GET, /messages, false",
        "GET, /rooms/r1/members/, true",
        "GET, /rooms/r1/members/bob/cats, false",
        "GET, /, false",
    })
    void knowsOperationsByTheirTemplates(String method, String path, boolean known) {
        assertThat(contract.knows(method, path)).isEqualTo(known);
    }

    @Test
    void saysWhereAnAnswerBreaksItsSchema() {
        assertThat(contract.violationsOfAnswer("GET", "/rooms/r1/unread?token=x", 200, JSON, """
                        {"unreadCount":"12","lastReadMessageId":0,"firstUnreadMessageId":90}"""))
                .containsExactly(
                        "The answer 200 to GET /rooms/{roomId}/unread has a flaw at /unreadCount: expected a whole number,"
                                + " there was the text \"12\" (unread in openapi.yaml).");
    }

    @Test
    void saysThatAnAnswerIsOfAnotherType() {
        assertThat(contract.violationsOfAnswer(
                        "GET", "/health", 200, Optional.of("text/html; charset=utf-8"), "<html>"))
                .containsExactly("The answer 200 to GET /health has another Content-Type: expected application/json,"
                        + " there was text/html (health in openapi.yaml).");
        assertThat(contract.violationsOfAnswer("GET", "/health", 200, Optional.empty(), ""))
                .singleElement()
                .asString()
                .contains("there was none");
    }

    @Test
    void saysThatAnAnswerIsNoJson() {
        assertThat(contract.violationsOfAnswer("DELETE", "/rooms/r1/members/bob", 200, JSON, "ok"))
                .containsExactly(
                        "The answer 200 to DELETE /rooms/{roomId}/members/{userId} is no JSON: expected a JSON body,"
                                + " there was ok (removeMember in openapi.yaml).");
    }

    @Test
    void saysThatASuccessIsNotInTheContract() {
        assertThat(contract.violationsOfAnswer("POST", "/rooms", 201, JSON, OK))
                .containsExactly(
                        "POST /rooms was answered with the status 201: expected one of [200, 400, 401, 403, 429]"
                                + " (createRoom in openapi.yaml).");
    }

    @Test
    void passesOverRefusalsThatItDoesNotName() {
        assertThat(contract.violationsOfAnswer("POST", "/rooms", 418, Optional.empty(), "teapot"))
                .isEmpty();
    }

    @Test
    void judgesTheRefusalsThatItNames() {
        assertThat(contract.violationsOfAnswer("POST", "/rooms", 403, JSON, "{\"error\":\"forbidden\"}"))
                .singleElement()
                .asString()
                .contains("/traceId: expected this field");
    }

    @Test
    void acceptsPlainTextWhereTheContractNamesIt() {
        assertThat(contract.violationsOfAnswer(
                        "POST", "/rooms", 401, Optional.of("text/plain;charset=UTF-8"), "Token expired"))
                .isEmpty();
    }

    @Test
    void asksNoBodyOfHead() {
        assertThat(contract.violationsOfAnswer("HEAD", "/health", 200, JSON, ""))
                .isEmpty();
    }

    @Test
    void passesOverTheBytesOfAFile() {
        assertThat(contract.violationsOfAnswer(
                        "GET", "/attachments/demo/a.png", 200, Optional.of("image/png"), "\u0000"))
                .isEmpty();
        assertThat(contract.violationsOfAnswer("GET", "/rooms/r1/stream", 200, Optional.of("text/event-stream"), ""))
                .isEmpty();
    }

    @Test
    void judgesNothingOnAPathThatItDoesNotKnow() {
        assertThat(contract.violationsOfAnswer("GET", "/polls", 204, Optional.empty(), ""))
                .isEmpty();
    }

    @Test
    void judgesTheSameFromManyThreads() {
        List<String> judged = IntStream.range(0, 2_000)
                .parallel()
                .mapToObj(i -> contract.violationsOfServerFrame(
                        i % 2 == 0 ? MESSAGE : MESSAGE.replace("\"id\":60", "\"id\":0")))
                .flatMap(List::stream)
                .toList();

        assertThat(judged).hasSize(1_000).allMatch(each -> each.contains("/id"));
    }

    /** A run of the kit hears some 100,000 frames; ten times what a frame takes on an idle machine still costs a few seconds. */
    @Test
    void takesNoTimeForAFrame() {
        long nanosPerFrame =
                LongStream.range(0, 15).map(round -> roundOf(1_000)).min().orElseThrow() / 1_000;

        assertThat(nanosPerFrame).isLessThan(100_000);
    }

    private long roundOf(int frames) {
        long start = System.nanoTime();
        for (int i = 0; i < frames; i++) {
            contract.violationsOfServerFrame(MESSAGE);
        }
        return System.nanoTime() - start;
    }
}
