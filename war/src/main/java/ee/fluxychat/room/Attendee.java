package ee.fluxychat.room;

import ee.fluxychat.identity.Caller;
import ee.fluxychat.identity.UserId;
import ee.fluxychat.wire.ClientFrame;
import ee.fluxychat.wire.CloseCode;
import ee.fluxychat.wire.EncodedFrames;
import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Limits;
import ee.fluxychat.wire.Refused;
import ee.fluxychat.wire.ServerFrame;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** One connection's place in a room: does what its frames ask, as its token's user, and answers it alone when they are refused. Thread-safe. */
public final class Attendee {

    private static final System.Logger LOG = System.getLogger(Attendee.class.getName());

    /** About how long an answer to {@code resume} may be: of texts of three bytes each, it still fits the queue of a connection. */
    private static final int REPLAY_UNITS = 256 * 1024;

    private final Room room;
    private final Seat seat;
    private final Connection connection;
    private final Timeline timeline;
    private final InstantSource clock;
    private volatile boolean isIn;

    Attendee(Room room, Seat seat, Connection connection, Timeline timeline, InstantSource clock) {
        this.room = room;
        this.seat = seat;
        this.connection = connection;
        this.timeline = timeline;
        this.clock = clock;
    }

    public Seat seat() {
        return seat;
    }

    /** The greeting is queued: from now on answers that tell nothing of the room need not wait for its turn. */
    void isIn() {
        isIn = true;
    }

    /** Does what a frame asks; frames given one after another keep that order. {@code ref} names the frame in a refusal. */
    public void accept(ClientFrame frame, @Nullable String ref) {
        frame.accept(new Answers(ref));
    }

    /** Tells the connection that a frame of it was refused. */
    public void refuse(Refused refused, @Nullable String ref) {
        answer(ServerFrame.Refusal.of(refused, ref));
    }

    /** Past the room, which a flood of such frames would hold up for everybody; what a client does not read fills its own queue alone. */
    private void answer(ServerFrame frame) {
        if (!isIn) {
            room.tell(connection, List.of(frame));
        } else if (connection.enqueue(EncodedFrames.of(frame))) {
            connection.flush();
        } else {
            connection.close(CloseCode.TRY_AGAIN_LATER, Room.TOO_SLOW);
        }
    }

    /** The connection is closed. Safe to call twice. */
    public void leave() {
        room.leave(connection);
    }

    /** What each kind of frame leads to; {@code ref} goes into the refusal. */
    private final class Answers implements ClientFrame.Handler {

        private final @Nullable String ref;
        private final Caller caller = connection.caller();
        private final UserId user = caller.user();
        private final RoomKey key = seat.room().key();

        Answers(@Nullable String ref) {
            this.ref = ref;
        }

        @Override
        public void onPing(ClientFrame.Ping frame) {
            answer(new ServerFrame.Pong(clock.millis()));
        }

        @Override
        public void onMessage(ClientFrame.Message frame) {
            Access.requirePoster(caller, seat);
            append(new Entry.Post(user, frame.draft()));
        }

        @Override
        public void onEdit(ClientFrame.Edit frame) {
            Access.requireWriter(caller);
            append(new Entry.Edit(user, frame.messageId(), frame.content()));
        }

        @Override
        public void onDelete(ClientFrame.Delete frame) {
            Access.requireWriter(caller);
            append(new Entry.Delete(user, frame.messageId(), false));
        }

        @Override
        public void onReaction(ClientFrame.Reaction frame) {
            Access.requireWriter(caller);
            append(new Entry.React(user, frame.messageId(), frame.emoji(), frame.op()));
        }

        @Override
        public void onRead(ClientFrame.Read frame) {
            append(new Entry.MarkRead(user, frame.messageId()));
        }

        @Override
        public void onTyping(ClientFrame.Typing frame) {
            Access.requireWriter(caller);
            room.broadcast(new ServerFrame.Typing(user.value(), frame.isTyping(), frame.intent()), null);
        }

        @Override
        public void onClientEvent(ClientFrame.ClientEvent frame) {
            Access.requireWriter(caller);
            room.broadcast(
                    new ServerFrame.ClientEvent(key.room().value(), user.value(), frame.eventName(), frame.data()),
                    connection);
        }

        @Override
        public void onResume(ClientFrame.Resume frame) {
            room.tell(
                    connection,
                    List.of(timeline.replay(key, frame.lastSeq(), frame.epoch(), Limits.REPLAY_EVENTS)
                            .cut(REPLAY_UNITS)));
        }

        private void append(Entry entry) {
            timeline.append(seat.room(), entry).whenComplete((appended, failure) -> {
                if (failure != null) {
                    room.tell(connection, List.of(ServerFrame.Refusal.of(refusal(failure), ref)));
                } else if (!appended.isNew()) {
                    room.tell(connection, appended.event().repeated());
                }
            });
        }

        private Refused refusal(Throwable failure) {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (cause instanceof Refused refused) {
                return refused;
            }
            LOG.log(System.Logger.Level.ERROR, "a frame could not be handled", cause);
            return new Refused(ErrorCode.FRAME_FAILED);
        }
    }
}
