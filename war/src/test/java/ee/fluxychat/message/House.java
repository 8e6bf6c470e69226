package ee.fluxychat.message;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.identity.Caller;
import ee.fluxychat.identity.CallerPrincipal;
import ee.fluxychat.identity.ProjectId;
import ee.fluxychat.identity.Role;
import ee.fluxychat.identity.UserId;
import ee.fluxychat.platform.Settings;
import ee.fluxychat.quota.RateLimits;
import ee.fluxychat.room.Access;
import ee.fluxychat.room.InMemoryStore;
import ee.fluxychat.room.JoinOptions;
import ee.fluxychat.room.ManualClock;
import ee.fluxychat.room.Member;
import ee.fluxychat.room.Members;
import ee.fluxychat.room.RecordingConnection;
import ee.fluxychat.room.Registries;
import ee.fluxychat.room.RoomId;
import ee.fluxychat.room.RoomKey;
import ee.fluxychat.room.RoomRegistry;
import ee.fluxychat.room.RoomRole;
import ee.fluxychat.room.RoomType;
import ee.fluxychat.room.Timeline;
import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Json;
import ee.fluxychat.wire.Refused;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.SecurityContext;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The resources over memory, each handed to one caller as JAX-RS would do it. */
@SuppressWarnings("UnnecessaryAssignment") // plays the container, which would fill the injected fields
final class House {

    static final ProjectId PROJECT = new ProjectId("p");

    final ManualClock clock = new ManualClock();
    private final InMemoryStore store = new InMemoryStore(clock);
    final Members members = store.members();
    final Timeline timeline = store.timeline();
    final RoomRegistry registry = Registries.over(timeline, new Access(members), clock);
    private final Seats seats = new Seats(new Access(members));
    private final RateLimits limits = new RateLimits(new Settings(), clock);
    private final Appender appender = new Appender(timeline, Duration.ofSeconds(5));

    static Caller member(String user) {
        return new Caller(PROJECT, new UserId(user), Set.of(Role.MEMBER), Instant.MAX, null);
    }

    static Caller admin(String user) {
        return new Caller(PROJECT, new UserId(user), Set.of(Role.ADMIN), Instant.MAX, null);
    }

    static Caller guest(String user, @Nullable String onlyRoom) {
        return new Caller(PROJECT, new UserId(user), Set.of(Role.GUEST), Instant.MAX, onlyRoom);
    }

    static Caller stranger(String user) {
        return new Caller(new ProjectId("p-2"), new UserId(user), Set.of(Role.OWNER), Instant.MAX, null);
    }

    static RoomKey key(String room) {
        return new RoomKey(PROJECT, new RoomId(room));
    }

    void room(String id, RoomType type, String... users) {
        members.create(
                key(id),
                type,
                "Name of " + id,
                Stream.of(users)
                        .map(each -> new Member(new UserId(each), RoomRole.MEMBER, clock.millis()))
                        .collect(Collectors.toList()));
    }

    /** Somebody who listens in a room. */
    RecordingConnection listens(String user, String room) {
        RecordingConnection connection = new RecordingConnection(user);
        registry.join(connection, new RoomId(room), JoinOptions.of("off", null, null));
        connection.await("subscription_count");
        return connection;
    }

    RoomsResource rooms(Caller caller) {
        RoomsResource resource = new RoomsResource();
        resource.members = members;
        resource.seats = seats;
        resource.registry = registry;
        resource.limits = limits;
        resource.clock = clock;
        resource.security = speakingFor(caller);
        return resource;
    }

    MembersResource membersOf(Caller caller) {
        MembersResource resource = new MembersResource();
        resource.members = members;
        resource.seats = seats;
        resource.registry = registry;
        resource.security = speakingFor(caller);
        return resource;
    }

    MessagesResource messages(Caller caller) {
        MessagesResource resource = new MessagesResource();
        resource.seats = seats;
        resource.appender = appender;
        resource.timeline = timeline;
        resource.limits = limits;
        resource.security = speakingFor(caller);
        return resource;
    }

    HistoryResource history(Caller caller) {
        HistoryResource resource = new HistoryResource();
        resource.seats = seats;
        resource.timeline = timeline;
        resource.security = speakingFor(caller);
        return resource;
    }

    ReadMarkResource readMark(Caller caller) {
        ReadMarkResource resource = new ReadMarkResource();
        resource.seats = seats;
        resource.appender = appender;
        resource.limits = limits;
        resource.security = speakingFor(caller);
        return resource;
    }

    UnreadResource unread(Caller caller) {
        UnreadResource resource = new UnreadResource();
        resource.seats = seats;
        resource.timeline = timeline;
        resource.security = speakingFor(caller);
        return resource;
    }

    /** Posts and answers the new message. */
    JsonObject posts(Caller caller, String room, String content) {
        return json(messages(caller).post(body("""
                {"roomId": "%s", "content": "%s"}""".formatted(room, content)))).getJsonObject("message");
    }

    static byte[] body(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    static JsonObject json(String answer) {
        return (JsonObject) Json.parse(answer);
    }

    /** Why a request is refused; fails if it is not. */
    static ErrorCode refusal(Supplier<String> request) {
        try {
            String answer = request.get();
            throw new AssertionError("not refused, but answered " + answer);
        } catch (Refused refused) {
            assertThat(refused.code().status()).isBetween(400, 503);
            return refused.code();
        }
    }

    private static SecurityContext speakingFor(Caller caller) {
        return new SecurityContext() {
            @Override
            public Principal getUserPrincipal() {
                return new CallerPrincipal(caller);
            }

            @Override
            public boolean isUserInRole(String role) {
                return false;
            }

            @Override
            public boolean isSecure() {
                return false;
            }

            @Override
            public String getAuthenticationScheme() {
                return "Bearer";
            }
        };
    }
}
