package ee.fluxychat.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each frame's text, to the letter: names, order and types of the fields are what clients see. */
class ServerFrameTest {

    private static final long AT = 1_795_420_803_610L;
    private static final String TIME = "2026-11-23T08:00:03.610Z";
    private static final StoredMessage PLAIN =
            new StoredMessage(811, "den-2", "ann", "one", AT, null, null, null, null, 41, 1, List.of(), List.of());
    private static final StoredMessage FULL = new StoredMessage(
            812,
            "den-2",
            "ann",
            "two \"@ben\"",
            AT + 1,
            811L,
            AT + 2,
            null,
            "once-0001",
            42,
            3,
            List.of("ben"),
            List.of(
                    new Attachment("image", "https://x.example/a.png", "a.png", 99L, "image/png"),
                    new Attachment("file", "https://x.example/b", "", null, null)));

    @Test
    void spellsAMessage() {
        assertThat(text(new ServerFrame.Message(PLAIN)))
                .isEqualTo(
                        "{\"type\":\"message\",\"id\":811,\"roomId\":\"den-2\",\"userId\":\"ann\",\"senderId\":\"ann\","
                                + "\"content\":\"one\",\"createdAt\":\"" + TIME
                                + "\",\"parentId\":null,\"mentions\":[],"
                                + "\"preview\":null,\"attachments\":[],\"seq\":41,\"version\":1}");
    }

    @Test
    void spellsAMessageWithEverything() {
        assertThat(text(new ServerFrame.Message(FULL)))
                .isEqualTo(
                        "{\"type\":\"message\",\"id\":812,\"roomId\":\"den-2\",\"userId\":\"ann\",\"senderId\":\"ann\","
                                + "\"content\":\"two \\\"@ben\\\"\",\"createdAt\":\"2026-11-23T08:00:03.611Z\",\"parentId\":811,"
                                + "\"mentions\":[\"ben\"],\"preview\":null,\"attachments\":["
                                + "{\"kind\":\"image\",\"url\":\"https://x.example/a.png\",\"name\":\"a.png\",\"sizeBytes\":99,"
                                + "\"contentType\":\"image/png\"},{\"kind\":\"file\",\"url\":\"https://x.example/b\",\"name\":\"\"}],"
                                + "\"clientMessageId\":\"once-0001\",\"seq\":42,\"version\":3}");
    }

    @Test
    void spellsASnapshotUnderEitherName() {
        String rest = "\"messages\":[{\"id\":811,\"roomId\":\"den-2\",\"userId\":\"ann\",\"senderId\":\"ann\","
                + "\"content\":\"one\",\"createdAt\":\"" + TIME
                + "\",\"parentId\":null,\"editedAt\":null,\"deletedAt\":null,"
                + "\"expiresAt\":null,\"kind\":\"text\",\"visibility\":\"room\",\"seq\":41,\"version\":1,\"mentions\":[],"
                + "\"attachments\":[]}],\"reactions\":{\"811\":{\"👍\":2}}}";

        Map<Long, Map<String, Integer>> reactions = Map.of(811L, Map.of("👍", 2));
        assertThat(text(new ServerFrame.Snapshot(false, List.of(PLAIN), reactions)))
                .isEqualTo("{\"type\":\"history\"," + rest);
        assertThat(text(new ServerFrame.Snapshot(true, List.of(PLAIN), reactions)))
                .isEqualTo("{\"type\":\"replay\"," + rest);
    }

    @Test
    void spellsAnEditTwice() {
        String head = "\"id\":812,\"roomId\":\"den-2\",\"userId\":\"ann\",\"content\":\"two \\\"@ben\\\"\","
                + "\"editedAt\":\"2026-11-23T08:00:03.612Z\",";

        assertThat(text(new ServerFrame.Edit(FULL, "ann", 44)))
                .isEqualTo("{\"type\":\"edit\"," + head + "\"streaming\":false,\"version\":3,\"seq\":44}");
        assertThat(text(new ServerFrame.MessageUpdated(FULL, "ann", 44)))
                .isEqualTo("{\"type\":\"message_updated\"," + head + "\"version\":3,\"seq\":44}");
    }

