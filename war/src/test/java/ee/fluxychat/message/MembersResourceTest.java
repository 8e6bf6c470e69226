package ee.fluxychat.message;

import static ee.fluxychat.message.House.admin;
import static ee.fluxychat.message.House.body;
import static ee.fluxychat.message.House.json;
import static ee.fluxychat.message.House.key;
import static ee.fluxychat.message.House.member;
import static ee.fluxychat.message.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.identity.Caller;
import ee.fluxychat.room.RecordingConnection;
import ee.fluxychat.room.RoomType;
import ee.fluxychat.wire.CloseCode;
import ee.fluxychat.wire.ErrorCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MembersResourceTest {

    private static final Caller ANN = member("ann");
    private static final Caller ROOT = admin("root");

    private final House house = new House();

    @BeforeEach
    void openTheRoom() {
        house.room("den", RoomType.GROUP, "ann", "ben", "ben-2");
    }

    @Test
    void listsWhoBelongsToTheRoom() {
        house.members.remove(key("den"), member("ben-2").user());

        assertThat(json(house.membersOf(ANN).list("den"))).isEqualTo(json("""
                {"members": [
                  {"userId": "ann", "role": "member", "joinedAt": "2026-02-28T23:59:59.125Z", "notifyEnabled": true, "preferences": {}},
                  {"userId": "ben", "role": "member", "joinedAt": "2026-02-28T23:59:59.125Z", "notifyEnabled": true, "preferences": {}}]}"""));
        assertThat(refusal(() -> house.membersOf(member("eve")).list("den"))).isEqualTo(ErrorCode.FORBIDDEN);
    }

    @Test
    void addsAMemberForAdminsAndKeepsHisFirstRole() {
        String answer =
                "{\"ok\":true,\"roomId\":\"den\",\"userId\":\"dee\",\"role\":\"moderator\",\"e2eRewrapped\":false}";

        assertThat(house.membersOf(ROOT).add("den", body("{\"userId\":\"dee\",\"role\":\"moderator\"}")))
                .isEqualTo(answer);
        assertThat(house.membersOf(ROOT).add("den", body("{\"userId\":\"dee\",\"role\":\"owner\"}")))
                .isEqualTo(answer);
    }

    @Test
    void givesAnUnknownRoleAsMember() {
        for (String each : new String[] {"\"king\"", "\"mod\"", "\"guest\"", "7", "null"}) {
            house.members.remove(key("den"), member("dee").user());

            assertThat(json(house.membersOf(ROOT).add("den", body("{\"userId\":\"dee\",\"role\":" + each + "}")))
                            .getString("role"))
                    .as(each)
                    .isEqualTo("member");
        }
    }

    @Test
    void refusesToAddForOthersThanAdmins() {
        assertThat(refusal(() -> house.membersOf(ANN).add("den", body("{\"userId\":\"dee\"}"))))
                .isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(refusal(() -> house.membersOf(ROOT).add("den", body("{}")))).isEqualTo(ErrorCode.USER_ID_REQUIRED);
        assertThat(refusal(() -> house.membersOf(ROOT).add("den", body("{\"userId\":\"a b\"}"))))
                .isEqualTo(ErrorCode.USER_ID_ILL_FORMED);
        assertThat(refusal(() -> house.membersOf(ROOT).add("den-2", body("{\"userId\":\"dee\"}"))))
                .isEqualTo(ErrorCode.ROOM_NOT_FOUND);
        assertThat(refusal(() -> house.membersOf(House.stranger("root")).add("den", body("{\"userId\":\"dee\"}"))))
                .isEqualTo(ErrorCode.ROOM_NOT_FOUND);
    }

    @Test
    void removesAMemberAndClosesHisConnectionsOnly() {
        RecordingConnection ben = house.listens("ben", "den");
        RecordingConnection other = house.listens("ben-2", "den");

        assertThat(refusal(() -> house.membersOf(ANN).remove("den", "ben"))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(house.membersOf(ROOT).remove("den", "ben")).isEqualTo("{\"ok\":true}");

        ben.awaitClose();
        assertThat(ben.closed()).isEqualTo(CloseCode.TERMINATED);
        assertThat(house.members
                        .standing(key("den"), member("ben").user())
                        .orElseThrow()
                        .member())
                .isEmpty();
        other.await("member_left");
        assertThat(other.closed()).isNull();
    }

    @Test
    void removesNobodyWithoutAWord() {
        assertThat(house.membersOf(ROOT).remove("den", "nobody")).isEqualTo("{\"ok\":true}");
        assertThat(house.membersOf(ROOT).remove("den-2", "ann")).isEqualTo("{\"ok\":true}");
        assertThat(house.membersOf(ROOT).remove("den", "a b")).isEqualTo("{\"ok\":true}");
    }
}
