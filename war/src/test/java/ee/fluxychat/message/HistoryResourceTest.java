package ee.fluxychat.message;

import static ee.fluxychat.message.House.guest;
import static ee.fluxychat.message.House.json;
import static ee.fluxychat.message.House.member;
import static ee.fluxychat.message.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.identity.Caller;
import ee.fluxychat.room.RoomType;
import ee.fluxychat.wire.ErrorCode;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryResourceTest {

    private static final Caller ANN = member("ann");

    private final House house = new House();

    @BeforeEach
    void fillTheRoom() {
        house.room("den", RoomType.GROUP, "ann");
        house.room("square", RoomType.PUBLIC, "ann");
        for (int i = 1; i <= 5; i++) {
            house.posts(ANN, "den", "line " + i);
            house.clock.move(Duration.ofMillis(i % 2));
        }
    }

    @Test
    void tellsTheNewestFirst() {
        assertThat(contents(page(null, null))).containsExactly("line 5", "line 4", "line 3", "line 2", "line 1");
    }

    @Test
    void tellsEveryMessageOnceToWhoWalksBackByTheOldestTime() {
        List<String> walked = new ArrayList<>();
        String before = null;
        for (JsonObject page = page("2", before); !messages(page).isEmpty(); page = page("2", before)) {
            walked.addAll(contents(page));
            before = messages(page).get(messages(page).size() - 1).getString("createdAt");
        }

        assertThat(walked).containsExactly("line 5", "line 4", "line 3", "line 2", "line 1");
    }

    @Test
    void readsATimeHoweverItIsSpelled() {
        String third = messages(page(null, null)).get(2).getString("createdAt");
        String time = third.substring(0, third.length() - 1);

        for (String each : List.of(
                third,
                time,
                time + "+00:00",
                time + " 00:00",
                time + "-0000",
                time + "+00",
                third.toLowerCase(java.util.Locale.ROOT),
                " " + third)) {
            assertThat(contents(page(null, each))).as(each).containsExactly("line 2", "line 1");
        }
    }

    @Test
    void takesAFractionOfAMillisecondForLater() {
        String third = messages(page(null, null)).get(2).getString("createdAt");

        assertThat(contents(page("1", third.replace("Z", "001Z")))).containsExactly("line 3");
    }

    @Test
    void refusesATimeThatIsNone() {
        for (String each : List.of("garbage", "7001", "2026-13-01T00:00:00Z", "-", "2026-01-01T00:00:00Zx")) {
            assertThat(refusal(() -> house.history(ANN).page("den", null, each)))
                    .as(each)
                    .isEqualTo(ErrorCode.INVALID_BEFORE);
        }
    }

    @Test
    void refusesALimitThatIsNoPositiveWholeNumber() {
        for (String each : List.of("abc", "0", "-1", "1.5", "1e2", "+3", "٣", " ")) {
            assertThat(refusal(() -> house.history(ANN).page("den", each, null)))
                    .as(each)
                    .isEqualTo(ErrorCode.INVALID_LIMIT);
        }
    }

    @Test
    void lowersALimitThatIsTooHigh() {
        for (String each : List.of("501", "1000", "99999999999999999999", "0005")) {
            assertThat(messages(page(each, null))).as(each).hasSize(5);
        }
    }

    @Test
    void countsReactionsByMessage() {
        String id = messages(page("1", null)).get(0).getJsonNumber("id").toString();
        house.messages(ANN).addReaction(id, House.body("{\"emoji\":\"👍\"}"));

        assertThat(page(null, null).getJsonObject("reactions")).isEqualTo(json("{\"" + id + "\":{\"👍\":1}}"));
    }

    @Test
    void tellsHistoryToThoseWhoMayReadAndNobodyElse() {
        assertThat(refusal(() -> house.history(ANN).page(null, null, null))).isEqualTo(ErrorCode.ROOM_ID_MISSING);
        assertThat(refusal(() -> house.history(ANN).page("", null, null))).isEqualTo(ErrorCode.ROOM_ID_MISSING);
        assertThat(refusal(() -> house.history(ANN).page("../den", null, null))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(refusal(() -> house.history(member("eve")).page("den", null, null)))
                .isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(refusal(() -> house.history(guest("g", null)).page("den", null, null)))
                .isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(refusal(() -> house.history(guest("g", "squar")).page("square", null, null)))
                .isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(house.history(guest("g", "square")).page("square", null, null))
                .isEqualTo("{\"messages\":[],\"reactions\":{}}");
    }

    private JsonObject page(@Nullable String limit, @Nullable String before) {
        return json(house.history(ANN).page("den", limit, before));
    }

    private static List<JsonObject> messages(JsonObject page) {
        return page.getJsonArray("messages").getValuesAs(JsonObject.class);
    }

    private static List<String> contents(JsonObject page) {
        return messages(page).stream().map(each -> each.getString("content")).toList();
    }
}
