package ee.fluxychat.connect;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The WebSocket containers by how they like to be sent to, known by the class of their sessions. */
enum Container {
    /** Payara and GlassFish. */
    TYRUS("org.glassfish.tyrus.core.TyrusSession") {
        @Override
        SendMode portable(Executor sending) {
            return new SendMode(
                    "portable: send writer, every 32nd frame through the async remote",
                    session -> new PortableSink(session.getBasicRemote(), tyrusTexts(session), 1, sending),
                    PingWindow::bounded,
                    null);
        }

        @Override
        SendMode coalescing(Session session, Executor sending) throws ReflectiveOperationException {
            ContainerLoader.RawFrames rawFrames =
                    ContainerLoader.grizzly(tcp(session).getClass());
            Consumer<Object> silencer = TyrusTimers.silencer(session);
            // Tyrus closes the TCP connection right behind its close frame. Whatever the peer is just sending, be it
            // the answer to a ping, then meets a reset, and that destroys what he has not read yet: the close frame.
            return new SendMode(
                    "coalescing: raw frames through Grizzly",
                    each -> {
                        silencer.accept(each);
                        return wholeFrames(rawFrames.apply(tcp(each)));
                    },
                    PingWindow::open,
                    TyrusGoodbye.teller(session));
        }

        /**
         * Its connection, and not its servlet response, through which Tyrus writes: that is used again for another request as soon as this
         * peer is gone, and a write that comes late would reach the wrong one.
         */
        private Object tcp(Session session) {
            Arrival arrival = Arrival.of(session);
            if (arrival == null || arrival.tcp() == null) {
                throw new IllegalStateException("no TCP connection of Grizzly's is known");
            }
            return arrival.tcp();
        }

        @Override
        void cut(Session session, CloseReason reason) throws IOException, ReflectiveOperationException {
            if (session.isOpen()) {
                TyrusGoodbye.takeBack(session);
            }
            session.close(reason);
            Arrival arrival = Arrival.of(session);
            if (arrival != null && arrival.tcp() != null) { // a close waits for what a stalled peer has not taken
                arrival.tcp().getClass().getMethod("terminateSilently").invoke(arrival.tcp());
            }
        }
    },
    /** WildFly. */
    UNDERTOW("io.undertow.websockets.jsr.UndertowSession") {
        @Override
        SendMode portable(Executor sending) {
            return new SendMode(
                    "portable: 16 asynchronous sends in flight", // Undertow gathers them into one write
                    session -> asyncTexts(session, 16, Runnable::run),
                    PingWindow::open,
                    null);
        }

        @Override
        SendMode coalescing(Session session, Executor sending) throws ReflectiveOperationException {
            ContainerLoader.RawFrames rawFrames = ContainerLoader.undertow(session.getClass());
            return new SendMode(
                    "coalescing: raw frames through Undertow",
                    each -> wholeFrames(rawFrames.apply(each)),
                    PingWindow::open,
                    null);
        }

        @Override
        void cut(Session session, CloseReason reason) throws ReflectiveOperationException {
            session.getClass().getMethod("forceClose").invoke(session); // public, but not of the standard
        }
    },
    /** Open Liberty, where a second send in flight is lost or overtakes the first. */
    LIBERTY("com.ibm.ws.wsoc.external.v11.SessionExtV11") {
        @Override
        SendMode portable(Executor sending) {
            return oneInFlight(Runnable::run); // it reports on a thread of its own that holds nothing
        }
    },
    /** One in flight asks for nothing that the standard does not promise. */
    UNKNOWN("") {
        @Override
        SendMode portable(Executor sending) {
            return oneInFlight(sending);
        }
    };

    /** A text through the send writer is not reported, so this often one is sent that is: seldom enough to cost little. */
    private static final int REPORT_EVERY = 32;

    private final String sessionClass;

    Container(String sessionClass) {
        this.sessionClass = sessionClass;
    }

    static Container of(Class<?> sessionClass) {
        for (Container each : values()) {
            if (each.sessionClass.equals(sessionClass.getName())) {
                return each;
            }
        }
        return UNKNOWN;
    }

    /** What the standard API alone gives. */
    abstract SendMode portable(Executor sending);

    /** Several frames in one write; throws when this version of the container lacks what that needs. */
    SendMode coalescing(Session session, Executor sending) throws ReflectiveOperationException {
        throw new ClassNotFoundException(
                "no raw frames known for " + session.getClass().getName());
    }

    /** Closes the TCP connection of a session whose close frame may not have been taken. May block. */
    void cut(Session session, CloseReason reason) throws IOException, ReflectiveOperationException {}

    private static FrameSink wholeFrames(BiConsumer<ByteBuffer, Consumer<@Nullable Throwable>> write) {
        return (batch, whenDone) -> write.accept(batch.webSocketBytes(), whenDone);
    }

    private static SendMode oneInFlight(Executor continuing) {
        return new SendMode(
                "portable: one asynchronous send in flight",
                session -> asyncTexts(session, 1, continuing),
                PingWindow::open,
                null);
    }

    private static FrameSink asyncTexts(Session session, int inFlight, Executor continuing) {
        RemoteEndpoint.Async remote = session.getAsyncRemote();
        return new PortableSink(remote, remote::sendText, inFlight, continuing);
    }

    /** Each sendText of Tyrus reschedules an idle timer (50 µs); its send writer does not. */
    private static PortableSink.TextSend tyrusTexts(Session session) {
        RemoteEndpoint.Basic basic = session.getBasicRemote();
        RemoteEndpoint.Async async = session.getAsyncRemote();
        int[] count = {0};
        return (text, whenSent) -> {
            if (++count[0] % REPORT_EVERY == 0) {
                async.sendText(text, whenSent);
            } else {
                write(basic, text);
                whenSent.onResult(new SendResult());
            }
        };
    }

    private static void write(RemoteEndpoint.Basic remote, String text) throws IOException {
        Writer writer = remote.getSendWriter();
        writer.write(text);
        writer.close(); // sends; not in a finally, where a failed write would be sent as an empty text
    }
}
