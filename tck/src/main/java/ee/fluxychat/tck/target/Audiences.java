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
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may see which room, as the kit itself made them: whoever opened it or was added to it and not removed, the project's admins, and for
 * public rooms the whole project; and of whispers, whom they are for. Rooms that the kit did not make are nobody's business. Thread-safe.
 */
final class Audiences {

    private static final Pattern ROOM = Pattern.compile("/rooms/([^/]+)");
    private static final Pattern MEMBERS = Pattern.compile("/rooms/([^/]+)/members");
    private static final Pattern MEMBER = Pattern.compile("/rooms/([^/]+)/members/([^/]+)");
    private static final Pattern CSV = Pattern.compile("/export/messages\\.csv\\?(?:.*&)?roomId=([^&]+).*");
    private static final String EVERYBODY = "*";

    private final Map<Place, Audience> audiences = new ConcurrentHashMap<>();
    private final Map<String, Viewer> viewers = new ConcurrentHashMap<>();
    private final Map<Saying, Long> said = new ConcurrentHashMap<>();
    private final Map<Saying, Set<String>> whispers = new ConcurrentHashMap<>();
    private final AtomicLong clock = new AtomicLong();

    /** Whether the target was seen to whisper: one that does not tells everything to everybody, and says so. */
    private volatile boolean whispersAreKept;

    private record Place(String project, String room) {}

    /** A text in a room. */
    private record Saying(Place place, String text) {}

    /** The users of a room, and when those who were removed from it were. */
    private record Audience(Set<String> users, Map<String, Long> removed) {

        static Audience of(Set<String> users) {
            return new Audience(users, new ConcurrentHashMap<>());
        }

        void adds(String user) {
            removed.remove(user);
            users.add(user);
        }

        void removes(String user, long now) {
            if (users.remove(user)) {
                removed.put(user, now);
            }
        }
    }

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

