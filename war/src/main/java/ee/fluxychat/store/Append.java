package ee.fluxychat.store;

import ee.fluxychat.identity.UserId;
import ee.fluxychat.room.Entry;
import ee.fluxychat.room.RoomKey;
import ee.fluxychat.room.Timeline.Appended;
import ee.fluxychat.room.TimelineEvent;
import ee.fluxychat.wire.ClientFrame;
import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Limits;
import ee.fluxychat.wire.ReactionOp;
import ee.fluxychat.wire.Refused;
import ee.fluxychat.wire.ServerFrame;
import ee.fluxychat.wire.StoredMessage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Appends one entry to a room's timeline: all checks first, then the effect and its event, so that a refusal leaves nothing behind. */
record Append(RoomKey room, String epoch, Entry entry) implements GroupCommit.Write<Appended> {

    private static final Pattern MENTION = Pattern.compile("@([A-Za-z0-9_:-]{1,128})");

    /** The key under which the message may have been posted before; null for none. */
    CommitGroup.@Nullable OnceKey once() {
        return entry instanceof Entry.Post post && post.draft().clientMessageId() != null
                ? new CommitGroup.OnceKey(
                        room, post.author().value(), post.draft().clientMessageId())
                : null;
    }

    @Override
    public Appended apply(CommitGroup group) {
        RoomHead head = group.head(room);
        Refused.when(!head.epoch.equals(epoch), ErrorCode.ROOM_NOT_FOUND); // it is another room of the same id
        if (entry instanceof Entry.Post post) {
            return post(group, head, post.author(), post.draft());
        } else if (entry instanceof Entry.Edit edit) {
            return edit(group, head, edit);
        } else if (entry instanceof Entry.Delete delete) {
            return delete(group, head, delete);
        } else if (entry instanceof Entry.React react) {
            return react(group, head, react);
        } else if (entry instanceof Entry.MarkRead mark) {
            return mark(group, head, mark);
        }
        throw new IllegalArgumentException("unknown entry " + entry);
    }

    private Appended post(CommitGroup group, RoomHead head, UserId author, ClientFrame.Draft draft) {
        CommitGroup.OnceKey once = once();
        if (once != null) {
            MessageEntity before = group.postedBefore(once);
            if (before != null) {
                return new Appended(new TimelineEvent.MessagePosted(before.toMessage()), false);
            }
        }
        long at = group.advance(head);
        StoredMessage message = new StoredMessage(
                group.nextMessageId(),
                room.room().value(),
                author.value(),
                draft.content(),
                at,
                draft.parentId(),
                null,
                null,
                draft.clientMessageId(),
                head.lastSeq,
                1,
                mentions(group, author, draft.content()),
                draft.attachments());
        MessageEntity stored = MessageEntity.of(room.project().value(), message);
        group.append(stored);
        record(group, head, EventEntity.CREATE, message.id(), author, 1, null);
        if (once != null) {
            group.remember(once, stored);
        }
        return new Appended(new TimelineEvent.MessagePosted(message), true);
    }

    private List<String> mentions(CommitGroup group, UserId author, String content) {
        if (content.indexOf('@') < 0) {
            return List.of();
        }
        Set<String> named = new LinkedHashSet<>();
        Matcher matcher = MENTION.matcher(content);
        while (matcher.find()) {
            named.add(matcher.group(1));
        }
        named.remove(author.value());
        if (named.isEmpty()) {
            return List.of();
        }
        List<String> mentioned = new ArrayList<>(named);
        mentioned.retainAll(Set.copyOf(group.members(room, named)));
        return mentioned;
    }

    private Appended edit(CommitGroup group, RoomHead head, Entry.Edit edit) {
        MessageEntity message = ownMessage(group, edit.messageId(), edit.author());
        Refused.when(message.deletedAt != null, ErrorCode.MESSAGE_DELETED);
        long at = group.advance(head);
        message.content = edit.content();
        message.editedAt = at;
        message.version++;
        message.mentions = MessageEntity.writeMentions(mentions(group, edit.author(), edit.content()));
        record(group, head, EventEntity.UPDATE, message.id, edit.author(), message.version, null);
        return new Appended(
                new TimelineEvent.MessageEdited(
                        message.toMessage(), edit.author().value(), head.lastSeq),
                true);
    }

    private Appended delete(CommitGroup group, RoomHead head, Entry.Delete delete) {
        MessageEntity message = ownMessage(group, delete.messageId(), delete.author());
        Refused.when(message.deletedAt != null && !delete.hard(), ErrorCode.MESSAGE_NOT_FOUND);
        long at = group.advance(head);
        message.deletedAt = at;
        message.content = StoredMessage.DELETED_CONTENT;
        message.mentions = null;
        message.attachments = null;
        message.version++;
        record(group, head, EventEntity.DELETE, message.id, delete.author(), message.version, null);
        group.forget(message);
        if (delete.hard()) {
            remove(group, message);
        }
        group.entities().flush(); // the client id is free again, for the next write of this very group too
        return new Appended(
                new TimelineEvent.MessageRemoved(new ServerFrame.Deletion(
                        message.id,
                        message.room,
                        delete.author().value(),
                        at,
                        message.version,
                        head.lastSeq,
                        delete.hard())),
                true);
    }

