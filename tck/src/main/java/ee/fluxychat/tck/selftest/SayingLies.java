package ee.fluxychat.tck.selftest;

import static ee.fluxychat.tck.selftest.Lie.about;
import static ee.fluxychat.tck.selftest.Lie.hearing;
import static ee.fluxychat.tck.selftest.Lie.overtaking;
import static ee.fluxychat.tck.selftest.Lie.showing;
import static ee.fluxychat.tck.selftest.Lie.silentOn;
import static ee.fluxychat.tck.selftest.Lie.swapping;
import static ee.fluxychat.tck.selftest.Lie.telling;

import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.selftest.World.Message;
import ee.fluxychat.tck.selftest.World.Room;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lies about messages, edits, deletions, reactions, reading, typing, order, retries and resuming. */
final class SayingLies {

    private SayingLies() {}

    static List<Lie> all() {
        List<Lie> all = new ArrayList<>(messages());
        all.addAll(changes());
        all.addAll(reactionsAndReading());
        all.addAll(order());
        all.addAll(retries());
        all.addAll(resuming());
        return all;
    }

    private static List<Lie> messages() {
        return List.of(
                about(
                        "MSG-FRAME-1",
                        "leaves the sender out of messages",
                        () -> telling("message", f -> Texts.without(f, "senderId"))),
                about(
                        "MSG-FRAME-2",
                        "counts versions from 0",
                        () -> telling("message", f -> Texts.with(f, "version", 0))),
                about("MSG-ECHO-1", "does not tell a sender's other connections", () -> new Rules() {
                    @Override
                    List<JsonObject> told(Peer hearer, JsonObject frame) {
                        boolean isOwnElsewhere = Texts.type(frame).equals("message")
                                && Texts.text(frame, "content").orElse("").equals("to all")
                                && hearer.caller
                                        .user()
                                        .equals(Texts.text(frame, "userId").orElse(""))
                                && hearer.room.hearers().stream()
                                        .anyMatch(each -> each != hearer
                                                && each.caller.user().equals(hearer.caller.user()))
                                && hearer.room.hearers().indexOf(hearer) > 0;
                        return isOwnElsewhere ? List.of() : List.of(frame);
                    }
                }),
                about("MSG-ECHO-1", "tells only those who may speak themselves", () -> new Rules() {
                    @Override
                    List<JsonObject> told(Peer hearer, JsonObject frame) {
                        boolean isDeaf = Texts.type(frame).equals("message")
                                && Texts.text(frame, "content").orElse("").equals("to all")
                                && mayNotWrite(hearer.caller, hearer.room).isPresent();
                        return isDeaf ? List.of() : List.of(frame);
                    }
                }),
                about("MSG-ECHO-1", "leaves out of history what its reader said himself", () -> new Rules() {
                    @Override
                    Reply answer(Request request, Reply truth) {
                        String reader = tokenOf(request)
                                .flatMap(Token::of)
                                .map(Token::subject)
                                .orElse("");
                        return Lie.paged(
                                request,
                                truth,
                                all -> all.filter(each -> !Texts.says(each, "to all")
                                        || !each.getString("userId").equals(reader)));
                    }
                }),
                about("MSG-STORE-1", "tells of a message before it stores it", () -> new Rules() {
                    private final Map<Room, Message> pending = new ConcurrentHashMap<>();

                    @Override
                    void store(Room room, Message message) {
                        Message before = message.content.startsWith("stored ")
                                ? pending.put(room, message)
                                : pending.remove(room);
                        if (before != null) {
                            room.messages.add(before);
                        }
                        if (!message.content.startsWith("stored ")) {
                            room.messages.add(message);
                        }
                    }
                }),
                about("MSG-STORE-1", "tells of a message what history does not have yet", () -> new Rules() {
                    private final Map<String, String> toldLast = new ConcurrentHashMap<>();

                    @Override
                    List<JsonObject> told(Peer hearer, JsonObject frame) {
                        Texts.text(frame, "content")
                                .filter(each -> each.startsWith("heard "))
                                .ifPresent(each -> toldLast.put(hearer.caller.user(), each));
                        return List.of(frame);
                    }

                    @Override
                    Reply answer(Request request, Reply truth) {
                        return Lie.paged(
                                request,
                                truth,
                                all -> all.filter(each -> !toldLast.values().removeIf(last -> Texts.says(each, last))));
                    }
                }),
                about("MSG-TEXT-1", "trims nothing", () -> new Rules() {
                    @Override
                    String trimmed(String text) {
                        return super.trimmed(text).equals("hello  you") ? text : super.trimmed(text);
                    }
                }),
                about("MSG-TEXT-2", "takes a no-break space for a text", () -> new Rules() {
                    @Override
                    String trimmed(String text) {
                        return text.equals("\u00a0") ? text : super.trimmed(text);
                    }
                }),
                about("MSG-TEXT-3", "takes a number for a text", () -> new Rules() {
                    @Override
                    String content(@Nullable JsonValue content, String refusedAs) {
                        return refusedAs.isEmpty()
                                        || content instanceof JsonString
                                        || content == null
                                        || content == JsonValue.NULL
                                        || !content.toString().equals("true")
                                ? super.content(content, refusedAs)
                                : content.toString();
                    }
                }),
                about("MSG-TEXT-4", "takes texts of any length", () -> new Rules() {
                    @Override
                    int length(String text) {
                        return text.startsWith("zzz") ? 1 : super.length(text);
                    }
                }),
                about("MSG-TEXT-5", "counts emojis once", () -> new Rules() {
                    @Override
                    int length(String text) {
                        return text.codePointCount(0, text.length());
                    }
                }),
                about(
                        "MSG-TEXT-6",
                        "escapes what could be HTML",
                        () -> showing(f ->
                                Texts.with(f, "content", f.getString("content").replace("<", "&lt;")))),
                about("MSG-REFUSED-1", "keeps the key of a message that it refuses", () -> new Rules() {
                    @Override
                    JsonObject heard(Peer speaker, JsonObject frame) {
                        boolean isRetry = Texts.text(frame, "clientMessageId")
                                        .orElse("")
                                        .equals("cmsg_refused-2")
                                && Texts.text(frame, "content").orElse("").length() < 100;
                        return isRetry ? Texts.with(frame, "content", "") : frame;
                    }
                }),
                about("MSG-AUTHOR-1", "takes the author from the frame", () -> new Rules() {
                    @Override
                    String author(Caller caller, JsonObject frame) {
                        return Texts.text(frame, "userId").orElse(caller.user());
                    }
                }),
                about("MSG-AUTHOR-2", "refuses a message that names no author", () -> new Rules() {
                    @Override
                    String author(Caller caller, JsonObject frame) {
                        if (Texts.says(frame, "no userId here") && !frame.containsKey("userId")) {
                            throw new Refusal(400, "userId required");
                        }
                        return caller.user();
                    }
                }),
                about("MSG-ID-1", "takes the id from the frame", () -> new Rules() {
                    @Override
                    long messageId(World world, JsonObject frame) {
                        long asked = Texts.number(frame, "id").orElse(0);
                        return asked == 987_654_321 ? asked : super.messageId(world, frame);
                    }
                }),
                about("MSG-ID-2", "gives ids that fall", () -> new Rules() {
                    private final AtomicLong next = new AtomicLong(1L << 40);

                    @Override
                    long messageId(World world, JsonObject frame) {
                        return Texts.text(frame, "content").orElse("").matches("m\\d")
                                ? next.decrementAndGet()
                                : super.messageId(world, frame);
                    }
                }),
                about("MSG-PARENT-1", "forgets what an answer answers", () -> new Rules() {
                    @Override
                    @Nullable
                    Long parent(JsonObject message, String field) {
                        return null;
                    }
                }),
                about("MSG-PARENT-2", "takes true for the first message", () -> new Rules() {
                    @Override
                    @Nullable
                    Long parent(JsonObject message, String field) {
                        return message.get(field) == JsonValue.TRUE ? Long.valueOf(1) : super.parent(message, field);
                    }
                }),
                about(
                        "MSG-ATTACH-1",
                        "forgets how large an attachment is",
                        () -> showing(f -> Texts.with(
                                f,
                                "attachments",
                                Texts.objects(f, "attachments").stream()
                                        .map(each -> Texts.without(each, "sizeBytes"))
                                        .toList()))),
                about("MSG-ATTACH-2", "passes on any link", () -> new Rules() {
                    @Override
                    boolean isLink(String url) {
                        return super.isLink(url) || url.startsWith("data:");
                    }
                }),
                about(
                        "MSG-ATTACH-3",
                        "refuses attachments that are no list",
                        () -> hearing(
                                "message",
                                f -> f.get("attachments") instanceof JsonString ? Texts.with(f, "content", "") : f)),
                about("MSG-ATTACH-4", "keeps any number of attachments", () -> new Rules() {
                    @Override
                    JsonArray attachments(JsonObject message) {
                        return Texts.array(Texts.objects(message, "attachments").stream()
                                .filter(each -> isLink(Texts.text(each, "url").orElse("")))
                                .map(Attachment::cleaned)
                                .toList());
                    }
                }),
                about("MSG-ATTACH-5", "keeps any kind of attachment", () -> new Rules() {
                    @Override
                    JsonArray attachments(JsonObject message) {
                        List<String> kinds = Texts.objects(message, "attachments").stream()
                                .flatMap(each -> Texts.text(each, "kind").stream())
                                .filter(each -> each.length() > 48)
                                .toList();
                        JsonArray truth = super.attachments(message);
                        return kinds.isEmpty() ? truth : firstOfKind(truth, kinds.get(0));
                    }
                }),
                about("MSG-ATOMIC-1", "stores a message that it cannot tell, and says so too late", () -> new Rules() {
                    @Override
                    void store(Room room, Message message) {
                        super.store(room, message);
                        if (message.content.equals("oddity 0")) {
                            throw new Refusal(500, "Invalid message format or internal error");
                        }
                    }
                }),
                about("MSG-MENTION-1", "mentions nobody", () -> showing(f -> Texts.with(f, "mentions", List.of()))),
                about("MSG-ANNOUNCE-1", "lets everybody announce", () -> new Rules() {
                    @Override
                    Optional<String> mayNotWrite(Caller caller, Room room) {
                        return super.mayNotWrite(caller, room).filter(why -> !why.equals("announcement_read_only"));
                    }
                }),
                about("MSG-GUEST-1", "lets guests speak", () -> new Rules() {
                    @Override
                    Optional<String> mayNotWrite(Caller caller, Room room) {
                        return super.mayNotWrite(caller, room).filter(why -> !why.equals("guest_read_only"));
                    }
                }));
    }

