package ee.fluxychat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import ee.fluxychat.wire.Attachment;
import ee.fluxychat.wire.ClientFrame;
import ee.fluxychat.wire.EncodedFrame;
import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.FrameDecoder;
import ee.fluxychat.wire.Json;
import ee.fluxychat.wire.ReactionOp;
import ee.fluxychat.wire.Refused;
import ee.fluxychat.wire.ServerFrame;
import ee.fluxychat.wire.StoredMessage;
import ee.fluxychat.wire.UserInfo;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The frames that the code reads and writes are those of {@code frames.schema.json}, field by field. */
class FrameContractTest {

    private static final long TIME = 1_795_420_803_616L;
    private static final String EPOCH = "b1f0c7de";
    private static final UserInfo BOB = new UserInfo("Bob", "https://example.org/b.png", "dev");
    private static final StoredMessage BARE =
            new StoredMessage(60, "r1", "alice", "one", TIME, null, null, null, null, 7, 1, List.of(), List.of());
    private static final StoredMessage FULL = new StoredMessage(
            61,
            "r1",
            "alice",
            "two @bob",
            TIME,
            60L,
            TIME + 1,
            null,
            "cmsg_aaaaaaaa-1",
            8,
            2,
            List.of("bob"),
            List.of(new Attachment("image", "https://example.org/a.png", "a.png", 99L, "image/png")));
    private static final ServerFrame.Deletion GONE = new ServerFrame.Deletion(60, "r1", "alice", TIME, 2, 9, false);

    private final JsonSchema clientFrames = Contract.closedSchema("ClientFrame");
    private final JsonSchema serverFrames = Contract.closedSchema("ServerFrame");

    static Stream<ServerFrame> everyServerFrame() {
        List<ServerFrame.Present> present =
                List.of(new ServerFrame.Present("alice", UserInfo.NONE), new ServerFrame.Present("bob", BOB));
        return Stream.of(
                new ServerFrame.Pong(TIME),
                ServerFrame.Refusal.of(new Refused(ErrorCode.CONTENT_EMPTY), null),
                ServerFrame.Refusal.of(Refused.rateLimited(59), "cmsg_aaaaaaaa-1"),
                new ServerFrame.Message(BARE),
                new ServerFrame.Message(FULL),
                new ServerFrame.Edit(FULL, "alice", 9),
                new ServerFrame.MessageUpdated(FULL, "alice", 9),
                new ServerFrame.Delete(GONE),
                new ServerFrame.MessageDeleted(GONE),
                new ServerFrame.Reaction("r1", "bob", 60, "👍", ReactionOp.ADD, 10L),
                new ServerFrame.Reaction("r1", "bob", 60, "👍", ReactionOp.REMOVE, null),
                new ServerFrame.Read("r1", "bob", 60, TIME, 11L),
                new ServerFrame.Read("r1", "bob", 60, TIME, null),
                new ServerFrame.Typing("alice", true, "composing"),
                new ServerFrame.ClientEvent("r1", "alice", "client-cursor", JsonValue.EMPTY_JSON_OBJECT),
                new ServerFrame.CacheSnapshot("r1", new ServerFrame.Edit(FULL, "alice", 9), TIME),
                new ServerFrame.CacheSnapshot("r1", new ServerFrame.Delete(GONE), TIME),
                new ServerFrame.Snapshot(false, List.of(BARE, FULL), Map.of(60L, Map.of("👍", 2))),
                new ServerFrame.Snapshot(true, List.of(), Map.of()),
                new ServerFrame.LocationSnapshot("r1", TIME),
                new ServerFrame.SubscriptionSucceeded("r1", "3d15ff57", 2, present, 0, EPOCH),
                new ServerFrame.Presence(2, present),
                new ServerFrame.SubscriptionCount("r1", 2),
                new ServerFrame.MemberJoined("r1", "bob", BOB, "3d15ff57"),
                new ServerFrame.MemberLeft("r1", "bob"),
                new ServerFrame.Replay(List.of(entry()), List.of(FULL), 8, 9, true, EPOCH),
                new ServerFrame.Replay(List.of(), List.of(), 99, 9, false, EPOCH));
    }

    private static ServerFrame.Replay.Entry entry() {
        JsonObject payload = (JsonObject) Json.parse("""
                {"id":61,"userId":"alice","content":"two @bob","createdAt":"2026-11-23T08:04:58.750Z"}""");
        return new ServerFrame.Replay.Entry(8, 61, "create", 1, TIME, payload);
    }

    @ParameterizedTest
    @MethodSource("everyServerFrame")
    void describesWhatTheServerWrites(ServerFrame frame) {
        String text = EncodedFrame.of(frame).text();

        assertThat(serverFrames.validate(text, InputFormat.JSON)).as(text).isEmpty();
    }

    @Test
    void isTriedWithEveryKindOfServerFrame() {
        assertThat(everyServerFrame().map(Object::getClass).distinct())
                .containsExactlyInAnyOrder(ServerFrame.class.getPermittedSubclasses());
    }

    @Test
    void namesNoServerFrameThatNobodySends() {
        assertThat(types("ServerFrame").distinct())
                .containsExactlyInAnyOrderElementsOf(
                        everyServerFrame().map(ServerFrame::type).distinct().toList());
    }

    @Test
    void givesAnExampleOfEveryClientFrameThatTheServerUnderstands() {
        assertThat(clientExamples()
                        .map(each -> FrameDecoder.frame(FrameDecoder.object(each.toString())))
                        .map(Object::getClass)
                        .distinct())
                .containsExactlyInAnyOrder(ClientFrame.class.getPermittedSubclasses());
    }

    @Test
    void namesEachClientFrameOnceAndGivesItAnExample() {
        assertThat(clientExamples().map(each -> each.get("type").asText()))
                .containsExactlyInAnyOrderElementsOf(types("ClientFrame").toList())
                .doesNotHaveDuplicates();
    }

    @Test
    void keepsItsOwnRulesInItsExamples() {
        assertThat(clientExamples().flatMap(each -> clientFrames.validate(each).stream()))
                .isEmpty();
        assertThat(examples("ServerFrame").flatMap(each -> serverFrames.validate(each).stream()))
                .isEmpty();
    }

    private static Stream<String> types(String side) {
        return Contract.frames(side).stream()
                .map(each -> each.at("/properties/type/const").asText());
    }

    private static Stream<JsonNode> clientExamples() {
        return examples("ClientFrame");
    }

    private static Stream<JsonNode> examples(String side) {
        return Contract.frames(side).stream().flatMap(each -> Contract.stream(each.get("examples")));
    }
}