    private static void remove(CommitGroup group, MessageEntity message) {
        group.settle();
        group.entities()
                .createQuery("delete from ReactionEntity r where r.id.project = :project and r.id.messageId = :message")
                .setParameter("project", message.project)
                .setParameter("message", message.id)
                .executeUpdate();
        group.entities()
                .createQuery("update EventEntity e set e.detail = null where e.id.project = :project"
                        + " and e.messageId = :message and e.type = :type")
                .setParameter("project", message.project)
                .setParameter("message", message.id)
                .setParameter("type", EventEntity.REACTION)
                .executeUpdate();
        group.entities().remove(message);
    }

    private Appended react(CommitGroup group, RoomHead head, Entry.React react) {
        MessageEntity message = message(group, react.messageId());
        Refused.when(message.deletedAt != null, ErrorCode.MESSAGE_NOT_FOUND);
        ReactionEntity.Key key = new ReactionEntity.Key(
                room.project().value(),
                message.id,
                react.emoji().text(),
                react.author().value());
        ReactionEntity present = group.entities().find(ReactionEntity.class, key);
        boolean isAdd = react.op() == ReactionOp.ADD;
        if (isAdd == (present != null)) {
            return new Appended(reacted(react, head.lastSeq), false);
        }
        if (isAdd) {
            requireRoomFor(group, key);
        }
        long at = group.advance(head);
        if (present != null) {
            group.entities().remove(present);
            group.entities().flush(); // Hibernate inserts before it deletes: adding the same one again would collide
        } else {
            ReactionEntity reaction = new ReactionEntity();
            reaction.id = key;
            reaction.room = room.room().value();
            reaction.createdAt = at;
            group.entities().persist(reaction);
        }
        record(
                group,
                head,
                EventEntity.REACTION,
                message.id,
                react.author(),
                null,
                react.op().word() + ' ' + react.emoji().text());
        return new Appended(reacted(react, head.lastSeq), true);
    }

    private static void requireRoomFor(CommitGroup group, ReactionEntity.Key key) {
        group.entities().flush(); // counts what this very group has added, too
        long others = group.entities()
                .createQuery(
                        "select count(distinct r.id.emoji) from ReactionEntity r where r.id.project = :project"
                                + " and r.id.messageId = :message and r.id.emoji <> :emoji",
                        Long.class)
                .setParameter("project", key.project)
                .setParameter("message", key.messageId)
                .setParameter("emoji", key.emoji)
                .getSingleResult();
        Refused.when(others >= Limits.REACTIONS, ErrorCode.TOO_MANY_REACTIONS);
    }

    private TimelineEvent.Reacted reacted(Entry.React react, long seq) {
        return new TimelineEvent.Reacted(
                room.room().value(),
                react.author().value(),
                react.messageId(),
                react.emoji().text(),
                react.op(),
                seq);
    }

    private Appended mark(CommitGroup group, RoomHead head, Entry.MarkRead mark) {
        MessageEntity message = message(group, mark.messageId());
        RoomUserKey key = RoomUserKey.of(room, mark.author());
        ReadMarkEntity present = group.entities().find(ReadMarkEntity.class, key);
        if (present != null && present.messageId >= message.id) {
            return new Appended(marked(mark, present, head.lastSeq), false);
        }
        long at = group.advance(head);
        ReadMarkEntity position = present == null ? new ReadMarkEntity() : present;
        position.id = key;
        position.messageId = message.id;
        position.messageAt = message.createdAt;
        position.createdAt = at;
        if (present == null) {
            group.entities().persist(position);
        }
        record(group, head, EventEntity.READ, message.id, mark.author(), null, null);
        return new Appended(marked(mark, position, head.lastSeq), true);
    }

    private TimelineEvent.ReadMarked marked(Entry.MarkRead mark, ReadMarkEntity position, long seq) {
        return new TimelineEvent.ReadMarked(
                room.room().value(), mark.author().value(), position.messageId, position.createdAt, seq);
    }

    private MessageEntity ownMessage(CommitGroup group, long id, UserId author) {
        MessageEntity message = message(group, id);
        Refused.when(!message.user.equals(author.value()), ErrorCode.FORBIDDEN);
        return message;
    }

    /** The message, if it is in this very room of this very project. */
    private MessageEntity message(CommitGroup group, long id) {
        MessageEntity message = group.message(id);
        if (message == null
                || !message.project.equals(room.project().value())
                || !message.room.equals(room.room().value())) {
            throw new Refused(ErrorCode.MESSAGE_NOT_FOUND);
        }
        return message;
    }

    private void record(
            CommitGroup group,
            RoomHead head,
            String type,
            long messageId,
            UserId user,
            @Nullable Integer version,
            @Nullable String detail) {
        EventEntity event = new EventEntity();
        event.id = new EventEntity.Key(room, head.lastSeq);
        event.type = type;
        event.messageId = messageId;
        event.user = user.value();
        event.version = version;
        event.createdAt = head.lastEventAt;
        event.detail = detail;
        group.append(event);
    }
}