    private static JsonArray firstOfKind(JsonArray attachments, String kind) {
        List<JsonObject> all = new ArrayList<>(attachments.getValuesAs(JsonObject.class));
        all.set(0, Texts.with(all.get(0), "kind", kind));
        return Texts.array(all);
    }

    private static List<Lie> changes() {
        return List.of(
                about("EDIT-FRAME-1", "tells of edits under one name only", () -> silentOn("message_updated")),
                about(
                        "EDIT-FRAME-2",
                        "counts no version for an edit",
                        () -> telling("edit", f -> Texts.with(f, "version", 1))),
                about(
                        "EDIT-STORE-1",
                        "forgets when a message was edited",
                        () -> Lie.changing(
                                "GET /api/messages",
                                a -> Texts.with(
                                        a,
                                        "messages",
                                        Texts.objects(a, "messages").stream()
                                                .map(each -> Texts.with(each, "editedAt", null))
                                                .toList()))),
                about("EDIT-OWNER-1", "lets anybody edit", () -> new Rules() {
                    @Override
                    boolean mayEdit(Caller caller, Message message) {
                        return true;
                    }
                }),
                about("EDIT-GONE-1", "edits what was deleted", () -> new Rules() {
                    @Override
                    boolean takesEdits(Message message) {
                        return true;
                    }
                }),
                about("EDIT-ROOM-1", "edits messages of other rooms", () -> new Rules() {
                    @Override
                    Optional<Message> message(World world, Room room, long id) {
                        return super.message(world, room, id).or(() -> world.message(id)
                                .filter(each -> each.room.project.equals(room.project)
                                        && each.author.endsWith("_alice")
                                        && each.content.equals("in the other room")
                                        && each.room.members.size() == 2));
                    }
                }),
                about("EDIT-TEXT-1", "takes any text for an edit", () -> new Rules() {
                    @Override
                    String newContent(@Nullable JsonValue content, String refusedAs) {
                        return content instanceof JsonString text
                                ? trimmed(text.getString())
                                : content(content, refusedAs);
                    }
                }),
                about("DEL-FRAME-1", "tells of deletions under one name only", () -> silentOn("message_deleted")),
                about(
                        "DEL-FRAME-2",
                        "counts no version for a deletion",
                        () -> telling("delete", f -> Texts.with(f, "version", 1))),
                about("DEL-STORE-1", "keeps deleted messages in history", () -> new Rules() {
                    @Override
                    List<Message> page(Room room, @Nullable Instant before, int size) {
                        List<Message> page = new ArrayList<>(super.page(room, before, size));
                        if (room.messages.size() == 2) {
                            room.messages.stream()
                                    .filter(each -> each.deletedAt != null
                                            && each.seq == 1
                                            && each.version == 2
                                            && room.messages.get(1).content.equals("public"))
                                    .forEach(page::add);
                        }
                        return page;
                    }
                }),
                about("DEL-OWNER-1", "lets anybody delete", () -> new Rules() {
                    @Override
                    boolean mayDelete(Caller caller, Message message) {
                        return true;
                    }
                }),
                about("DEL-GONE-1", "deletes twice", () -> new Rules() {
                    @Override
                    JsonObject heard(Peer speaker, JsonObject frame) {
                        if (Texts.type(frame).equals("delete")) {
                            speaker.room.messages.stream()
                                    .filter(each -> each.id
                                            == Texts.number(frame, "messageId").orElse(0))
                                    .forEach(each -> each.deletedAt = null);
                        }
                        return frame;
                    }
                }));
    }