    @Test
    void spellsADeletionTwice() {
        ServerFrame.Deletion deletion = new ServerFrame.Deletion(811, "den-2", "ann", AT, 2, 45, true);
        String head = "\"id\":811,\"roomId\":\"den-2\",\"userId\":\"ann\",\"deletedAt\":\"" + TIME
                + "\",\"version\":2,\"seq\":45";

        assertThat(text(new ServerFrame.Delete(deletion)))
                .isEqualTo("{\"type\":\"delete\"," + head + ",\"hard\":true}");
        assertThat(text(new ServerFrame.MessageDeleted(deletion)))
                .isEqualTo("{\"type\":\"message_deleted\"," + head + "}");
    }

    @Test
    void spellsReactionsAndReadMarksWithAPositionOnlyIfTheyHaveOne() {
        assertThat(text(new ServerFrame.Reaction("den-2", "ben", 811, "👍", ReactionOp.ADD, 46L)))
                .isEqualTo("{\"type\":\"reaction\",\"roomId\":\"den-2\",\"userId\":\"ben\",\"messageId\":811,"
                        + "\"emoji\":\"👍\",\"op\":\"add\",\"seq\":46}");
        assertThat(text(new ServerFrame.Reaction("den-2", "ben", 811, "👍", ReactionOp.REMOVE, null)))
                .endsWith("\"op\":\"remove\"}");
        assertThat(text(new ServerFrame.Read("den-2", "ben", 811, AT, null)))
                .isEqualTo(
                        "{\"type\":\"read\",\"roomId\":\"den-2\",\"userId\":\"ben\",\"messageId\":811,\"createdAt\":\""
                                + TIME + "\"}");
    }

    @Test
    void spellsWhoIsHere() {
        List<ServerFrame.Present> present = List.of(
                new ServerFrame.Present("ann", UserInfo.NONE),
                new ServerFrame.Present("ben", new UserInfo("Ben", "https://x.example/b.png", "dev")));
        String members = "\"members\":[{\"userId\":\"ann\",\"userInfo\":{}},{\"userId\":\"ben\",\"userInfo\":"
                + "{\"name\":\"Ben\",\"avatar_url\":\"https://x.example/b.png\",\"role\":\"dev\"}}]";

        assertThat(text(new ServerFrame.Presence(3, present)))
                .isEqualTo("{\"type\":\"presence\",\"online\":3,\"users\":[\"ann\",\"ben\"]," + members + "}");
        assertThat(text(new ServerFrame.SubscriptionSucceeded("den-2", "s-1", 3, present, 41, "e-1")))
                .isEqualTo("{\"type\":\"subscription_succeeded\",\"roomId\":\"den-2\",\"socketId\":\"s-1\","
                        + "\"subscriptionCount\":3," + members + ",\"seq\":41,\"epoch\":\"e-1\"}");
        assertThat(text(new ServerFrame.SubscriptionCount("den-2", 3)))
                .isEqualTo("{\"type\":\"subscription_count\",\"roomId\":\"den-2\",\"subscriptionCount\":3}");
    }

    @Test
    void spellsWhoComesAndGoes() {
        assertThat(text(new ServerFrame.MemberJoined("den-2", "ann", UserInfo.NONE, "s-1")))
                .isEqualTo("{\"type\":\"member_joined\",\"roomId\":\"den-2\",\"userId\":\"ann\",\"userInfo\":{},"
                        + "\"socketId\":\"s-1\"}");
        assertThat(text(new ServerFrame.MemberLeft("den-2", "ann")))
                .isEqualTo("{\"type\":\"member_left\",\"roomId\":\"den-2\",\"userId\":\"ann\"}");
    }

