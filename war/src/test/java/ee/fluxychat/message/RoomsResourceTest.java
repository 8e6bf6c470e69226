package ee.fluxychat.message;

import static ee.fluxychat.message.House.admin;
import static ee.fluxychat.message.House.body;
import static ee.fluxychat.message.House.guest;
import static ee.fluxychat.message.House.json;
import static ee.fluxychat.message.House.key;
import static ee.fluxychat.message.House.member;
import static ee.fluxychat.message.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.identity.Caller;
import ee.fluxychat.room.Member;
import ee.fluxychat.room.RecordingConnection;
import ee.fluxychat.room.RoomRole;
import ee.fluxychat.room.RoomType;
import ee.fluxychat.wire.CloseCode;
import ee.fluxychat.wire.ErrorCode;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomsResourceTest {

    private static final Caller ANN = member("ann");

    private final House house = new House();

    @Test
    void createsARoomThatItsCreatorOwns() {
        JsonObject room = create(ANN, """
                {"id": "den-1", "name": " The den ", "type": "group",
                 "members": [{"userId": "ben", "role": "mod"}, {"userId": "bad id"}, "cas", {"userId": "dee", "role": "king"}, {"userId": "ben"}, 7]}""");

        assertThat(room.getString("id")).isEqualTo("den-1");
        assertThat(room.getString("type")).isEqualTo("group");
        assertThat(room.getString("name")).isEqualTo("The den");
        assertThat(room.getString("created_at")).isEqualTo("2026-02-28T23:59:59.125Z");
        assertThat(house.members.members(key("den-1"), 10))
                .extracting(each -> each.user() + " " + each.role())
                .containsExactly("ann OWNER", "ben MOD", "dee MEMBER");
    }

    @Test
    void keepsTheRoleThatACreatorGivesHimself() {
        create(ANN, "{\"id\":\"den\",\"name\":\"x\",\"type\":\"announcement\",\"members\":[{\"userId\":\"ann\"}]}");

        assertThat(house.members.members(key("den"), 10))
                .extracting(Member::role)
                .containsExactly(RoomRole.MEMBER);
    }

    @Test
    void findsAnIdForARoomWithoutAGoodOne() {
        for (String each : List.of("\"bad id!\"", "\"\"", "7", "null", "\"" + "x".repeat(129) + "\"")) {
            assertThat(create(ANN, "{\"id\":" + each + ",\"name\":\"x\",\"type\":\"dm\"}")
                            .getString("id"))
                    .as(each)
                    .hasSize(36);
        }
    }

    @Test
    void tellsAStrangerNothingOfARoomWhoseIdHeGuesses() {
        create(ANN, "{\"id\":\"den\",\"name\":\"The den\",\"type\":\"group\"}");

        byte[] guess =
                body("{\"id\":\"den\",\"name\":\"Mine\",\"type\":\"public\",\"members\":[{\"userId\":\"mallory\"}]}");
        assertThat(refusal(() -> house.rooms(member("mallory")).create(guess))).isEqualTo(ErrorCode.FORBIDDEN);

        assertThat(house.members.members(key("den"), 10)).hasSize(1);
    }

    @Test
    void answersAnExistingIdWithTheOldRoomAndJoinsNobody() {
        create(ANN, "{\"id\":\"den\",\"name\":\"The den\",\"type\":\"group\"}");
        house.clock.move(Duration.ofDays(1));

        JsonObject again = create(
                ANN, "{\"id\":\"den\",\"name\":\"Mine\",\"type\":\"public\",\"members\":[{\"userId\":\"mallory\"}]}");

        assertThat(again.getString("name")).isEqualTo("The den");
        assertThat(again.getString("type")).isEqualTo("group");
        assertThat(again.getString("created_at")).isEqualTo("2026-02-28T23:59:59.125Z");
        assertThat(house.members.members(key("den"), 10)).hasSize(1);
    }

    @Test
    void refusesARoomWithoutAGoodNameOrType() {
        assertThat(refusalOf("[")).isEqualTo(ErrorCode.INVALID_BODY);
        assertThat(refusalOf("{\"type\":\"group\"}")).isEqualTo(ErrorCode.ROOM_NAME_NOT_STRING);
        assertThat(refusalOf("{\"name\":7,\"type\":\"group\"}")).isEqualTo(ErrorCode.ROOM_NAME_NOT_STRING);
        assertThat(refusalOf("{\"name\":\" \",\"type\":\"group\"}")).isEqualTo(ErrorCode.ROOM_NAME_EMPTY);
        assertThat(refusalOf("{\"name\":\"" + "n".repeat(257) + "\",\"type\":\"group\"}"))
                .isEqualTo(ErrorCode.ROOM_NAME_TOO_LONG);
        assertThat(refusalOf("{\"name\":\"x\"}")).isEqualTo(ErrorCode.ROOM_TYPE_INVALID);
        assertThat(refusalOf("{\"name\":\"x\",\"type\":\"Group\"}")).isEqualTo(ErrorCode.ROOM_TYPE_INVALID);
        assertThat(create(ANN, "{\"name\":\" " + "n".repeat(256) + " \",\"type\":\"public\"}")
                        .getString("name"))
                .hasSize(256);
    }

    private ErrorCode refusalOf(String request) {
        return refusal(() -> house.rooms(ANN).create(body(request)));
    }

    @Test
    void letsGuestsCreateNothing() {
        assertThat(refusal(() -> house.rooms(guest("g", null)).create(body("{\"name\":\"x\",\"type\":\"public\"}"))))
                .isEqualTo(ErrorCode.GUEST_READ_ONLY);
        assertThat(refusal(() -> house.rooms(guest("g", null)).directMessages(body("{\"a\":\"g\",\"b\":\"ann\"}"))))
                .isEqualTo(ErrorCode.GUEST_READ_ONLY);
    }

    @Test
    void answersTheOneRoomOfTwoInBothOrders() {
        JsonObject room = json(house.rooms(ANN).directMessages(body("{\"a\":\"ben\",\"b\":\"ann\"}")))
                .getJsonObject("room");
        house.clock.move(Duration.ofHours(1));

        JsonObject again = json(house.rooms(member("ben")).directMessages(body("{\"a\":\"ann\",\"b\":\"ben\"}")))
                .getJsonObject("room");

        assertThat(again).isEqualTo(room);
        assertThat(room.getString("type")).isEqualTo("dm");
        assertThat(room.getString("name")).isEqualTo("ann:ben");
        assertThat(room.getString("createdAt")).isEqualTo(room.getString("created_at"));
    }

    @Test
    void refusesADirectMessageRoomOfOthersOrOfOne() {
        assertThat(refusal(() -> house.rooms(member("eve")).directMessages(body("{\"a\":\"ann\",\"b\":\"ben\"}"))))
                .isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(refusal(() -> house.rooms(ANN).directMessages(body("{\"a\":\"ann\",\"b\":\"ann\"}"))))
                .isEqualTo(ErrorCode.DM_SAME_USER);
        for (String each :
                List.of("{}", "{\"a\":\"ann\"}", "{\"a\":\"ann\",\"b\":\"bad id\"}", "{\"a\":\"ann\",\"b\":1}")) {
            assertThat(refusal(() -> house.rooms(ANN).directMessages(body(each))))
                    .as(each)
                    .isEqualTo(ErrorCode.DM_USERS_REQUIRED);
        }
        assertThat(json(house.rooms(admin("root")).directMessages(body("{\"a\":\"ann\",\"b\":\"ben\"}"))))
                .containsKey("room");
    }

    @Test
    void listsTheRoomsOfTheCallerNewestFirst() {
        house.room("old", RoomType.GROUP, "ann");
        house.clock.move(Duration.ofSeconds(1));
        house.room("new", RoomType.PUBLIC, "ann");
        house.room("other", RoomType.PUBLIC, "ben");
        house.posts(ANN, "old", "unread");

        JsonObject listed = json(house.rooms(ANN).list(null));

        assertThat(ids(listed)).containsExactly("new", "old");
        assertThat(listed.getJsonArray("rooms").getJsonObject(1)).isEqualTo(json("""
                {"id": "old", "type": "group", "name": "Name of old", "created_at": "2026-02-28T23:59:59.125Z",
                 "pinned_message_id": null, "pinned_at": null, "pinned_by_user_id": null, "unreadCount": 1}"""));
        assertThat(ids(json(house.rooms(ANN).list("public")))).containsExactly("new");
        assertThat(ids(json(house.rooms(ANN).list("")))).hasSize(2);
        assertThat(refusal(() -> house.rooms(ANN).list("private"))).isEqualTo(ErrorCode.ROOM_TYPE_INVALID);
    }

    @Test
    void listsEveryRoomToAdminsAndTheirOneRoomToGuests() {
        house.room("a", RoomType.GROUP, "ann");
        house.room("b", RoomType.PUBLIC, "g");
        house.room("c", RoomType.PUBLIC, "g");

        assertThat(ids(json(house.rooms(admin("root")).list(null)))).containsExactly("a", "b", "c");
        assertThat(ids(json(house.rooms(House.stranger("root")).list(null)))).isEmpty();
        assertThat(ids(json(house.rooms(guest("g", "c")).list(null)))).containsExactly("c");
    }

    @Test
    void showsARoomToThoseWhoMayReadIt() {
        house.room("den", RoomType.GROUP, "ann");

        assertThat(json(house.rooms(ANN).room("den")).getJsonObject("room"))
                .containsOnlyKeys(
                        "id", "type", "name", "created_at", "pinned_message_id", "pinned_at", "pinned_by_user_id");
        assertThat(refusal(() -> house.rooms(member("eve")).room("den"))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(refusal(() -> house.rooms(ANN).room("den-2"))).isEqualTo(ErrorCode.FORBIDDEN);
    }

    @Test
    void deletesARoomForAdminsAndClosesItsConnections() {
        house.room("den", RoomType.GROUP, "ann");
        RecordingConnection ann = house.listens("ann", "den");

        assertThat(refusal(() -> house.rooms(ANN).delete("den"))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(house.rooms(admin("root")).delete("den")).isEqualTo("{\"ok\":true,\"roomId\":\"den\"}");

        ann.awaitClose();
        assertThat(ann.closed()).isEqualTo(CloseCode.TERMINATED);
        assertThat(refusal(() -> house.rooms(admin("root")).delete("den"))).isEqualTo(ErrorCode.ROOM_NOT_FOUND);
        assertThat(refusal(() -> house.rooms(admin("root")).delete("no room"))).isEqualTo(ErrorCode.ROOM_NOT_FOUND);
        assertThat(refusal(() -> house.history(ANN).page("den", null, null))).isEqualTo(ErrorCode.FORBIDDEN);
    }

    private JsonObject create(Caller caller, String request) {
        return json(house.rooms(caller).create(body(request))).getJsonObject("room");
    }

    private static List<String> ids(JsonObject listed) {
        return listed.getJsonArray("rooms").getValuesAs(JsonObject.class).stream()
                .map(each -> each.getString("id"))
                .toList();
    }
}
