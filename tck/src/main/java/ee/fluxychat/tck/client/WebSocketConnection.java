package ee.fluxychat.tck.client;

import ee.fluxychat.tck.client.Inbox.Closed;
import java.io.IOException;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A WebSocket by the JDK's client, with a queue for sending, since that client allows one send at a time. Thread-safe. */
final class WebSocketConnection implements Connection {

    private final WebSocket socket;
    private final Inbox inbox;
    private final Transcript transcript;
    private final String who;
    private CompletableFuture<?> lastSent = CompletableFuture.completedFuture(null);

    private WebSocketConnection(WebSocket socket, Inbox inbox, Transcript transcript, String who) {
        this.socket = socket;
        this.inbox = inbox;
        this.transcript = transcript;
        this.who = who;
    }

    /** Opens a WebSocket; a refused handshake is a {@link Mismatch}. */
    static WebSocketConnection open(
            Http http, String path, Map<String, String> headers, Inbox inbox, Transcript transcript, String who) {
        transcript.note(who, "opens " + path);
        WebSocket.Builder builder = http.client()
                .newWebSocketBuilder()
                .connectTimeout(http.patience().answer());
        headers.forEach(builder::header);
        CompletableFuture<WebSocket> opening =
                builder.buildAsync(http.webSocketUri(path), new Listener(inbox, transcript, who));
        try {
            WebSocket socket = opening.get(http.patience().answer().toMillis(), TimeUnit.MILLISECONDS);
            return new WebSocketConnection(socket, inbox, transcript, who);
        } catch (ExecutionException e) {
            throw refused(e.getCause(), path);
        } catch (TimeoutException e) {
            throw new Mismatch("the handshake at " + Transcript.masked(path), "an answer", "none in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static RuntimeException asFailure(String path, String actual) {
        throw new Mismatch("the handshake at " + Transcript.masked(path), "101", actual);
    }

    private static RuntimeException refused(@Nullable Throwable cause, String path) {
        if (cause instanceof WebSocketHandshakeException handshake && handshake.getResponse() != null) {
            return asFailure(path, String.valueOf(handshake.getResponse().statusCode()));
        }
        if (cause instanceof IOException io) {
            return new Unreachable(Transcript.masked(path), io);
        }
        return asFailure(path, String.valueOf(cause));
    }

    @Override
    public synchronized void send(String text) {
        transcript.sent(who, text);
        lastSent = lastSent.thenCompose(done -> socket.sendText(text, true)).exceptionally(broken -> {
            inbox.ended(new Closed(Closed.CUT, String.valueOf(cause(broken)), true));
            return null;
        });
    }

    private static Throwable cause(Throwable broken) {
        Throwable cause = broken.getCause();
        return broken instanceof CompletionException && cause != null ? cause : broken;
    }

    @Override
    public synchronized void close() {
        inbox.ended(new Closed(WebSocket.NORMAL_CLOSURE, "", false));
        transcript.sent(who, "close 1000");
        lastSent = lastSent.thenCompose(done -> socket.sendClose(WebSocket.NORMAL_CLOSURE, ""))
                .exceptionally(broken -> null);
    }

    @Override
    public void drop() {
        inbox.ended(new Closed(Closed.CUT, "", false));
        transcript.note(who, "cuts the connection");
        socket.abort();
    }

    private static final class Listener implements WebSocket.Listener {

        private final Inbox inbox;
        private final Transcript transcript;
        private final String who;
        private final StringBuilder parts = new StringBuilder();

        private Listener(Inbox inbox, Transcript transcript, String who) {
            this.inbox = inbox;
            this.transcript = transcript;
            this.who = who;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            parts.append(text);
            if (last) {
                String whole = parts.toString();
                parts.setLength(0);
                inbox.arrived(whole, transcript.heard(who, whole));
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            transcript.heard(who, "binary, " + data.remaining() + " bytes");
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            transcript.heard(who, "close " + code + " " + reason);
            inbox.ended(new Closed(code, reason, true));
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            transcript.note(who, "the connection broke: " + error);
            inbox.ended(new Closed(Closed.CUT, String.valueOf(error.getMessage()), true));
        }
    }
}
