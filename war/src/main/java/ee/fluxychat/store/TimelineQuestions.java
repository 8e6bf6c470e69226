package ee.fluxychat.store;

import ee.fluxychat.identity.ProjectId;
import ee.fluxychat.identity.UserId;
import ee.fluxychat.room.RoomId;
import ee.fluxychat.room.RoomKey;
import ee.fluxychat.room.Timeline;
import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Json;
import ee.fluxychat.wire.Refused;
import ee.fluxychat.wire.ServerFrame;
import ee.fluxychat.wire.StoredMessage;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be asked about a room's timeline, within one snapshot of the database. Confined to one read. */
final class TimelineQuestions {

    private static final String LIVING_IN_ROOM =
            "select m from MessageEntity m where m.project = :project and m.room = :room and m.deletedAt is null";
    private static final String NEWEST_FIRST = " order by m.createdAt desc, m.id desc";

    private final EntityManager entities;

    TimelineQuestions(EntityManager entities) {
        this.entities = entities;
    }

    Timeline.Snapshot snapshot(RoomKey room, int limit) {
        RoomEntity head = head(room);
        if (limit == 0) {
            return new Timeline.Snapshot(List.of(), Map.of(), head.lastSeq, head.epoch);
        }
        List<StoredMessage> messages =
                new ArrayList<>(StoredMessage.page(messages(livingIn(room, LIVING_IN_ROOM + NEWEST_FIRST)
                        .setMaxResults(limit)
                        .getResultList())));
        Collections.reverse(messages);
        return new Timeline.Snapshot(messages, reactions(room, messages), head.lastSeq, head.epoch);
    }

    Timeline.Page history(RoomKey room, @Nullable Long before, int limit) {
        TypedQuery<MessageEntity> query = before == null
                ? livingIn(room, LIVING_IN_ROOM + NEWEST_FIRST)
                : livingIn(room, LIVING_IN_ROOM + " and m.createdAt < :before" + NEWEST_FIRST)
                        .setParameter("before", before);
        List<MessageEntity> found = new ArrayList<>(query.setMaxResults(limit).getResultList());
        if (found.size() == limit) {
            found.addAll(rest(room, found.get(limit - 1)));
        }
        List<StoredMessage> messages = StoredMessage.page(messages(found));
        return new Timeline.Page(messages, reactions(room, messages));
    }

    /** The messages of the same millisecond as the page's last: the next page begins before that time and would miss them. */
    private List<MessageEntity> rest(RoomKey room, MessageEntity last) {
        return livingIn(room, LIVING_IN_ROOM + " and m.createdAt = :at and m.id < :id" + NEWEST_FIRST)
                .setParameter("at", last.createdAt)
                .setParameter("id", last.id)
                .getResultList();
    }

    ServerFrame.Replay replay(RoomKey room, long lastSeq, @Nullable String epoch, int limit) {
        RoomEntity head = head(room);
        boolean isThisLog = (epoch == null || epoch.equals(head.epoch)) && lastSeq <= head.lastSeq;
        if (!isThisLog) {
            return new ServerFrame.Replay(List.of(), List.of(), lastSeq, head.lastSeq, false, head.epoch);
        }
        List<EventEntity> events = entities.createQuery(
                        "select e from EventEntity e where e.id.project = :project and e.id.room = :room"
                                + " and e.id.seq > :after order by e.id.seq",
                        EventEntity.class)
                .setParameter("project", room.project().value())
                .setParameter("room", room.room().value())
                .setParameter("after", lastSeq)
                .setMaxResults(limit)
                .getResultList();
        Map<Long, StoredMessage> messages =
                byId(events.stream().map(each -> each.messageId).distinct().toList());
        return new ServerFrame.Replay(
                events.stream()
                        .map(each -> entry(each, messages.get(each.messageId)))
                        .toList(),
                changed(events, messages),
                events.isEmpty() ? lastSeq : events.get(events.size() - 1).id.seq,
                head.lastSeq,
                true,
                head.epoch);
    }

    /** The living messages that were posted or edited, each once, in order. */
    private static List<StoredMessage> changed(List<EventEntity> events, Map<Long, StoredMessage> messages) {
        return events.stream()
                .filter(each -> each.type.equals(EventEntity.CREATE) || each.type.equals(EventEntity.UPDATE))
                .map(each -> messages.get(each.messageId))
                .filter(each -> each != null && each.deletedAt() == null)
                .distinct()
                .sorted(Comparator.comparingLong(StoredMessage::seq))
                .toList();
    }

    private static ServerFrame.Replay.Entry entry(EventEntity event, @Nullable StoredMessage message) {
        return new ServerFrame.Replay.Entry(
                event.id.seq, event.messageId, event.type, event.version, event.createdAt, payload(event, message));
    }

