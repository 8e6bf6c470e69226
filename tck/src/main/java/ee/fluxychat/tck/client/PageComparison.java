package ee.fluxychat.tck.client;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a reader of history learns from one look to the next, as the frames that would have told it: who polls hears so. What was done and
 * undone between two looks is not to be seen, nor who reacted. For one thread.
 */
final class PageComparison {

    private final Map<Long, Fields> known = new LinkedHashMap<>();
    private Fields reactions = new Fields("the reactions", JsonObject.EMPTY_JSON_OBJECT);
    private String begins = "";

    /** Takes the first look, newest first, for what was there before; {@code isCut} when there are older messages than these. */
    void begins(List<Fields> page, Fields counts, boolean isCut) {
        page.forEach(each -> known.put(each.number("id"), each));
        reactions = counts;
        begins = isCut ? time(page.get(page.size() - 1)) : "";
    }

    /** Whether a page, newest first, goes back to what is known already. */
    boolean reaches(List<Fields> page) {
        return page.stream()
                .anyMatch(each ->
                        known.containsKey(each.number("id")) || time(each).compareTo(begins) < 0);
    }

    /**
     * What has happened since the last look, by the messages seen now, newest first; {@code isCut} when there are older ones. Changes of what
     * was known come before new messages: who hears a new message has heard all that happened before it.
     */
    List<JsonObject> news(List<Fields> seen, Fields counts, boolean isCut) {
        String from = isCut ? time(seen.get(seen.size() - 1)) : "";
        List<JsonObject> changes = new ArrayList<>();
        List<JsonObject> messages = new ArrayList<>();
        Set<Long> ids = new HashSet<>();
        for (int i = seen.size() - 1; i >= 0; i--) {
            Fields message = seen.get(i);
            long id = message.number("id");
            boolean isAgain = !ids.add(id);
            Fields before = known.get(id);
            if (isAgain || (before == null && time(message).compareTo(begins) >= 0)) {
                messages.add(with("message", message.json()));
            }
            if (before == null ? message.says("editedAt") : isChanged(before, message)) {
                (before == null ? messages : changes).add(edit(message));
            }
            known.put(id, message);
        }
        changes.addAll(0, gone(ids, from));
        changes.addAll(reacted(counts));
        changes.addAll(messages);
        return changes;
    }

    private List<JsonObject> gone(Set<Long> ids, String from) {
        List<Fields> gone = known.values().stream()
                .filter(each -> !ids.contains(each.number("id")) && time(each).compareTo(from) >= 0)
                .toList();
        gone.forEach(each -> known.remove(each.number("id")));
        return gone.stream().map(each -> change("delete", each).build()).toList();
    }

    private List<JsonObject> reacted(Fields counts) {
        List<JsonObject> news = new ArrayList<>();
        Set<String> ids = new HashSet<>(reactions.json().keySet());
        ids.addAll(counts.json().keySet());
        for (String id : ids) {
            Map<String, Long> before = countsOf(reactions, id);
            Map<String, Long> now = countsOf(counts, id);
            Fields message = id.matches("\\d{1,18}") ? known.get(Long.valueOf(id)) : null;
            Set<String> emojis = new HashSet<>(before.keySet());
            emojis.addAll(now.keySet());
            for (String emoji : emojis) {
                long more = now.getOrDefault(emoji, 0L) - before.getOrDefault(emoji, 0L);
                if (more != 0 && message != null) {
                    news.add(reaction(message, emoji, more > 0 ? "add" : "remove"));
                }
            }
        }
        reactions = counts;
        return news;
    }

    private static Map<String, Long> countsOf(Fields reactions, String id) {
        Map<String, Long> counts = new LinkedHashMap<>();
        if (reactions.has(id)) {
            Fields ofOne = reactions.object(id);
            ofOne.json().keySet().forEach(emoji -> counts.put(emoji, ofOne.number(emoji)));
        }
        return counts;
    }

    private static JsonObject reaction(Fields message, String emoji, String op) {
        return Json.object(
                "type",
                "reaction",
                "roomId",
                message.text("roomId"),
                "messageId",
                message.number("id"),
                "emoji",
                emoji,
                "op",
                op);
    }

    private static JsonObject edit(Fields message) {
        return change("edit", message)
                .add("content", message.text("content"))
                .add("editedAt", editedAt(message))
                .build();
    }

    private static JsonObjectBuilder change(String type, Fields message) {
        return jakarta.json.Json.createObjectBuilder()
                .add("type", type)
                .add("id", message.number("id"))
                .add("roomId", message.text("roomId"))
                .add("userId", message.text("userId"));
    }

    private static JsonObject with(String type, JsonObject message) {
        return jakarta.json.Json.createObjectBuilder(message).add("type", type).build();
    }

    private static boolean isChanged(Fields before, Fields now) {
        return !before.text("content").equals(now.text("content"))
                || !before.json()
                        .getOrDefault("editedAt", JsonValue.NULL)
                        .equals(now.json().getOrDefault("editedAt", JsonValue.NULL));
    }

    private static JsonValue editedAt(Fields message) {
        return message.json().getOrDefault("editedAt", JsonValue.NULL);
    }

    private static String time(Fields message) {
        return message.text("createdAt");
    }
}