    private static List<Lie> reactionsAndReading() {
        return List.of(
                about(
                        "REACT-FRAME-1",
                        "tells message ids as strings in reactions",
                        () -> telling("reaction", f -> Texts.with(f, "messageId", String.valueOf(f.get("messageId"))))),
                about("REACT-ONCE-1", "counts a reaction as often as it is sent", () -> new Rules() {
                    @Override
                    void react(Message message, String user, String emoji, boolean adds) {
                        boolean isAgain = adds
                                && message.reactions
                                        .getOrDefault(emoji, Set.of())
                                        .contains(user);
                        super.react(message, isAgain ? user + " again" : user, emoji, adds);
                    }
                }),
                about("REACT-TAKE-1", "takes no reaction back", () -> new Rules() {
                    @Override
                    void react(Message message, String user, String emoji, boolean adds) {
                        super.react(message, user, emoji, true);
                    }
                }),
                about("REACT-GONE-1", "lets people react to what was deleted", () -> new Rules() {
                    @Override
                    boolean takesReactions(Message message) {
                        return true;
                    }
                }),
                about("REACT-EMOJI-1", "takes any text for an emoji", () -> new Rules() {
                    @Override
                    boolean isEmoji(String text) {
                        return true;
                    }
                }),
                about(
                        "REACT-USER-1",
                        "takes the reacting user from the frame",
                        () -> telling(
                                "reaction",
                                f -> f.getString("emoji").equals("👎") ? Texts.with(f, "userId", "somebody") : f)),
                about(
                        "REACT-ORDER-1",
                        "tells one listener two reactions in another order",
                        () -> swapping(
                                "reaction",
                                (hearer, reaction) -> hearer.room.hearers().indexOf(hearer) == 1
                                        && reaction.getString("emoji").equals("🥁")
                                        && reaction.getString("op").equals("add")
                                        && reaction.getString("userId").endsWith("_alice"))),
                about("REACT-ROOM-1", "lets people react in other rooms", () -> new Rules() {
                    @Override
                    Optional<Message> message(World world, Room room, long id) {
                        return super.message(world, room, id).or(() -> world.message(id)
                                .filter(each -> each.room.project.equals(room.project)
                                        && each.room.members.size() == 1
                                        && each.content.equals("in the other room")));
                    }
                }),
                about(
                        "READ-FRAME-1",
                        "does not tell when somebody read",
                        () -> telling("read", f -> Texts.without(f, "createdAt"))),
                about("READ-REST-1", "keeps to itself what was read over REST", () -> new Rules() {
                    @Override
                    List<JsonObject> told(Peer hearer, JsonObject frame) {
                        boolean isFromAway = Texts.type(frame).equals("read")
                                && hearer.room.peers.stream().noneMatch(each -> each.caller
                                        .user()
                                        .equals(Texts.text(frame, "userId").orElse("")));
                        return isFromAway ? List.of() : List.of(frame);
                    }
                }),
                about("READ-UNREAD-1", "counts everything as unread", () -> new Rules() {
                    @Override
                    long unread(Room room, long mark) {
                        return room.visible().size();
                    }
                }),
                about("READ-MAX-1", "lets a read mark move back", () -> new Rules() {
                    @Override
                    long readMark(long before, long asked) {
                        return asked;
                    }
                }),
                about("READ-ERROR-1", "breaks on a read mark for a number too large", () -> new Rules() {
                    @Override
                    Reply answer(Request request, Reply truth) {
                        boolean isBroken = request.line().matches("POST /rooms/[^/]+/read")
                                && !String.valueOf(request.body().text()).matches(".*:\\d{1,12}}");
                        return isBroken && truth.status() == 404 ? Lie.error(500, "broken") : truth;
                    }
                }),
                about(
                        "READ-ACCESS-1",
                        "lets strangers count",
                        () -> Lie.answering(
                                "GET /rooms/[^/]+/unread",
                                r -> r.status() == 403
                                        ? Reply.json(Json.object(
                                                "unreadCount", 0, "lastReadMessageId", 0, "firstUnreadMessageId", null))
                                        : r)),
                about("READ-USER-1", "takes the reader from the frame", () -> new Rules() {
                    private final Map<Room, String> readers = new ConcurrentHashMap<>();

                    @Override
                    JsonObject heard(Peer speaker, JsonObject frame) {
                        if (Texts.type(frame).equals("read")) {
                            readers.put(
                                    speaker.room, Texts.text(frame, "userId").orElse(speaker.caller.user()));
                        }
                        return frame;
                    }

                    @Override
                    List<JsonObject> told(Peer hearer, JsonObject frame) {
                        String reader = readers.get(hearer.room);
                        return List.of(
                                Texts.type(frame).equals("read") && reader != null
                                        ? Texts.with(frame, "userId", reader)
                                        : frame);
                    }
                }),
                about("READ-ROOM-1", "marks messages of other rooms as read", () -> new Rules() {
                    @Override
                    Optional<Message> message(World world, Room room, long id) {
                        return super.message(world, room, id)
                                .or(() -> world.message(id).filter(each -> each.content.equals("unread elsewhere")));
                    }
                }),
                about("TYPE-FRAME-1", "does not tell the writer that he writes", () -> new Rules() {
                    @Override
                    List<JsonObject> told(Peer hearer, JsonObject frame) {
                        boolean isOwn = Texts.type(frame).equals("typing")
                                && hearer.caller
                                        .user()
                                        .equals(Texts.text(frame, "userId").orElse(""));
                        return isOwn ? List.of() : List.of(frame);
                    }
                }),
                about("TYPE-PRIVATE-1", "tells what somebody is writing", () -> new Rules() {
                    @Override
                    JsonObject typing(JsonObject told, JsonObject frame) {
                        return Texts.text(frame, "partialText").isPresent()
                                ? Texts.with(
                                        told,
                                        "partialText",
                                        Texts.text(frame, "partialText").get())
                                : told;
                    }
                }),
                about("TYPE-INTENT-1", "passes on any intent", () -> new Rules() {
                    @Override
                    JsonObject typing(JsonObject told, JsonObject frame) {
                        return Texts.with(
                                told, "intent", Texts.text(frame, "intent").orElse("composing"));
                    }
                }),
                about("TYPE-USER-1", "takes the writer from the frame", () -> new Rules() {
                    @Override
                    JsonObject typing(JsonObject told, JsonObject frame) {
                        return Texts.with(
                                told, "userId", Texts.text(frame, "userId").orElse(told.getString("userId")));
                    }
                }),
                about("TYPE-GUEST-1", "tells of guests who are typing", () -> new Rules() {
                    @Override
                    boolean mayType(Caller caller) {
                        return true;
                    }
                }),
                about("TYPE-STORE-1", "logs typing", () -> new Rules() {
                    @Override
                    JsonObject typing(JsonObject told, JsonObject frame) {
                        return told;
                    }

                    @Override
                    JsonObject heard(Peer speaker, JsonObject frame) {
                        if (Texts.type(frame).equals("typing")) {
                            speaker.room.events.add(Json.object(
                                    "seq",
                                    speaker.room.events.size() + 1,
                                    "messageId",
                                    0,
                                    "eventType",
                                    "typing",
                                    "version",
                                    1,
                                    "createdAt",
                                    World.time(World.now()),
                                    "payload",
                                    Json.object("id", 0, "userId", speaker.caller.user(), "content", "…")));
                        }
                        return frame;
                    }
                }),
                about("EVENT-FRAME-1", "passes client events on to nobody", () -> silentOn("client_event")),
                about("EVENT-NAME-1", "takes any name for an event", () -> new Rules() {
                    @Override
                    boolean isEventName(String name) {
                        return true;
                    }
                }));
    }

