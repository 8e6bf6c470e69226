package ee.fluxychat.room;

import ee.fluxychat.identity.UserId;
import ee.fluxychat.wire.ClientFrame;
import ee.fluxychat.wire.Emoji;
import ee.fluxychat.wire.ReactionOp;

/** Something a user wants to have on the timeline; {@link #author} is always the token's user. */
public sealed interface Entry {

    UserId author();

    /** A new message. */
    record Post(UserId author, ClientFrame.Draft draft) implements Entry {}

    /** A new text for one's own message. */
    record Edit(UserId author, long messageId, String content) implements Entry {}

    /** The end of one's own message; {@code hard} removes the row as well. */
    record Delete(UserId author, long messageId, boolean hard) implements Entry {}

    /** A reaction, added or removed. */
    record React(UserId author, long messageId, Emoji emoji, ReactionOp op) implements Entry {}

    /** How far one has read. */
    record MarkRead(UserId author, long messageId) implements Entry {}
}
