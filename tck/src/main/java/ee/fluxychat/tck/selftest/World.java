package ee.fluxychat.tck.selftest;

import ee.fluxychat.tck.client.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that the truthful server knows. Guarded by its own monitor. */
final class World {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Map<String, Project> projects = new LinkedHashMap<>();
    private long lastMessageId;
    private int lastProject;

    /** A tenant. */
    static final class Project {
        final String id;
        final String name;
        final String key;
        final String secret;
        final Instant createdAt = now();
        final Map<String, Room> rooms = new LinkedHashMap<>();
        final Map<String, Webhook> webhooks = new LinkedHashMap<>();
        final Map<String, Delivery> deliveries = new LinkedHashMap<>();

        Project(String id, String name) {
            this.id = id;
            this.name = name;
            this.key = "fc_" + UUID.randomUUID().toString().replace("-", "");
            // base64 would decode it, which nobody may
            this.secret = (UUID.randomUUID() + "" + UUID.randomUUID()).replace("-", "");
        }
    }

    /** A room: its members, its log, who is connected. */
    static final class Room {
        final Project project;
        final String id;
        final String type;
        final String name;
        final Instant createdAt = now();
        final String epoch = UUID.randomUUID().toString();
        final Map<String, String> members = new LinkedHashMap<>();
        final List<Message> messages = new ArrayList<>();
        final List<JsonObject> events = new ArrayList<>();
        final Map<String, Message> byKey = new LinkedHashMap<>();
        final Map<String, Long> readMarks = new LinkedHashMap<>();
        final List<Peer> peers = new ArrayList<>();

        /** Who listens to an event stream, and is not said to be here. */
        final List<Peer> streams = new ArrayList<>();

        /** Every frame that was told and has a seq, for who comes back to a stream. */
        final List<JsonObject> told = new ArrayList<>();

        /** Whether a socket was ever opened to it. */
        boolean isAwake;

        /** Notes of liars who have to know what they said before. */
        final Set<String> retried = new LinkedHashSet<>();

        @Nullable
        JsonObject newest;

        @Nullable
        Instant newestAt;

        Room(Project project, String id, String type, String name) {
            this.project = project;
            this.id = id;
            this.type = type;
            this.name = name;
        }

        /** Everybody who is told what happens, as it was when asked. */
        List<Peer> hearers() {
            return Stream.concat(peers.stream(), streams.stream()).toList();
        }

        Instant nextTime() {
            Instant time = now();
            if (!messages.isEmpty()) {
                Instant last = messages.get(messages.size() - 1).createdAt;
                time = time.isAfter(last) ? time : last.plusMillis(1);
            }
            return time;
        }

        /** What is there to be seen, oldest first. */
        List<Message> visible() {
            return messages.stream().filter(each -> each.deletedAt == null).toList();
        }

        /** The users who are connected, each once, with what they show of themselves. */
        Map<String, JsonObject> present() {
            Map<String, JsonObject> users = new LinkedHashMap<>();
            peers.forEach(each -> users.putIfAbsent(each.caller.user(), each.userInfo));
            return users;
        }
    }

    /** A message, in its newest form. */
    static final class Message {
        final Room room;
        final long id;
        final String author;
        final Instant createdAt;
        final @Nullable String key;
        final @Nullable Long parent;
        final JsonArray attachments;
        final JsonArray mentions;
        final long seq;
        final Map<String, Set<String>> reactions = new TreeMap<>();
        String content;
        long version = 1;

        @Nullable
        Instant editedAt;

        @Nullable
        Instant deletedAt;

        Message(
                Room room,
                long id,
                String author,
                String content,
                @Nullable String key,
                @Nullable Long parent,
                JsonArray attachments,
                JsonArray mentions,
                long seq) {
            this.room = room;
            this.id = id;
            this.author = author;
            this.content = content;
            this.createdAt = room.nextTime();
            this.key = key;
            this.parent = parent;
            this.attachments = attachments;
            this.mentions = mentions;
            this.seq = seq;
        }

        /** As it is told live. */
        JsonObject live() {
            JsonObject frame = Json.object(
                    "id",
                    id,
                    "roomId",
                    room.id,
                    "userId",
                    author,
                    "senderId",
                    author,
                    "content",
                    content,
                    "createdAt",
                    time(createdAt),
                    "parentId",
                    parent,
                    "mentions",
                    mentions,
                    "preview",
                    null,
                    "attachments",
                    attachments,
                    "seq",
                    seq,
                    "version",
                    version);
            return key == null ? frame : Texts.with(frame, "clientMessageId", key);
        }

        /** As history tells it. */
        JsonObject stored() {
            JsonObject stored = Json.object(
                    "id",
                    id,
                    "roomId",
                    room.id,
                    "userId",
                    author,
                    "senderId",
                    author,
                    "content",
                    content,
                    "createdAt",
                    time(createdAt),
                    "parentId",
                    parent,
                    "editedAt",
                    time(editedAt),
                    "deletedAt",
                    time(deletedAt),
                    "expiresAt",
                    null,
                    "kind",
                    "text",
                    "visibility",
                    "room",
                    "seq",
                    seq,
                    "version",
                    version,
                    "mentions",
                    mentions,
                    "attachments",
                    attachments);
            return key == null ? stored : Texts.with(stored, "clientMessageId", key);
        }

        JsonObject counts() {
            JsonObject counts = JsonValue.EMPTY_JSON_OBJECT;
            for (Map.Entry<String, Set<String>> each : reactions.entrySet()) {
                if (!each.getValue().isEmpty()) {
                    counts = Texts.with(counts, each.getKey(), each.getValue().size());
                }
            }
            return counts;
        }

        boolean react(String user, String emoji, boolean adds) {
            Set<String> users = reactions.computeIfAbsent(emoji, first -> new LinkedHashSet<>());
            return adds ? users.add(user) : users.remove(user);
        }
    }

    /** Where a project wants to be told of events. */
    static final class Webhook {
        final Project project;
        final String id = UUID.randomUUID().toString();
        final Instant createdAt = now();
        final @Nullable String secret;
        String url;
        List<String> types;

        Webhook(Project project, String url, List<String> types, @Nullable String secret) {
            this.project = project;
            this.url = url;
            this.types = types;
            this.secret = secret;
        }
    }

    /** An event that a webhook is to be told. */
    static final class Delivery {
        final Webhook webhook;
        final String id = UUID.randomUUID().toString();
        final String type;
        final String body;
        final Instant createdAt = now();
        String status = "pending";
        int attempts;

        Delivery(Webhook webhook, String type, String body) {
            this.webhook = webhook;
            this.type = type;
            this.body = body;
        }
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** A time as the wire spells it; null stays null. */
    static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : TIME.format(time);
    }

    Project newProject(String name) {
        Project project = new Project("project-" + ++lastProject, name);
        projects.put(project.id, project);
        return project;
    }

    List<Project> projects() {
        return List.copyOf(projects.values());
    }

    Optional<Project> project(String id) {
        return Optional.ofNullable(projects.get(id));
    }

    Optional<Project> projectOfKey(String key) {
        return projects.values().stream().filter(each -> each.key.equals(key)).findFirst();
    }

    /** Goes on counting from another number. */
    void countFrom(long last) {
        lastMessageId = last;
    }

    long nextMessageId() {
        return ++lastMessageId;
    }

    Optional<Message> message(long id) {
        return projects.values().stream()
                .flatMap(project -> project.rooms.values().stream())
                .flatMap(room -> room.messages.stream())
                .filter(each -> each.id == id)
                .findFirst();
    }
}