    private static List<Lie> order() {
        return List.of(
                about(
                        "ORDER-SAME-1",
                        "tells one listener two messages in another order",
                        () -> swappingInStorm(
                                "text 3",
                                each -> (isEighth(each) && each.room.peers.size() == 28) || isSecondStream(each))),
                about(
                        "ORDER-SAME-2",
                        "tells one listener two messages in another order where some come over REST",
                        () -> swappingInStorm("text 5", each -> isEighth(each) && each.room.peers.size() == 24)),
                about(
                        "ORDER-FIFO-1",
                        "handles one sender's frames out of order",
                        () -> overtaking(
                                (speaker, text) -> text.contains("\"text 2\"") && speaker.room.members.size() == 8)),
                about(
                        "ORDER-FIFO-2",
                        "handles one sender's frames out of order where some come over REST",
                        () -> overtaking(
                                (speaker, text) -> text.contains("\"text 2\"") && speaker.room.peers.size() == 24)),
                about(
                        "ORDER-SEQ-1",
                        "leaves a hole in its numbers",
                        () -> telling(
                                "message",
                                f -> Texts.text(f, "content").orElse("").matches("text \\d+") && f.getInt("seq") > 20
                                        ? Texts.with(f, "seq", f.getInt("seq") + 1)
                                        : f)),
                about("ORDER-ALONG-1", "tells a message again when nobody waits for it any more", () -> new Rules() {
                    private final Map<Peer, JsonObject> past = new ConcurrentHashMap<>();

                    @Override
                    List<JsonObject> told(Peer hearer, JsonObject frame) {
                        if (Texts.says(frame, "the second word")) {
                            past.put(hearer, frame);
                        } else if (Texts.type(frame).equals("message") && !Texts.says(frame, "the third word")) {
                            JsonObject again = past.remove(hearer);
                            return again == null ? List.of(frame) : List.of(again, frame);
                        }
                        return List.of(frame);
                    }
                }),
                about("ORDER-ALONG-1", "tells a message twice where no case counts", () -> new Rules() {
                    @Override
                    List<JsonObject> told(Peer hearer, JsonObject frame) {
                        return Texts.says(frame, "applause")
                                        && Texts.type(frame).equals("message")
                                ? List.of(frame, frame)
                                : List.of(frame);
                    }
                }),
                about("ORDER-ONCE-1", "tells a message twice", () -> new Rules() {
                    @Override
                    List<JsonObject> told(Peer hearer, JsonObject frame) {
                        return Texts.says(frame, "text 4") && Texts.type(frame).equals("message")
                                ? List.of(frame, frame)
                                : List.of(frame);
                    }

                    @Override
                    Reply answer(Request request, Reply truth) {
                        return Lie.paged(
                                request, truth, all -> all.flatMap(each -> twiceIf(Texts.says(each, "text 4"), each)));
                    }
                }),
                about("ORDER-ID-1", "gives ids in another order than it tells messages", () -> new Rules() {
                    private final AtomicLong next = new AtomicLong(1L << 40);

                    @Override
                    long messageId(World world, JsonObject frame) {
                        return Texts.text(frame, "content").orElse("").matches("text \\d+")
                                ? next.decrementAndGet()
                                : super.messageId(world, frame);
                    }
                }),
                about("ORDER-HIST-1", "keeps another order in history than it tells", () -> new Rules() {
                    @Override
                    List<Message> page(Room room, @Nullable Instant before, int size) {
                        List<Message> page = new ArrayList<>(super.page(room, before, size));
                        if (room.members.size() == 8 && page.size() > 10) {
                            page.add(3, page.remove(4));
                        }
                        return page;
                    }
                }),
                about("ORDER-RESUME-1", "resumes in another order than it tells", () -> new Rules() {
                    @Override
                    List<JsonObject> events(Room room, long after, int most) {
                        List<JsonObject> events = new ArrayList<>(super.events(room, after, most));
                        if (room.members.size() == 8 && events.size() > 10) {
                            events.add(3, events.remove(4));
                        }
                        return events;
                    }
                }),
                about(
                        "ORDER-TIME-1",
                        "lets time fall",
                        () -> showing(
                                f -> Texts.says(f, "a7") ? Texts.with(f, "createdAt", "2001-01-01T00:00:00.000Z") : f)),
                about(
                        "ORDER-CHANGE-1",
                        "tells one listener two edits in another order",
                        () -> swapping(
                                "edit",
                                (hearer, edit) -> hearer.room.hearers().indexOf(hearer) == 0
                                        && edit.getString("content").equals("alice's version 2"))),
                about(
                        "ORDER-MIXED-1",
                        "lets a request overtake a frame",
                        () -> swapping((hearer, message) -> Texts.says(message, "socket 5")
                                && !hearer.caller.user().endsWith("_alice"))));
    }

