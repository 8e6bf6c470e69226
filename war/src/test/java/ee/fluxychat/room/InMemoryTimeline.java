package ee.fluxychat.room;

import ee.fluxychat.identity.ProjectId;
import ee.fluxychat.identity.UserId;
import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Json;
import ee.fluxychat.wire.Limits;
import ee.fluxychat.wire.ReactionOp;
import ee.fluxychat.wire.Refused;
import ee.fluxychat.wire.ServerFrame;
import ee.fluxychat.wire.StoredMessage;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Timelines in memory; an append is stored, told and completed before it returns. Thread-safe. */
final class InMemoryTimeline implements Timeline {

    private static final Pattern MENTION = Pattern.compile("@([A-Za-z0-9_:-]+)");

    private final InMemoryStore store;

    InMemoryTimeline(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public CompletionStage<Appended> append(RoomRecord seen, Entry entry) {
        RoomKey key = seen.key();
        synchronized (store) {
            try {
                InMemoryStore.Kept room = store.room(key);
                Refused.when(!room.record.epoch().equals(seen.epoch()), ErrorCode.ROOM_NOT_FOUND);
                Appended appended = append(room, entry);
                if (appended.isNew()) {
                    store.listener.onStored(key, appended.event());
                }
                return CompletableFuture.completedFuture(appended);
            } catch (Refused refused) {
                return CompletableFuture.failedFuture(refused);
            }
        }
    }

    private Appended append(InMemoryStore.Kept room, Entry entry) {
        if (entry instanceof Entry.Post post) {
            return post(room, post);
        } else if (entry instanceof Entry.Edit edit) {
            return edit(room, edit);
        } else if (entry instanceof Entry.Delete delete) {
            return delete(room, delete);
        } else if (entry instanceof Entry.React react) {
            return react(room, react);
        } else {
            return mark(room, (Entry.MarkRead) entry);
        }
    }

    private Appended post(InMemoryStore.Kept room, Entry.Post post) {
        String author = post.author().value();
        String clientMessageId = post.draft().clientMessageId();
        Optional<StoredMessage> before = room.living()
                .filter(each -> clientMessageId != null && clientMessageId.equals(each.clientMessageId()))
                .filter(each -> each.userId().equals(author))
                .findFirst();
        if (before.isPresent()) {
            return new Appended(new TimelineEvent.MessagePosted(before.get()), false);
        }
        StoredMessage message = new StoredMessage(
                store.nextMessageId(),
                room.record.key().room().value(),
                author,
                post.draft().content(),
                room.nextEventAt(store.clock.millis()),
                post.draft().parentId(),
                null,
                null,
                clientMessageId,
                room.lastSeq() + 1,
                1,
                mentions(room, post.author(), post.draft().content()),
                post.draft().attachments());
        room.messages.put(message.id(), message);
        return log(
                room,
                new TimelineEvent.MessagePosted(message),
                "create",
                message.id(),
                post.author(),
                1,
                message.createdAt());
    }

    private static List<String> mentions(InMemoryStore.Kept room, UserId author, String content) {
        Set<String> members = new LinkedHashSet<>();
        room.members.keySet().forEach(each -> members.add(each.value()));
        members.remove(author.value());
        return MENTION.matcher(content)
                .results()
                .map(found -> found.group(1))
                .filter(members::contains)
                .distinct()
                .toList();
    }

    private Appended edit(InMemoryStore.Kept room, Entry.Edit edit) {
        StoredMessage old = own(room, edit.messageId(), edit.author());
        Refused.when(old.deletedAt() != null, ErrorCode.MESSAGE_DELETED);
        long at = room.nextEventAt(store.clock.millis());
        StoredMessage message = new StoredMessage(
                old.id(),
                old.roomId(),
                old.userId(),
                edit.content(),
                old.createdAt(),
                old.parentId(),
                at,
                null,
                old.clientMessageId(),
                old.seq(),
                old.version() + 1,
                mentions(room, edit.author(), edit.content()),
                old.attachments());
        room.messages.put(message.id(), message);
        return log(
                room,
                new TimelineEvent.MessageEdited(message, edit.author().value(), room.lastSeq() + 1),
                "update",
                message.id(),
                edit.author(),
                message.version(),
                at);
    }

    private Appended delete(InMemoryStore.Kept room, Entry.Delete delete) {
        StoredMessage old = own(room, delete.messageId(), delete.author());
        Refused.when(old.deletedAt() != null && !delete.hard(), ErrorCode.MESSAGE_NOT_FOUND);
        long at = room.nextEventAt(store.clock.millis());
        int version = old.version() + 1;
        if (delete.hard()) {
            room.messages.remove(old.id());
            room.reactions.remove(old.id());
        } else {
            room.messages.put(old.id(), deleted(old, at, version));
        }
        return log(
                room,
                new TimelineEvent.MessageRemoved(new ServerFrame.Deletion(
                        old.id(),
                        old.roomId(),
                        delete.author().value(),
                        at,
                        version,
                        room.lastSeq() + 1,
                        delete.hard())),
                "delete",
                old.id(),
                delete.author(),
                version,
                at);
    }

    private static StoredMessage deleted(StoredMessage old, long at, int version) {
        return new StoredMessage(
                old.id(),
                old.roomId(),
                old.userId(),
                StoredMessage.DELETED_CONTENT,
                old.createdAt(),
                old.parentId(),
                old.editedAt(),
                at,
                old.clientMessageId(),
                old.seq(),
                version,
                List.of(),
                List.of());
    }

    private Appended react(InMemoryStore.Kept room, Entry.React react) {
        StoredMessage message = message(room, react.messageId());
        Refused.when(message.deletedAt() != null, ErrorCode.MESSAGE_NOT_FOUND);
        Set<String> others =
                new LinkedHashSet<>(room.reactions.getOrDefault(message.id(), new LinkedHashMap<>()).entrySet().stream()
                        .filter(each -> !each.getValue().isEmpty())
                        .map(Map.Entry::getKey)
                        .toList());
        others.remove(react.emoji().text());
        Refused.when(react.op() == ReactionOp.ADD && others.size() >= Limits.REACTIONS, ErrorCode.TOO_MANY_REACTIONS);
        List<UserId> users = room.reactions
                .computeIfAbsent(message.id(), id -> new LinkedHashMap<>())
                .computeIfAbsent(react.emoji().text(), text -> new ArrayList<>());
        if (users.contains(react.author()) == (react.op() == ReactionOp.ADD)) {
            return new Appended(reacted(room, react, room.lastSeq()), false);
        }
        if (!users.remove(react.author())) {
            users.add(react.author());
        }
        return log(
                room,
                reacted(room, react, room.lastSeq() + 1),
                "reaction",
                message.id(),
                react.author(),
                null,
                room.nextEventAt(store.clock.millis()));
    }

    private static TimelineEvent.Reacted reacted(InMemoryStore.Kept room, Entry.React react, long seq) {
        return new TimelineEvent.Reacted(
                room.record.key().room().value(),
                react.author().value(),
                react.messageId(),
                react.emoji().text(),
                react.op(),
                seq);
    }

    private Appended mark(InMemoryStore.Kept room, Entry.MarkRead mark) {
        StoredMessage message = message(room, mark.messageId());
        TimelineEvent.ReadMarked present = room.marks.get(mark.author());
        if (present != null && present.messageId() >= message.id()) {
            return new Appended(present, false);
        }
        long at = room.nextEventAt(store.clock.millis());
        TimelineEvent.ReadMarked marked = new TimelineEvent.ReadMarked(
                message.roomId(), mark.author().value(), message.id(), at, room.lastSeq() + 1);
        room.marks.put(mark.author(), marked);
        return log(room, marked, "read", message.id(), mark.author(), null, at);
    }

    private static StoredMessage own(InMemoryStore.Kept room, long id, UserId author) {
        StoredMessage message = message(room, id);
        Refused.when(!message.userId().equals(author.value()), ErrorCode.FORBIDDEN);
        return message;
    }

    private static StoredMessage message(InMemoryStore.Kept room, long id) {
        StoredMessage message = room.messages.get(id);
        if (message == null) {
            throw new Refused(ErrorCode.MESSAGE_NOT_FOUND);
        }
        return message;
    }

    private static Appended log(
            InMemoryStore.Kept room,
            TimelineEvent event,
            String type,
            long messageId,
            UserId user,
            @Nullable Integer version,
            long at) {
        room.log.add(new InMemoryStore.Logged(type, messageId, user, version, at, event));
        return new Appended(event, true);
    }

    @Override
    public void listener(Listener listener) {
        synchronized (store) {
            store.listener = listener;
        }
    }

    @Override
    public Snapshot snapshot(RoomKey key, int limit) {
        synchronized (store) {
            InMemoryStore.Kept room = store.room(key);
            List<StoredMessage> messages = new ArrayList<>(StoredMessage.page(
                    room.livingBefore(null).stream().limit(limit).toList()));
            Collections.reverse(messages);
            return new Snapshot(messages, room.countsFor(messages), room.lastSeq(), room.record.epoch());
        }
    }

    @Override
    public Page history(RoomKey key, @Nullable Long before, int limit) {
        synchronized (store) {
            InMemoryStore.Kept room = store.room(key);
            List<StoredMessage> page = new ArrayList<>();
            for (StoredMessage each : room.livingBefore(before)) {
                if (page.size() >= limit && page.get(page.size() - 1).createdAt() != each.createdAt()) {
                    break;
                }
                page.add(each);
            }
            List<StoredMessage> told = StoredMessage.page(page);
            return new Page(told, room.countsFor(told));
        }
    }

    @Override
    public ServerFrame.Replay replay(RoomKey key, long lastSeq, @Nullable String epoch, int limit) {
        synchronized (store) {
            InMemoryStore.Kept room = store.room(key);
            String ours = room.record.epoch();
            if ((epoch != null && !epoch.equals(ours)) || lastSeq > room.lastSeq()) {
                return new ServerFrame.Replay(List.of(), List.of(), lastSeq, room.lastSeq(), false, ours);
            }
            long end = Math.min(room.lastSeq(), lastSeq + limit);
            List<InMemoryStore.Logged> events = room.log.subList((int) lastSeq, (int) end);
            return new ServerFrame.Replay(
                    events.stream().map(each -> told(room, each)).toList(),
                    changed(room, events),
                    end,
                    room.lastSeq(),
                    true,
                    ours);
        }
    }

    private static List<StoredMessage> changed(InMemoryStore.Kept room, List<InMemoryStore.Logged> events) {
        Map<Long, StoredMessage> changed = new LinkedHashMap<>();
        for (InMemoryStore.Logged each : events) {
            StoredMessage message = room.messages.get(each.messageId());
            if (Set.of("create", "update").contains(each.type()) && message != null && message.deletedAt() == null) {
                changed.put(message.id(), message);
            }
        }
        return changed.values().stream()
                .sorted((one, other) -> Long.compare(one.seq(), other.seq()))
                .toList();
    }

    private static ServerFrame.Replay.Entry told(InMemoryStore.Kept room, InMemoryStore.Logged logged) {
        return new ServerFrame.Replay.Entry(
                logged.event().seq(),
                logged.messageId(),
                logged.type(),
                logged.version(),
                logged.at(),
                payload(room.messages.get(logged.messageId()), logged));
    }

    /** With the message's present text. */
    private static JsonObject payload(@Nullable StoredMessage message, InMemoryStore.Logged logged) {
        return (JsonObject) Json.parse(Json.object(json -> {
            json.write("id", logged.messageId()).write("userId", logged.user().value());
            if (Set.of("create", "update").contains(logged.type())) {
                json.write("content", message == null ? StoredMessage.DELETED_CONTENT : message.content());
            }
            if (logged.event() instanceof TimelineEvent.Reacted reacted) {
                if (message != null) {
                    json.write("emoji", reacted.emoji())
                            .write("op", reacted.op().word());
                }
            } else {
                json.write(timeField(logged.type()), Json.time(logged.at()));
            }
            if (Set.of("update", "delete").contains(logged.type())) {
                json.write("version", Objects.requireNonNull(logged.version()));
            }
            if (logged.type().equals("create") && message != null && message.clientMessageId() != null) {
                json.write("clientMessageId", message.clientMessageId());
            }
        }));
    }

    private static String timeField(String type) {
        return switch (type) {
            case "update" -> "editedAt";
            case "delete" -> "deletedAt";
            default -> "createdAt";
        };
    }

    @Override
    public Optional<ServerFrame.CacheSnapshot> newest(RoomKey key) {
        synchronized (store) {
            InMemoryStore.Kept room = store.room(key);
            List<InMemoryStore.Logged> cacheable = room.log.stream()
                    .filter(each -> Set.of("create", "update", "delete").contains(each.type()))
                    .toList();
            if (cacheable.isEmpty()) {
                return Optional.empty();
            }
            InMemoryStore.Logged newest = cacheable.get(cacheable.size() - 1);
            return Optional.of(new ServerFrame.CacheSnapshot(
                    key.room().value(), newest.event().frames().get(0), newest.at()));
        }
    }

    @Override
    public Optional<RoomId> roomOf(ProjectId project, long messageId) {
        synchronized (store) {
            return store.rooms.values().stream()
                    .filter(room -> room.record.key().project().equals(project))
                    .filter(room -> room.messages.containsKey(messageId))
                    .map(room -> room.record.key().room())
                    .findFirst();
        }
    }

    @Override
    public Unread unread(RoomKey key, UserId user) {
        synchronized (store) {
            return store.room(key).unread(user);
        }
    }
}
