package ee.fluxychat.tck.target;

import ee.fluxychat.tck.client.Fields;
import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.client.Mismatch;
import ee.fluxychat.tck.client.Witness.Ear;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may see which room, as the kit itself made them: whoever opened it or was added to it, the project's admins, and for public rooms the
 * whole project. Rooms that the kit did not make are nobody's business. Thread-safe.
 */
final class Audiences {

    private static final Pattern MEMBERS = Pattern.compile("/rooms/([^/?]+)/members");
    private static final String EVERYBODY = "*";

    private final Map<Place, Set<String>> members = new ConcurrentHashMap<>();
    private final Map<String, Viewer> viewers = new ConcurrentHashMap<>();

    private record Place(String project, String room) {}

    /** Who a token says that he is. */
    private record Viewer(String project, String user, boolean isAdmin) {

        static Viewer of(String token) {
            try {
                Fields claims = Jwt.of(token).payload();
                List<String> roles = claims.has("roles") ? claims.texts("roles") : List.of();
                return new Viewer(
                        claims.text("tid"), claims.text("sub"), roles.contains("admin") || roles.contains("owner"));
            } catch (Mismatch forged) {
                return new Viewer("", "", false);
            }
        }
    }

    private Viewer viewer(Ear ear) {
        return viewers.computeIfAbsent(ear.token(), Viewer::of);
    }

    /** Learns from a request that was granted. */
    void learn(Ear ear, String method, String path, String sent, String answer) {
        if (!method.equals("POST") || ear.token().isEmpty()) {
            return;
        }
        try {
            Viewer viewer = viewer(ear);
            Matcher added = MEMBERS.matcher(path);
            if (path.equals("/rooms")) {
                Fields asked = Json.fields("the request", sent);
                Set<String> audience = members.computeIfAbsent(
                        new Place(viewer.project(), idOf(answer)), first -> opened(viewer, asked));
                audience.add(viewer.user());
            } else if (path.equals("/rooms/dm")) {
                Fields asked = Json.fields("the request", sent);
                members.computeIfAbsent(
                                new Place(viewer.project(), idOf(answer)), first -> ConcurrentHashMap.newKeySet())
                        .addAll(Set.of(asked.text("a"), asked.text("b")));
            } else if (added.matches()) {
                Set<String> audience = members.get(new Place(viewer.project(), added.group(1)));
                if (audience != null) {
                    audience.add(Json.fields("the request", sent).text("userId"));
                }
            }
        } catch (Mismatch notForUs) {
            // judged by the case that asked
        }
    }

    private static Set<String> opened(Viewer viewer, Fields asked) {
        Set<String> audience = ConcurrentHashMap.newKeySet();
        audience.add(viewer.user());
        if (asked.text("type").equals("public")) {
            audience.add(EVERYBODY);
        }
        if (asked.has("members")) {
            asked.objectsAmong("members").stream()
                    .filter(each -> each.has("userId"))
                    .forEach(each -> audience.add(each.text("userId")));
        }
        return audience;
    }

    private static String idOf(String answer) {
        return Json.fields("the answer", answer).object("room").text("id");
    }

    /** What somebody was shown that he may not see, in words. */
    Optional<String> leak(Ear ear, String text) {
        if (!text.contains("\"content\"") || ear.token().isEmpty()) {
            return Optional.empty();
        }
        try {
            return leakIn(viewer(ear), Json.fields("what is shown", text), null);
        } catch (Mismatch noObject) {
            return Optional.empty();
        }
    }

    private Optional<String> leakIn(Viewer viewer, Fields shown, @Nullable String outer) {
        String room = shown.isText("roomId") ? shown.text("roomId") : outer;
        if (room != null && shown.isText("content")) {
            if (!maySee(viewer, room)) {
                return Optional.of("nothing of the room " + room + ", which is closed to " + viewer.user());
            } else if (isForOthers(viewer, shown)) {
                return Optional.of("no whisper that is not for " + viewer.user());
            }
        }
        return shown.nested().stream()
                .flatMap(each -> leakIn(viewer, each, room).stream())
                .findFirst();
    }

    private boolean maySee(Viewer viewer, String room) {
        Set<String> audience = members.get(new Place(viewer.project(), room));
        if (audience == null) {
            // a room that the kit made in another project is no room of this one
            return members.keySet().stream().noneMatch(each -> each.room().equals(room));
        }
        return viewer.isAdmin() || audience.contains(EVERYBODY) || audience.contains(viewer.user());
    }

    private static boolean isForOthers(Viewer viewer, Fields message) {
        return message.isText("visibility")
                && message.text("visibility").equals("whisper")
                && message.has("visibleTo")
                && !message.texts("visibleTo").contains(viewer.user())
                && !(message.isText("userId") && message.text("userId").equals(viewer.user()));
    }
}