    /** Holds a message of a storm back from one of its readers until the next message. */
    private static Rules swappingInStorm(String content, Predicate<Peer> reader) {
        return swapping((hearer, message) ->
                Texts.says(message, content) && hearer.room.members.size() == 8 && reader.test(hearer));
    }

    private static boolean isEighth(Peer hearer) {
        return hearer.room.peers.indexOf(hearer) == 7;
    }

    private static boolean isSecondStream(Peer hearer) {
        return hearer.room.streams.indexOf(hearer) == 1;
    }

    private static <T> Stream<T> twiceIf(boolean isTwice, T told) {
        return isTwice ? Stream.of(told, told) : Stream.of(told);
    }

    private static List<Lie> retries() {
        return List.of(
                about("IDEM-SOCKET-1", "stores a retry over a socket again", () -> new Rules() {
                    private final AtomicLong tries = new AtomicLong();

                    @Override
                    String keyScope(Room room, String author, String key) {
                        return key.equals("cmsg_retry-0001")
                                ? "retry " + tries.incrementAndGet()
                                : super.keyScope(room, author, key);
                    }
                }),
                about("IDEM-SOCKET-4", "tells a retry with its new text", () -> new Rules() {
                    @Override
                    List<JsonObject> told(Peer hearer, JsonObject frame) {
                        return List.of(
                                Texts.text(frame, "clientMessageId").orElse("").equals("cmsg_retry-0008")
                                                && hearer.room.events.size() == 1
                                                && !hearer.room.retried.add("told")
                                        ? Texts.with(frame, "content", "another text")
                                        : frame);
                    }
                }),
                about("IDEM-SOCKET-2", "tells everybody of a retry", () -> new Rules() {
                    @Override
                    List<JsonObject> told(Peer hearer, JsonObject frame) {
                        if (Texts.text(frame, "clientMessageId").orElse("").equals("cmsg_retry-0002")
                                && !hearer.room.retried.add(hearer.socketId)) {
                            hearer.room.peers.stream()
                                    .filter(each -> each != hearer)
                                    .forEach(each -> each.socket.says(frame.toString()));
                        }
                        return List.of(frame);
                    }
                }),
                about(
                        "IDEM-SOCKET-3",
                        "counts a retry as an event",
                        () -> telling(
                                "message",
                                f -> Texts.text(f, "content").orElse("").equals("next")
                                        ? Texts.with(f, "seq", f.getInt("seq") + 1)
                                        : f)),
                about("IDEM-REST-1", "stores a retry over REST again", () -> new Rules() {
                    private final AtomicLong tries = new AtomicLong();

                    @Override
                    String keyScope(Room room, String author, String key) {
                        return key.equals("cmsg_retry-0004")
                                ? "retry " + tries.incrementAndGet()
                                : super.keyScope(room, author, key);
                    }
                }),
                about("IDEM-REST-2", "tells a room of a retry over REST, live and in history", () -> new Rules() {
                    @Override
                    Optional<Message> stored(Room room, String scope) {
                        Optional<Message> stored = super.stored(room, scope);
                        stored.filter(each -> each.content.equals("posted once"))
                                .map(each -> Texts.merged(Json.object("type", "message"), each.live()))
                                .ifPresent(frame -> {
                                    room.retried.add("posted once");
                                    room.hearers().forEach(each -> each.socket.says(frame.toString()));
                                });
                        return stored;
                    }

                    @Override
                    List<Message> page(Room room, @Nullable Instant before, int size) {
                        return super.page(room, before, size).stream()
                                .flatMap(each -> twiceIf(room.retried.contains(each.content), each))
                                .toList();
                    }
                }),
                about("IDEM-BOTH-1", "knows retries over the same transport only", () -> new Rules() {
                    @Override
                    Optional<Message> stored(Room room, String scope) {
                        return super.stored(room, scope).filter(each -> !each.content.startsWith("said over "));
                    }
                }),
                about("IDEM-RACE-1", "stores every fourth racing retry", () -> new Rules() {
                    private final AtomicLong racing = new AtomicLong();

                    @Override
                    Optional<Message> stored(Room room, String scope) {
                        return super.stored(room, scope)
                                .filter(each -> !each.content.equals("raced") || racing.incrementAndGet() % 4 != 0);
                    }
                }),
                about("IDEM-AUTHOR-1", "takes anybody's key for a retry", () -> new Rules() {
                    @Override
                    String keyScope(Room room, String author, String key) {
                        return key;
                    }
                }),
                about(
                        "IDEM-ROOM-1",
                        "takes a key of another room for a retry",
                        () -> telling(
                                "message",
                                f -> Texts.text(f, "clientMessageId").orElse("").equals("cmsg_rooms-001")
                                        ? Texts.with(f, "id", 7)
                                        : f)),
                about("IDEM-JUNK-1", "takes any key", () -> new Rules() {
                    @Override
                    Optional<String> key(JsonObject message) {
                        return super.key(message).or(() -> Texts.text(message, "clientMessageId"));
                    }
                }),
                about("IDEM-TRIM-1", "takes a key with blanks around it for none", () -> new Rules() {
                    @Override
                    Optional<String> key(JsonObject message) {
                        return super.key(message).filter(each -> each.equals(message.getString("clientMessageId")));
                    }
                }),
                about("IDEM-DELETED-1", "remembers the keys of deleted messages", () -> new Rules() {
                    @Override
                    Optional<Message> stored(Room room, String scope) {
                        return Optional.ofNullable(room.byKey.get(scope));
                    }
                }));
    }

