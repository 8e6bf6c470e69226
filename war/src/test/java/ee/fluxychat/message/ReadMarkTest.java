package ee.fluxychat.message;

import static ee.fluxychat.message.House.body;
import static ee.fluxychat.message.House.member;
import static ee.fluxychat.message.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.identity.Caller;
import ee.fluxychat.room.RecordingConnection;
import ee.fluxychat.room.RoomType;
import ee.fluxychat.wire.ErrorCode;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadMarkTest {

    private static final Caller ANN = member("ann");
    private static final Caller BEN = member("ben");

    private final House house = new House();

    @BeforeEach
    void openTheRooms() {
        house.room("den", RoomType.GROUP, "ann", "ben");
        house.room("den-2", RoomType.GROUP, "ben");
    }

    @Test
    void marksForTheCallerAndTellsTheRoom() {
        RecordingConnection ann = house.listens("ann", "den");
        String one = id(house.posts(ANN, "den", "one"));
        String two = id(house.posts(ANN, "den", "two"));

        assertThat(mark(BEN, one)).isEqualTo("{\"ok\":true}");

        List<JsonObject> heard = ann.await("read");
        assertThat(heard.get(heard.size() - 1).getString("userId")).isEqualTo("ben");
        assertThat(house.unread(BEN).unread("den"))
                .isEqualTo(
                        "{\"unreadCount\":1,\"lastReadMessageId\":%s,\"firstUnreadMessageId\":%s}".formatted(one, two));
        assertThat(house.unread(ANN).unread("den"))
                .isEqualTo("{\"unreadCount\":2,\"lastReadMessageId\":0,\"firstUnreadMessageId\":%s}".formatted(one));
    }

    @Test
    void countsNothingInAnEmptyRoom() {
        assertThat(house.unread(BEN).unread("den-2"))
                .isEqualTo("{\"unreadCount\":0,\"lastReadMessageId\":0,\"firstUnreadMessageId\":null}");
    }

    @Test
    void marksTheSameAgainWithoutAWord() {
        String one = id(house.posts(ANN, "den", "one"));
        mark(BEN, one);

        assertThat(mark(BEN, one)).isEqualTo("{\"ok\":true}");
    }

    @Test
    void marksSixHundredTimesAMinute() {
        String one = id(house.posts(ANN, "den", "one"));
        for (int i = 0; i < 600; i++) {
            mark(BEN, one);
        }

        assertThat(refusal(() -> mark(BEN, one))).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(mark(ANN, one)).isNotEmpty();
    }

    @Test
    void refusesWhatIsNotThere() {
        String one = id(house.posts(ANN, "den", "one"));
        String elsewhere = id(house.posts(BEN, "den-2", "elsewhere"));

        assertThat(refusal(() -> mark(member("eve"), one))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(refusal(() -> house.unread(member("eve")).unread("den"))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(refusal(() -> mark(BEN, elsewhere))).isEqualTo(ErrorCode.MESSAGE_NOT_FOUND);
        assertThat(refusal(() -> mark(BEN, "99999999"))).isEqualTo(ErrorCode.MESSAGE_NOT_FOUND);
        assertThat(refusal(() -> mark(BEN, "\"" + one + "\""))).isEqualTo(ErrorCode.MESSAGE_ID_REQUIRED);
        assertThat(refusal(() -> mark(BEN, "1.5"))).isEqualTo(ErrorCode.MESSAGE_ID_REQUIRED);
        assertThat(refusal(() -> house.readMark(BEN).mark("den", body("{}")))).isEqualTo(ErrorCode.MESSAGE_ID_REQUIRED);
    }

    private String mark(Caller caller, String messageId) {
        return house.readMark(caller).mark("den", body("{\"messageId\":" + messageId + "}"));
    }

    private static String id(JsonObject message) {
        return message.getJsonNumber("id").toString();
    }
}