        Place place(String room) {
            return new Place(project, room);
        }
    }

    private Viewer viewer(Ear ear) {
        return viewers.computeIfAbsent(ear.token(), Viewer::of);
    }

    // --- learning

    /** Learns from a request that was granted. */
    void learn(Ear ear, String method, String path, String sent, String answer) {
        if (ear.token().isEmpty()) {
            return;
        }
        try {
            switch (method) {
                case "POST" -> posted(viewer(ear), path, sent, answer);
                case "DELETE" -> deleted(viewer(ear), path);
                default -> {
                    // nobody's rights change
                }
            }
        } catch (Mismatch notForUs) {
            // judged by the case that asked
        }
    }

    private void posted(Viewer viewer, String path, String sent, String answer) {
        Matcher added = MEMBERS.matcher(path);
        if (path.equals("/rooms")) {
            // who asks for a room that is there gets no right to it
            audiences.computeIfAbsent(viewer.place(idOf(answer)), first -> opened(viewer, request(sent)));
        } else if (path.equals("/rooms/dm")) {
            Audience pair = audiences.computeIfAbsent(
                    viewer.place(idOf(answer)), first -> Audience.of(ConcurrentHashMap.newKeySet()));
            pair.adds(request(sent).text("a"));
            pair.adds(request(sent).text("b"));
        } else if (path.equals("/messages")) {
            heardSaying(viewer, viewer.place(request(sent).text("roomId")), request(sent));
        } else if (added.matches()) {
            Optional.ofNullable(audiences.get(viewer.place(added.group(1))))
                    .ifPresent(audience -> audience.adds(request(sent).text("userId")));
        }
    }

    private void deleted(Viewer viewer, String path) {
        Matcher room = ROOM.matcher(path);
        Matcher member = MEMBER.matcher(path);
        if (room.matches()) {
            audiences.remove(viewer.place(room.group(1)));
        } else if (member.matches()) {
            Optional.ofNullable(audiences.get(viewer.place(member.group(1))))
                    .ifPresent(audience -> audience.removes(member.group(2), clock.incrementAndGet()));
        }
    }

    private static Fields request(String sent) {
        return Json.fields("the request", sent);
    }

    private static Audience opened(Viewer viewer, Fields asked) {
        Set<String> users = ConcurrentHashMap.newKeySet();
        users.add(viewer.user());
        if (asked.text("type").equals("public")) {
            users.add(EVERYBODY);
        }
        asked.objectsAmong("members").stream()
                .filter(each -> each.isText("userId"))
                .forEach(each -> users.add(each.text("userId")));
        return Audience.of(users);
    }

    private static String idOf(String answer) {
        return Json.fields("the answer", answer).object("room").text("id");
    }

    /** Somebody says a frame. */
    void said(Ear ear, String text) {
        if (!text.contains("\"content\"") || ear.token().isEmpty()) {
            return;
        }
        try {
            Viewer viewer = viewer(ear);
            heardSaying(viewer, viewer.place(ear.room()), Json.fields("what is said", text));
        } catch (Mismatch noObject) {
            // judged by the case that said it
        }
    }

    private void heardSaying(Viewer viewer, Place place, Fields message) {
        if (!message.isText("content")) {
            return;
        }
        Saying saying = saying(place, message);
        said.putIfAbsent(saying, clock.incrementAndGet());
        if (isWhisper(message)) {
            Set<String> audience = ConcurrentHashMap.newKeySet();
            audience.addAll(message.texts("visibleTo"));
            audience.add(viewer.user());
            whispers.put(saying, audience);
        } else {
            whispers.remove(saying);
        }
    }

    private static Saying saying(Place place, Fields message) {
        return new Saying(place, message.text("content").strip());
    }

    private static boolean isWhisper(Fields message) {
        return message.isText("visibility")
                && message.text("visibility").equals("whisper")
                && message.says("visibleTo");
    }

    // --- judging

    /** What somebody was shown by an answer that he may not see, in words. */
    Optional<String> leakInAnswer(Ear ear, String path, String text) {
        Matcher csv = CSV.matcher(path);
        if (csv.matches() && !ear.token().isEmpty()) {
            return leakInTable(viewer(ear), csv.group(1), text);
        }
        return leak(ear, text, false);
    }

    /** What somebody was told by a frame that he may not hear, in words. */
    Optional<String> leakInFrame(Ear ear, String text) {
        return leak(ear, text, true);
    }

    private Optional<String> leakInTable(Viewer viewer, String room, String table) {
        boolean hasRows = table.strip().contains("\n");
        if (hasRows && !maySee(viewer, room)) {
            return Optional.of(nothingOf(room, viewer));
        }
        return whispers.entrySet().stream()
                .filter(each -> whispersAreKept
                        && each.getKey().place().equals(viewer.place(room))
                        && !each.getValue().contains(viewer.user())
                        && table.contains(each.getKey().text()))
                .map(each -> noWhisper(viewer))
                .findFirst();
    }

    private Optional<String> leak(Ear ear, String text, boolean isLive) {
        if (!text.contains("\"content\"") || ear.token().isEmpty()) {
            return Optional.empty();
        }
        try {
            return leakIn(
                    viewer(ear), Json.fields("what is shown", text), ear.room().isEmpty() ? null : ear.room(), isLive);
        } catch (Mismatch noObject) {
            return Optional.empty();
        }
    }

    private Optional<String> leakIn(Viewer viewer, Fields shown, @Nullable String outer, boolean isLive) {
        String room =
                shown.isText("roomId") ? shown.text("roomId") : shown.isText("room_id") ? shown.text("room_id") : outer;
        if (room != null && shown.isText("content")) {
            if (!maySee(viewer, room) && !(isLive && mayStillHear(viewer, room, shown))) {
                return Optional.of(nothingOf(room, viewer));
            } else if (isForOthers(viewer, room, shown)) {
                return Optional.of(noWhisper(viewer));
            }
        }
        return shown.nested().stream()
                .flatMap(each -> leakIn(viewer, each, room, isLive).stream())
                .findFirst();
    }

    private static String nothingOf(String room, Viewer viewer) {
        return "nothing of the room " + room + ", which is closed to " + viewer.user();
    }

    private static String noWhisper(Viewer viewer) {
        return "no whisper that is not for " + viewer.user();
    }

    private boolean maySee(Viewer viewer, String room) {
        Audience audience = audiences.get(viewer.place(room));
        if (audience == null) {
            // a room that the kit made in another project is no room of this one
            return audiences.keySet().stream().noneMatch(each -> each.room().equals(room));
        }
        return viewer.isAdmin()
                || audience.users().contains(EVERYBODY)
                || audience.users().contains(viewer.user());
    }

    /** What was said before somebody was removed may reach him after it: it was on its way. */
    private boolean mayStillHear(Viewer viewer, String room, Fields shown) {
        Audience audience = audiences.get(viewer.place(room));
        Long removed = audience == null ? null : audience.removed().get(viewer.user());
        return removed != null && said.getOrDefault(saying(viewer.place(room), shown), 0L) < removed;
    }

    private boolean isForOthers(Viewer viewer, String room, Fields message) {
        whispersAreKept |= isWhisper(message);
        Set<String> audience = whispers.get(saying(viewer.place(room), message));
        if (audience != null) {
            return whispersAreKept && !audience.contains(viewer.user());
        }
        return isWhisper(message)
                && message.isText("userId")
                && !message.text("userId").equals(viewer.user())
                && !message.texts("visibleTo").contains(viewer.user());
    }
}