    private static List<Lie> resuming() {
        return List.of(
                about("RESUME-ALL-1", "leaves the last event out when it resumes", () -> new Rules() {
                    @Override
                    List<JsonObject> events(Room room, long after, int most) {
                        List<JsonObject> events = super.events(room, after, most);
                        return events.size() == 2 && after > 0 ? events.subList(0, 1) : events;
                    }
                }),
                about(
                        "RESUME-EVENT-1",
                        "tells deletions as updates",
                        () -> telling(
                                "replay",
                                f -> Texts.with(
                                        f,
                                        "events",
                                        Texts.objects(f, "events").stream()
                                                .map(each -> Texts.text(each, "eventType")
                                                                        .orElse("")
                                                                        .equals("delete")
                                                                && Texts.objects(f, "events")
                                                                                .size()
                                                                        == 4
                                                        ? Texts.with(each, "eventType", "update")
                                                        : each)
                                                .toList()))),
                about("RESUME-EVENT-2", "resumes with the text of what was deleted", () -> new Rules() {
                    @Override
                    boolean forgetsDeleted() {
                        return false;
                    }
                }),
                about("RESUME-REST-1", "does not log what happens over REST", () -> new Rules() {
                    @Override
                    List<JsonObject> events(Room room, long after, int most) {
                        return super.events(room, after, most).stream()
                                .filter(each -> room.events.size() != 3
                                        || !each.getString("eventType").equals("update"))
                                .toList();
                    }
                }),
                about("RESUME-PAGE-1", "tells everything at once", () -> new Rules() {
                    @Override
                    List<JsonObject> events(Room room, long after, int most) {
                        return super.events(room, after, 100_000);
                    }
                }),
                about("RESUME-END-1", "tells the last event again", () -> new Rules() {
                    @Override
                    List<JsonObject> events(Room room, long after, int most) {
                        return after > 0
                                        && after == room.events.size()
                                        && room.messages.get(0).content.equals("all there is")
                                ? super.events(room, after - 1, most)
                                : super.events(room, after, most);
                    }
                }),
                about(
                        "RESUME-JUNK-1",
                        "takes junk for the end",
                        () -> hearing(
                                "resume",
                                f -> f.get("lastSeq") instanceof JsonString ? Texts.with(f, "lastSeq", 1_000_000) : f)),
                about(
                        "RESUME-BEYOND-1",
                        "claims to have recovered what it never had",
                        () -> telling(
                                "replay",
                                f -> f.containsKey("recovered") && f.getInt("lastSeq") == 1_000
                                        ? Texts.with(f, "recovered", true)
                                        : f)),
                about(
                        "RESUME-EPOCH-1",
                        "claims to have recovered another log",
                        () -> telling(
                                "replay",
                                f -> f.containsKey("recovered") && f.getInt("lastSeq") == 1
                                        ? Texts.with(f, "recovered", true)
                                        : f)),
                about(
                        "RESUME-MORE-1",
                        "does not say whether there is more",
                        () -> telling("replay", f -> Texts.without(f, "hasMore"))),
                about(
                        "RESUME-SDK-1",
                        "tells no whole messages",
                        () -> telling("replay", f -> f.containsKey("events") ? Texts.without(f, "messages") : f)),
                about("RESUME-ACCESS-1", "resumes in the room that the frame names", () -> new Rules() {
                    @Override
                    JsonObject heard(Peer speaker, JsonObject frame) {
                        String named = Texts.text(frame, "roomId").orElse("");
                        Room other = speaker.room.project.rooms.get(named);
                        if (Texts.type(frame).equals("resume") && other != null) {
                            speaker.socket.says(Json.object(
                                            "type",
                                            "replay",
                                            "events",
                                            other.events,
                                            "lastSeq",
                                            other.events.size(),
                                            "currentSeq",
                                            other.events.size())
                                    .toString());
                        }
                        return frame;
                    }
                }),
                about("RESUME-ONLY-1", "tells everybody what one has missed", () -> new Rules() {
                    @Override
                    List<JsonObject> told(Peer hearer, JsonObject frame) {
                        if (frame.containsKey("events")) {
                            hearer.room.peers.stream()
                                    .filter(each -> each != hearer)
                                    .forEach(each -> each.socket.says(frame.toString()));
                        }
                        return List.of(frame);
                    }
                }),
                about("RESUME-GAP-1", "loses what is said while it resumes", () -> new Rules() {
                    @Override
                    List<JsonObject> told(Peer hearer, JsonObject frame) {
                        return switch (Texts.type(frame)) {
                            case "message" -> isLost(frame) ? List.of() : List.of(frame);
                            case "replay" ->
                                List.of(Texts.with(
                                        frame,
                                        "events",
                                        Texts.objects(frame, "events").stream()
                                                .filter(each -> !isLost(each.getJsonObject("payload")))
                                                .toList()));
                            default -> List.of(frame);
                        };
                    }

                    // said while a resume is under way, and so told live or in its answer
                    private boolean isLost(JsonObject message) {
                        return Texts.text(message, "content").orElse("").equals("n3");
                    }
                }));
    }
}