    /** What an event told, with the message's present text: a text that was edited away or deleted is not told again. */
    private static JsonObject payload(EventEntity event, @Nullable StoredMessage message) {
        String content = message == null ? StoredMessage.DELETED_CONTENT : message.content();
        return (JsonObject) Json.parse(Json.object(json -> {
            json.write("id", event.messageId).write("userId", event.user);
            switch (event.type) {
                case EventEntity.CREATE -> {
                    json.write("content", content).write("createdAt", Json.time(event.createdAt));
                    if (message != null && message.clientMessageId() != null) {
                        json.write("clientMessageId", message.clientMessageId());
                    }
                }
                case EventEntity.UPDATE ->
                    json.write("content", content)
                            .write("editedAt", Json.time(event.createdAt))
                            .write("version", versionOf(event));
                case EventEntity.DELETE ->
                    json.write("deletedAt", Json.time(event.createdAt)).write("version", versionOf(event));
                case EventEntity.REACTION -> {
                    if (event.detail != null) { // it goes with a message that is deleted for good
                        String[] detail = event.detail.split(" ", 2);
                        json.write("emoji", detail[1]).write("op", detail[0]);
                    }
                }
                default -> json.write("createdAt", Json.time(event.createdAt));
            }
        }));
    }

    private static int versionOf(EventEntity event) {
        return event.version == null ? 1 : event.version;
    }

    Optional<ServerFrame.CacheSnapshot> newest(RoomKey room) {
        return entities.createQuery(
                        "select e from EventEntity e where e.id.project = :project and e.id.room = :room"
                                + " and e.type in ('create', 'update', 'delete') order by e.id.seq desc",
                        EventEntity.class)
                .setParameter("project", room.project().value())
                .setParameter("room", room.room().value())
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(event -> new ServerFrame.CacheSnapshot(room.room().value(), frame(room, event), event.createdAt));
    }

    private ServerFrame frame(RoomKey room, EventEntity event) {
        MessageEntity message = entities.find(MessageEntity.class, event.messageId);
        if (message == null || event.type.equals(EventEntity.DELETE)) {
            return new ServerFrame.Delete(new ServerFrame.Deletion(
                    event.messageId,
                    room.room().value(),
                    event.user,
                    event.createdAt,
                    versionOf(event),
                    event.id.seq,
                    message == null));
        }
        return event.type.equals(EventEntity.CREATE)
                ? new ServerFrame.Message(message.toMessage())
                : new ServerFrame.Edit(message.toMessage(), event.user, event.id.seq);
    }

    Optional<RoomId> roomOf(ProjectId project, long messageId) {
        MessageEntity message = entities.find(MessageEntity.class, messageId);
        return message == null || !message.project.equals(project.value())
                ? Optional.empty()
                : Optional.of(new RoomId(message.room));
    }

    Timeline.Unread unread(RoomKey room, UserId user) {
        ReadMarkEntity mark = entities.find(ReadMarkEntity.class, RoomUserKey.of(room, user));
        Object[] counted = (Object[]) entities.createQuery(
                        "select count(m), min(m.id) from MessageEntity m where m.project = :project and m.room = :room"
                                + " and m.deletedAt is null and m.createdAt >= :at and m.id > :id")
                .setParameter("project", room.project().value())
                .setParameter("room", room.room().value())
                .setParameter("at", mark == null ? Long.MIN_VALUE : mark.messageAt)
                .setParameter("id", mark == null ? 0L : mark.messageId)
                .getSingleResult();
        return new Timeline.Unread(
                ((Number) counted[0]).intValue(), mark == null ? null : mark.messageId, (Long) counted[1]);
    }

    private RoomEntity head(RoomKey room) {
        RoomEntity head = entities.find(RoomEntity.class, RoomEntity.Key.of(room));
        if (head == null) {
            throw new Refused(ErrorCode.ROOM_NOT_FOUND);
        }
        return head;
    }

    private TypedQuery<MessageEntity> livingIn(RoomKey room, String query) {
        return entities.createQuery(query, MessageEntity.class)
                .setParameter("project", room.project().value())
                .setParameter("room", room.room().value());
    }

    private Map<Long, StoredMessage> byId(List<Long> ids) {
        Map<Long, StoredMessage> found = new HashMap<>();
        if (!ids.isEmpty()) {
            messages(entities.createQuery("select m from MessageEntity m where m.id in :ids", MessageEntity.class)
                            .setParameter("ids", ids)
                            .getResultList())
                    .forEach(each -> found.put(each.id(), each));
        }
        return found;
    }

    private static List<StoredMessage> messages(Collection<MessageEntity> found) {
        return found.stream().map(MessageEntity::toMessage).toList();
    }

    private Map<Long, Map<String, Integer>> reactions(RoomKey room, List<StoredMessage> messages) {
        Map<Long, Map<String, Integer>> counts = new LinkedHashMap<>();
        if (!messages.isEmpty()) {
            entities.createQuery(
                            "select r.id.messageId, r.id.emoji, count(r) from ReactionEntity r"
                                    + " where r.id.project = :project and r.id.messageId in :ids"
                                    + " group by r.id.messageId, r.id.emoji order by r.id.messageId, min(r.createdAt)",
                            Object[].class)
                    .setParameter("project", room.project().value())
                    .setParameter(
                            "ids", messages.stream().map(StoredMessage::id).toList())
                    .getResultList()
                    .forEach(row -> counts.computeIfAbsent((Long) row[0], id -> new LinkedHashMap<>())
                            .put((String) row[1], ((Number) row[2]).intValue()));
        }
        return counts;
    }
}