    @Test
    void spellsWhatIsNotStored() {
        assertThat(text(new ServerFrame.Pong(AT))).isEqualTo("{\"type\":\"pong\",\"ts\":" + AT + "}");
        assertThat(text(new ServerFrame.Typing("ann", true, "composing")))
                .isEqualTo("{\"type\":\"typing\",\"userId\":\"ann\",\"isTyping\":true,\"intent\":\"composing\"}");
        assertThat(text(new ServerFrame.LocationSnapshot("den-2", AT)))
                .isEqualTo("{\"type\":\"location_snapshot\",\"roomId\":\"den-2\",\"tracks\":[],\"generatedAt\":\""
                        + TIME + "\"}");
        assertThat(text(new ServerFrame.CacheSnapshot("den-2", new ServerFrame.MemberLeft("den-2", "ann"), AT)))
                .isEqualTo("{\"type\":\"cache_snapshot\",\"roomId\":\"den-2\",\"event\":{\"type\":\"member_left\","
                        + "\"roomId\":\"den-2\",\"userId\":\"ann\"},\"cachedAt\":\"" + TIME + "\"}");
    }

    @Test
    void spellsARefusalWithItsWordBehindTheSentence() {
        assertThat(text(ServerFrame.Refusal.of(new Refused(ErrorCode.CONTENT_EMPTY), "once-0001")))
                .isEqualTo("{\"type\":\"error\",\"message\":\"invalid_content: content cannot be empty\","
                        + "\"code\":\"invalid_content\",\"ref\":\"once-0001\"}");
        assertThat(text(ServerFrame.Refusal.of(Refused.rateLimited(59), null)))
                .isEqualTo("{\"type\":\"error\",\"message\":\"rate_limit_exceeded: retry in 59s\","
                        + "\"code\":\"rate_limit_exceeded\",\"retryAfterSeconds\":59}");
    }

    @Test
    void saysInAReplayWhetherThereIsMore() {
        ServerFrame.Replay.Entry entry = new ServerFrame.Replay.Entry(
                42,
                811,
                "update",
                2,
                AT,
                Json.parse("{\"id\":811,\"content\":\"ONE\"}").asJsonObject());

        assertThat(text(new ServerFrame.Replay(List.of(entry), List.of(), 42, 43, true, "e-1")))
                .isEqualTo("{\"type\":\"replay\",\"events\":[{\"seq\":42,\"messageId\":811,\"eventType\":\"update\","
                        + "\"version\":2,\"createdAt\":\"" + TIME + "\",\"payload\":{\"id\":811,\"content\":\"ONE\"}}],"
                        + "\"messages\":[],\"lastSeq\":42,\"currentSeq\":43,\"recovered\":true,\"hasMore\":true,"
                        + "\"epoch\":\"e-1\"}");
        assertThat(text(new ServerFrame.Replay(List.of(), List.of(), 43, 43, true, "e-1")))
                .contains("\"hasMore\":false");
    }

    private static String text(ServerFrame frame) {
        return EncodedFrame.of(frame).text();
    }

    @Test
    void cutsALongAnswerToResumeAndAsksToGoOn() {
        ServerFrame.Replay whole = replay(true, "x".repeat(4_000), "y".repeat(4_000), "z");

        ServerFrame.Replay cut = whole.cut(10_000);

        assertThat(cut.events()).hasSize(1);
        assertThat(cut.messages()).extracting(StoredMessage::id).containsExactly(41L);
        assertThat(cut.lastSeq()).isEqualTo(1);
        assertThat(cut.hasMore()).isTrue();
        assertThat(whole.cut(100_000)).isEqualTo(whole);
        assertThat(whole.cut(1).events()).hasSize(1);
    }

    @Test
    void hasNoMoreToTellWhoHasToBeginAnew() {
        assertThat(replay(false).hasMore()).isFalse();
        assertThat(replay(true, "one").hasMore()).isFalse();
    }

    /** Of messages 41, 42, … with these texts, posted at 1, 2, …; to who cannot be helped, of the end alone. */
    private static ServerFrame.Replay replay(boolean recovered, String... texts) {
        List<ServerFrame.Replay.Entry> events = new ArrayList<>();
        List<StoredMessage> messages = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            messages.add(new StoredMessage(
                    41 + i, "r1", "ann", texts[i], i, null, null, null, null, i + 1, 1, List.of(), List.of()));
            events.add(new ServerFrame.Replay.Entry(
                    i + 1,
                    41 + i,
                    "create",
                    1,
                    i,
                    jakarta.json.Json.createObjectBuilder()
                            .add("content", texts[i])
                            .build()));
        }
        return new ServerFrame.Replay(events, messages, texts.length, recovered ? texts.length : 7, recovered, "e");
    }
}
