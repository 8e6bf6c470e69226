package ee.fluxychat.tck.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The answer to a call that asked for server-sent events: its head, and the events as they come. Read by one thread, closed by any. */
final class EventStream implements AutoCloseable {

    private static final int LONGEST_REFUSAL = 1 << 20;
    private static final int LONGEST_LINE = 16 << 20;
    private static final int BUFFER = 8_192;

    private final Answer answer;
    private final InputStream body;
    private final boolean isOpen;

    private EventStream(Answer answer, InputStream body, boolean isOpen) {
        this.answer = answer;
        this.body = body;
        this.isOpen = isOpen;
    }

    /** A good answer, whatever it says that it holds, is left to be read as it comes; any other is read to its end. */
    static EventStream begun(String called, HttpResponse<InputStream> response, Patience patience) {
        boolean isOpen = response.statusCode() == 200;
        String refusal = isOpen ? "" : whole(called, response.body(), patience);
        return new EventStream(
                new Answer(called, response.statusCode(), response.headers(), refusal), response.body(), isOpen);
    }

    private static String whole(String called, InputStream body, Patience patience) {
        CompletableFuture<String> reading = CompletableFuture.supplyAsync(() -> {
            try (body) {
                return new String(body.readNBytes(LONGEST_REFUSAL), StandardCharsets.UTF_8);
            } catch (IOException broken) {
                return "";
            }
        });
        try {
            return reading.get(patience.answer().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            closed(body);
            throw new Mismatch("the body of the answer to " + Transcript.masked(called), "to end", "no end in time");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The head of the answer, and the body of a refusal. */
    Answer answer() {
        return answer;
    }

    /** Whether events may come. */
    boolean isOpen() {
        return isOpen;
    }

    /** Reads until the end and hands on each event as it is complete; what is begun at the end is none. */
    void read(Consumer<EventParser.Event> events) throws IOException {
        EventParser parser = new EventParser(events);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        boolean isAfterReturn = false;
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            for (int i = 0; i < count; i++) {
                byte next = buffer[i];
                if (next == '\n' && isAfterReturn) {
                    // the second half of a line end
                    isAfterReturn = false;
                } else if (next == '\n' || next == '\r') {
                    isAfterReturn = next == '\r';
                    parser.line(line.toString(StandardCharsets.UTF_8));
                    line.reset();
                    if (parser.length() > LONGEST_LINE) {
                        throw new IOException("an event of more than " + LONGEST_LINE + " units");
                    }
                } else {
                    isAfterReturn = false;
                    line.write(next);
                    if (line.size() > LONGEST_LINE) {
                        throw new IOException("a line of more than " + LONGEST_LINE + " bytes");
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        closed(body);
    }

    private static void closed(InputStream body) {
        try {
            body.close();
        } catch (IOException alreadyGone) {
            // nothing is left to be closed
        }
    }
}
