package ee.fluxychat.message;

import static ee.fluxychat.message.House.admin;
import static ee.fluxychat.message.House.body;
import static ee.fluxychat.message.House.guest;
import static ee.fluxychat.message.House.json;
import static ee.fluxychat.message.House.key;
import static ee.fluxychat.message.House.member;
import static ee.fluxychat.message.House.refusal;
import static ee.fluxychat.message.House.stranger;
import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.identity.Caller;
import ee.fluxychat.room.RecordingConnection;
import ee.fluxychat.room.RoomType;
import ee.fluxychat.wire.ErrorCode;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessagesResourceTest {

    private static final Caller ANN = member("ann-1");
    private static final Caller BEN = member("ben_2");

    private final House house = new House();

    @BeforeEach
    void openTheRooms() {
        house.room("den", RoomType.GROUP, "ann-1", "ben_2");
        house.room("den-2", RoomType.GROUP, "ben_2");
        house.room("square", RoomType.PUBLIC, "ben_2");
        house.room("news", RoomType.ANNOUNCEMENT, "ann-1");
        house.posts(BEN, "den-2", "earlier");
    }

    @Test
    void answersANewMessageAsTheRoomHearsIt() {
        RecordingConnection ben = house.listens("ben_2", "den");

        JsonObject message = json(house.messages(ANN).post(body("""
                {"roomId": "den", "content": " hi @ben_2 😀\\n", "replyTo": 41, "clientMessageId": "once-0001", "userId": "ben_2",
                 "id": 5, "createdAt": "2000-01-01T00:00:00.000Z",
                 "attachments": [{"url": "https://x.example/a.png", "kind": "image", "name": "<b>a", "sizeBytes": -3}, {"url": "javascript:x"}]}"""))).getJsonObject("message");

        assertThat(message)
                .containsOnlyKeys(
                        "id",
                        "roomId",
                        "userId",
                        "senderId",
                        "content",
                        "createdAt",
                        "parentId",
                        "mentions",
                        "preview",
                        "attachments",
                        "clientMessageId",
                        "seq",
                        "version");
        assertThat(message.getString("userId")).isEqualTo("ann-1");
        assertThat(message.getString("content")).isEqualTo("hi @ben_2 😀");
        assertThat(message.getInt("parentId")).isEqualTo(41);
        assertThat(message.getJsonArray("mentions").getString(0)).isEqualTo("ben_2");
        assertThat(message.getJsonArray("attachments")).isEqualTo(json("""
                {"a": [{"kind": "image", "url": "https://x.example/a.png", "name": "a", "sizeBytes": 0}]}""").get("a"));
        JsonObject heard = last(ben.await("message"));
        assertThat(heard.getJsonNumber("id")).isEqualTo(message.getJsonNumber("id"));
        assertThat(heard.getInt("seq")).isEqualTo(1);
    }

    @Test
    void answersARetryWithTheStoredMessageInTheFormOfHistory() {
        String first = """
                {"roomId": "den", "content": "first", "clientMessageId": "once-0001"}""";
        String again = """
                {"roomId": "den", "content": "again", "clientMessageId": "once-0001"}""";
        JsonObject stored = json(house.messages(ANN).post(body(first))).getJsonObject("message");

        JsonObject retried = json(house.messages(ANN).post(body(again))).getJsonObject("message");

        assertThat(retried.getJsonNumber("id")).isEqualTo(stored.getJsonNumber("id"));
        assertThat(retried.getString("content")).isEqualTo("first");
        assertThat(retried)
                .containsKeys("editedAt", "deletedAt", "kind", "visibility")
                .doesNotContainKey("preview");
    }

    @Test
    void takesAParentThatIsNoNumberForNone() {
        JsonObject message = json(house.messages(ANN).post(body("""
                {"roomId": "den", "content": "x", "replyTo": "41"}"""))).getJsonObject("message");

        assertThat(message.get("parentId")).isEqualTo(JsonValue.NULL);
    }

    @Test
    void refusesWhoeverIsNotIn() {
        assertThat(refusal(() -> post(member("eve"), "den"))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(refusal(() -> post(ANN, "den-2"))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(refusal(() -> post(ANN, "den-3"))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(refusal(() -> post(stranger("ann-1"), "den"))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(refusal(() -> post(guest("g", null), "square"))).isEqualTo(ErrorCode.GUEST_READ_ONLY);
        assertThat(refusal(() -> post(ANN, "news"))).isEqualTo(ErrorCode.ANNOUNCEMENT_READ_ONLY);
    }

    @Test
    void letsEverybodyPostToAPublicRoomAndAdminsAnywhere() {
        assertThat(json(post(ANN, "square")).getJsonObject("message").getString("roomId"))
                .isEqualTo("square");
        assertThat(json(post(admin("root"), "den-2")).getJsonObject("message").getString("userId"))
                .isEqualTo("root");
    }

    private String post(Caller caller, String room) {
        return house.messages(caller).post(body("""
                {"roomId": "%s", "content": "x"}""".formatted(room)));
    }

    @Test
    void takesSixtyMessagesAMinuteOfOneUserInOneRoom() {
        for (int i = 0; i < 60; i++) {
            post(BEN, "den");
        }

        assertThat(refusal(() -> post(BEN, "den"))).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(post(BEN, "den-2")).isNotEmpty();
        assertThat(post(ANN, "den")).isNotEmpty();
        house.clock.move(Duration.ofSeconds(1)); // into the next minute
        assertThat(post(BEN, "den")).isNotEmpty();
    }

    @Test
    void refusesABodyThatIsNoMessage() {
        assertThat(refusal(() -> house.messages(ANN).post(null))).isEqualTo(ErrorCode.INVALID_BODY);
        for (String each : List.of("", "[", "[]", "null", "\"x\"", "{\"a\":}", "[".repeat(100_000))) {
            assertThat(refusal(() -> house.messages(ANN).post(body(each))))
                    .as(each.substring(0, Math.min(9, each.length())))
                    .isEqualTo(ErrorCode.INVALID_BODY);
        }
        assertThat(refusal(() -> house.messages(ANN).post(new byte[] {'{', (byte) 0xff, '}'})))
                .isEqualTo(ErrorCode.INVALID_BODY);
        assertThat(refusal(() -> house.messages(ANN).post(new byte[1_048_577]))).isEqualTo(ErrorCode.PAYLOAD_TOO_LARGE);
        for (String each : List.of("{}", "{\"roomId\":7}", "{\"roomId\":\"\"}", "{\"roomId\":\"a b\"}")) {
            assertThat(refusal(() -> house.messages(ANN).post(body(each))))
                    .as(each)
                    .isEqualTo(ErrorCode.ROOM_ID_REQUIRED);
        }
    }

    @Test
    void refusesAContentThatASocketWouldRefuse() {
        assertThat(refusalOfContent("5")).isEqualTo(ErrorCode.CONTENT_NOT_STRING);
        assertThat(refusalOfContent("\" \\t\\u00a0\"")).isEqualTo(ErrorCode.CONTENT_EMPTY);
        assertThat(refusalOfContent("\"" + "😀".repeat(2_000) + "x\"")).isEqualTo(ErrorCode.CONTENT_TOO_LONG);
    }

    private ErrorCode refusalOfContent(String content) {
        return refusal(() -> house.messages(ANN).post(body("{\"roomId\":\"den\",\"content\":" + content + "}")));
    }

    @Test
    void editsOnesOwnMessageAndTellsTheRoom() {
        RecordingConnection ben = house.listens("ben_2", "den");
        String id = id(house.posts(ANN, "den", "one"));

        JsonObject edited = json(house.messages(ANN).edit(id, body("{\"content\": \" two \"}")))
                .getJsonObject("message");

        assertThat(edited.getJsonNumber("id").toString()).isEqualTo(id);
        assertThat(edited.getString("senderId")).isEqualTo("ann-1");
        assertThat(edited.getString("content")).isEqualTo("two");
        assertThat(edited.getString("editedAt")).endsWith("Z");
        JsonObject heard = last(ben.await("message_updated"));
        assertThat(heard.getJsonNumber("id").toString()).isEqualTo(id);
        assertThat(heard.getInt("seq")).isEqualTo(2);
    }

    @Test
    void refusesAnEditOfWhatIsNotOnesOwn() {
        String id = id(house.posts(ANN, "den", "one"));
        byte[] text = body("{\"content\": \"mine\"}");

        assertThat(refusal(() -> house.messages(BEN).edit(id, text))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(refusal(() -> house.messages(admin("root")).edit(id, text))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(refusal(() -> house.messages(member("eve")).edit(id, text)))
                .as("a stranger does not learn that there is such a message")
                .isEqualTo(ErrorCode.MESSAGE_NOT_FOUND);
        assertThat(refusal(() -> house.messages(stranger("ann-1")).edit(id, text)))
                .isEqualTo(ErrorCode.MESSAGE_NOT_FOUND);
        house.members.remove(key("den"), ANN.user());
        assertThat(refusal(() -> house.messages(ANN).edit(id, text))).isEqualTo(ErrorCode.MESSAGE_NOT_FOUND);
    }

    @Test
    void doesNotFindAMessageByAnIdThatIsNoNumber() {
        byte[] text = body("{\"content\": \"x\"}");
        for (String each : List.of("abc", "1.0", "7000e0", " 7000", "99999999", "99999999999999999999", "-1", "0")) {
            assertThat(refusal(() -> house.messages(ANN).edit(each, text)))
                    .as(each)
                    .isEqualTo(ErrorCode.MESSAGE_NOT_FOUND);
            assertThat(refusal(() -> house.messages(ANN).delete(each, null)))
                    .as(each)
                    .isEqualTo(ErrorCode.MESSAGE_NOT_FOUND);
            assertThat(refusal(() -> house.messages(ANN).addReaction(each, body("{\"emoji\":\"👍\"}"))))
                    .as(each)
                    .isEqualTo(ErrorCode.MESSAGE_NOT_FOUND);
        }
    }

    @Test
    void checksANewTextLikeAnyOther() {
        String id = id(house.posts(ANN, "den", "one"));

        assertThat(refusalOfEdit(id, "{}")).isEqualTo(ErrorCode.CONTENT_REQUIRED);
        assertThat(refusalOfEdit(id, "{\"content\":\" \"}")).isEqualTo(ErrorCode.CONTENT_REQUIRED);
        assertThat(refusalOfEdit(id, "{\"content\":5}")).isEqualTo(ErrorCode.CONTENT_NOT_STRING);
        assertThat(refusalOfEdit(id, "{\"content\":\"" + "x".repeat(4_001) + "\"}"))
                .isEqualTo(ErrorCode.CONTENT_TOO_LONG);
        house.messages(ANN).delete(id, null);
        assertThat(refusalOfEdit(id, "{\"content\":\"x\"}")).isEqualTo(ErrorCode.MESSAGE_DELETED);
    }

    private ErrorCode refusalOfEdit(String id, String json) {
        return refusal(() -> house.messages(ANN).edit(id, body(json)));
    }

    @Test
    void deletesOnesOwnMessageAndTellsTheRoom() {
        RecordingConnection ben = house.listens("ben_2", "den");
        String id = id(house.posts(ANN, "den", "one"));

        JsonObject answer = json(house.messages(ANN).delete(id, "false"));

        assertThat(answer.getBoolean("ok")).isTrue();
        assertThat(answer.getBoolean("hard")).isFalse();
        assertThat(answer.getString("deletedAt")).endsWith("Z");
        assertThat(last(ben.await("message_deleted")).getJsonNumber("id").toString())
                .isEqualTo(id);
        assertThat(refusal(() -> house.messages(ANN).delete(id, null))).isEqualTo(ErrorCode.MESSAGE_NOT_FOUND);
    }

    @Test
    void letsNobodyDeleteForSomebodyElse() {
        String id = id(house.posts(ANN, "den", "one"));

        assertThat(refusal(() -> house.messages(BEN).delete(id, null))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(refusal(() -> house.messages(admin("root")).delete(id, null)))
                .isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(refusal(() -> house.messages(admin("root")).delete(id, "true")))
                .isEqualTo(ErrorCode.FORBIDDEN);
    }

    @Test
    void removesTheRowForAnAuthorWhoIsAdminOnly() {
        String anns = id(house.posts(ANN, "den", "one"));
        String roots = id(house.posts(admin("root"), "den", "two"));

        assertThat(refusal(() -> house.messages(ANN).delete(anns, "true")))
                .isEqualTo(ErrorCode.HARD_DELETE_REQUIRES_ADMIN);
        assertThat(json(house.messages(admin("root")).delete(roots, "true")).getBoolean("hard"))
                .isTrue();
        assertThat(house.timeline.roomOf(House.PROJECT, Long.parseLong(roots))).isEmpty();
    }

    @Test
    void reactsOnceAndTellsTheRoom() {
        RecordingConnection ben = house.listens("ben_2", "den");
        String id = id(house.posts(ANN, "den", "one"));

        JsonObject reaction = json(house.messages(BEN).addReaction(id, body("{\"emoji\": \" 👍 \"}")))
                .getJsonObject("reaction");
        house.messages(BEN).addReaction(id, body("{\"emoji\": \"👍\"}"));

        assertThat(reaction.getJsonNumber("messageId").toString()).isEqualTo(id);
        assertThat(reaction.getString("userId")).isEqualTo("ben_2");
        assertThat(reaction.getString("emoji")).isEqualTo("👍");
        assertThat(reaction.getString("op")).isEqualTo("add");
        assertThat(last(ben.await("reaction")).getInt("seq")).isEqualTo(2);
        assertThat(house.timeline.snapshot(key("den"), 10).reactions())
                .isEqualTo(Map.of(Long.parseLong(id), Map.of("👍", 1)));
    }

    @Test
    void takesAReactionBackAlsoWhenThereIsNone() {
        String id = id(house.posts(ANN, "den", "one"));
        house.messages(BEN).addReaction(id, body("{\"emoji\":\"👍\"}"));

        for (String each : List.of("👍", "👍", "🎉")) {
            assertThat(json(house.messages(BEN).removeReaction(id, body("{\"emoji\":\"" + each + "\"}")))
                            .getJsonObject("reaction")
                            .getString("op"))
                    .isEqualTo("remove");
        }
        assertThat(house.timeline.snapshot(key("den"), 10).reactions()).isEmpty();
    }

    @Test
    void letsOnlyThoseReactWhoMayWriteThere() {
        String id = id(house.posts(ANN, "den", "one"));
        String publicOne = id(house.posts(BEN, "square", "one"));
        byte[] thumb = body("{\"emoji\":\"👍\"}");

        assertThat(refusal(() -> house.messages(member("eve")).addReaction(id, thumb)))
                .isEqualTo(ErrorCode.MESSAGE_NOT_FOUND);
        assertThat(refusal(() -> house.messages(guest("g", null)).addReaction(id, thumb)))
                .isEqualTo(ErrorCode.MESSAGE_NOT_FOUND);
        assertThat(refusal(() -> house.messages(guest("g", null)).addReaction(publicOne, thumb)))
                .isEqualTo(ErrorCode.GUEST_READ_ONLY);
        assertThat(refusal(() -> house.messages(ANN).addReaction(id, body("{}"))))
                .isEqualTo(ErrorCode.EMOJI_REQUIRED);
        assertThat(refusal(() -> house.messages(ANN).addReaction(id, body("{\"emoji\":\"abc\"}"))))
                .isEqualTo(ErrorCode.INVALID_EMOJI);
    }

    private static String id(JsonObject message) {
        return message.getJsonNumber("id").toString();
    }

    private static JsonObject last(List<JsonObject> frames) {
        return frames.get(frames.size() - 1);
    }
}
