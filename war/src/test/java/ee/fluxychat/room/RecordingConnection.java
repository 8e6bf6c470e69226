package ee.fluxychat.room;

import ee.fluxychat.identity.Caller;
import ee.fluxychat.identity.ProjectId;
import ee.fluxychat.identity.Role;
import ee.fluxychat.identity.UserId;
import ee.fluxychat.wire.CloseCode;
import ee.fluxychat.wire.EncodedFrame;
import ee.fluxychat.wire.EncodedFrames;
import ee.fluxychat.wire.Json;
import ee.fluxychat.wire.UserInfo;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A connection that keeps what it hears, and takes no more than it is told to. Thread-safe. */
public final class RecordingConnection implements Connection {

    private final String socketId = UUID.randomUUID().toString();
    private final Caller caller;
    private final int capacity;
    private final List<JsonObject> heard = new ArrayList<>();
    private int queued;
    private @Nullable CloseCode closed;

    public RecordingConnection(String user) {
        this(user, Integer.MAX_VALUE);
    }

    RecordingConnection(String user, int capacity) {
        this.caller = new Caller(new ProjectId("p"), new UserId(user), Set.of(Role.MEMBER), Instant.MAX, null);
        this.capacity = capacity;
    }

    @Override
    public String socketId() {
        return socketId;
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public UserInfo info() {
        return UserInfo.NONE;
    }

    @Override
    public synchronized boolean enqueue(EncodedFrames frames) {
        queued += frames.count();
        if (queued > capacity) {
            return false;
        }
        for (EncodedFrame each : frames.frames()) {
            heard.add((JsonObject) Json.parse(each.text()));
        }
        notifyAll();
        return true;
    }

    @Override
    public void flush() {
        // nothing is sent anywhere
    }

    @Override
    public synchronized void close(CloseCode code, String reason) {
        if (closed == null) {
            closed = code;
        }
        notifyAll();
    }

    public synchronized List<JsonObject> heard() {
        return List.copyOf(heard);
    }

    synchronized List<String> types() {
        return heard.stream().map(frame -> frame.getString("type")).toList();
    }

    public synchronized @Nullable CloseCode closed() {
        return closed;
    }

    /** Waits until what was heard is as wanted, five seconds at most, and answers it. */
    public synchronized List<JsonObject> await(Predicate<List<JsonObject>> wanted) {
        awaitThat(() -> wanted.test(heard));
        return List.copyOf(heard);
    }

    /** Waits until a frame of this type was heard. */
    public List<JsonObject> await(String type) {
        return await(frames -> frames.stream().anyMatch(frame -> type.equals(frame.getString("type"))));
    }

    public synchronized void awaitClose() {
        awaitThat(() -> closed != null);
    }

    private synchronized void awaitThat(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        try {
            while (!condition.getAsBoolean()) {
                long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (millis <= 0) {
                    throw new AssertionError("heard only " + types());
                }
                wait(millis);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
