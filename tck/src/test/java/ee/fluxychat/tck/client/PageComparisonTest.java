package ee.fluxychat.tck.client;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageComparisonTest {

    private static final Fields NO_REACTIONS = new Fields("reactions", JsonObject.EMPTY_JSON_OBJECT);

    private final PageComparison comparison = new PageComparison();

    @Test
    void tellsNewMessagesOldestFirst() {
        comparison.begins(List.of(message(7, "old")), NO_REACTIONS, false);

        assertThat(news(message(9, "second"), message(8, "first"), message(7, "old")))
                .containsExactly("message 8 first", "message 9 second");
        assertThat(news(message(9, "second"), message(8, "first"), message(7, "old")))
                .isEmpty();
    }

    @Test
    void tellsChangesBeforeWhatIsNew() {
        comparison.begins(List.of(message(8, "gone"), message(7, "old")), NO_REACTIONS, false);

        assertThat(news(message(9, "marker"), edited(7, "new")))
                .containsExactly("delete 8", "edit 7 new", "message 9 marker");
    }

    @Test
    void tellsOfAnEditThatCameBeforeItsMessageWasSeen() {
        comparison.begins(List.of(), NO_REACTIONS, false);

        assertThat(news(edited(7, "new"))).containsExactly("message 7 new", "edit 7 new");
    }

    @Test
    void tellsTwiceWhatStandsTwiceOnAPage() {
        comparison.begins(List.of(), NO_REACTIONS, false);

        assertThat(news(message(7, "x"), message(7, "x"))).containsExactly("message 7 x", "message 7 x");
    }

    @Test
    void takesNothingForGoneThatIsBehindThePage() {
        comparison.begins(List.of(message(5, "b"), message(4, "a")), NO_REACTIONS, true);

        assertThat(texts(comparison.news(List.of(message(6, "c"), message(5, "b")), NO_REACTIONS, true)))
                .containsExactly("message 6 c");
    }

    @Test
    void takesNothingForNewThatADeletionBringsBackIntoSight() {
        comparison.begins(List.of(message(5, "b"), message(4, "a")), NO_REACTIONS, true);

        assertThat(texts(comparison.news(List.of(message(4, "a"), message(3, "older")), NO_REACTIONS, true)))
                .containsExactly("delete 5");
    }

    @Test
    void knowsHowFarAPageReaches() {
        comparison.begins(List.of(message(5, "b")), NO_REACTIONS, true);

        assertThat(comparison.reaches(List.of(message(7, "d"), message(6, "c"))))
                .isFalse();
        assertThat(comparison.reaches(List.of(message(6, "c"), message(5, "b"))))
                .isTrue();
        assertThat(comparison.reaches(List.of(message(6, "c"), message(4, "a"))))
                .isTrue();
    }

    @Test
    void tellsThatReactionsBecameMoreOrFewer() {
        comparison.begins(List.of(message(7, "x")), reactions("{\"7\":{\"👍\":2}}"), false);

        assertThat(texts(comparison.news(List.of(message(7, "x")), reactions("{\"7\":{\"👍\":1,\"🎉\":1}}"), false)))
                .containsExactlyInAnyOrder("reaction remove 👍 7", "reaction add 🎉 7");
    }

    private List<String> news(Fields... newestFirst) {
        return texts(comparison.news(List.of(newestFirst), NO_REACTIONS, false));
    }

    private static List<String> texts(List<JsonObject> frames) {
        return frames.stream().map(PageComparisonTest::text).toList();
    }

    private static String text(JsonObject frame) {
        return switch (frame.getString("type")) {
            case "reaction" ->
                "reaction " + frame.getString("op") + " " + frame.getString("emoji") + " " + frame.get("messageId");
            case "delete" -> "delete " + frame.get("id");
            default -> frame.getString("type") + " " + frame.get("id") + " " + frame.getString("content");
        };
    }

    private static Fields reactions(String json) {
        return Json.fields("reactions", json);
    }

    private static Fields message(int id, String content) {
        return edited(id, content, null);
    }

    private static Fields edited(int id, String content) {
        return edited(id, content, "2026-11-23T09:00:00.000Z");
    }

    private static Fields edited(int id, String content, @org.jspecify.annotations.Nullable String editedAt) {
        return new Fields(
                "a message",
                Json.object(
                        "id",
                        id,
                        "roomId",
                        "r",
                        "userId",
                        "u",
                        "content",
                        content,
                        "createdAt",
                        "2026-11-23T08:00:00.00" + id + "Z",
                        "editedAt",
                        editedAt));
    }
}
