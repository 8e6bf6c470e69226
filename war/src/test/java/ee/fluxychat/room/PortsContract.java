package ee.fluxychat.room;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.identity.ProjectId;
import ee.fluxychat.identity.UserId;
import ee.fluxychat.wire.Attachment;
import ee.fluxychat.wire.ClientFrame;
import ee.fluxychat.wire.Emoji;
import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.ReactionOp;
import ee.fluxychat.wire.Refused;
import ee.fluxychat.wire.StoredMessage;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/**
 * The ground on which the contracts of the two ports stand: two projects with rooms of the same and of similar names, and people whose ids
 * differ by a hyphen, an underscore or the case of a letter.
 */
public abstract class PortsContract {

    protected static final ProjectId PROJECT = new ProjectId("acme");
    protected static final ProjectId OTHER_PROJECT = new ProjectId("acme-2");

    protected static final UserId ANN = new UserId("ann");
    protected static final UserId ANN_LEE = new UserId("ann-lee");
    protected static final UserId ANN__LEE = new UserId("ann_lee");
    protected static final UserId BIG_ANN = new UserId("ANN");

    protected static final RoomKey LOBBY = new RoomKey(PROJECT, new RoomId("lobby"));
    protected static final RoomKey LOBBY_2 = new RoomKey(PROJECT, new RoomId("lobby-2"));
    protected static final RoomKey LOBBY_OF_OTHERS = new RoomKey(OTHER_PROJECT, new RoomId("lobby"));

    /** Events that are in {@link #LOBBY} before a test begins, so that no position is by chance a number of messages. */
    protected static final int EARLIER_EVENTS = 3;

    protected final ManualClock clock = new ManualClock();
    private final List<TimelineEvent> told = Collections.synchronizedList(new ArrayList<>());
    private @Nullable Ports ports;

    /** Both ports over the same store. */
    public record Ports(Members members, Timeline timeline) {}

    /** Opens an empty store that knows these projects and reads this clock. */
    protected abstract Ports open(InstantSource clock, List<ProjectId> projects);

    @BeforeEach
    void openThePorts() {
        Ports opened = open(clock, List.of(PROJECT, OTHER_PROJECT));
        ports = opened;
        opened.timeline().listener((room, event) -> {
            if (room.equals(LOBBY)) {
                told.add(event);
            }
        });
        for (RoomKey each : List.of(LOBBY, LOBBY_2, LOBBY_OF_OTHERS)) {
            create(each, ANN, ANN_LEE, ANN__LEE);
        }
        StoredMessage welcome = post(ANN, "welcome");
        append(new Entry.React(ANN_LEE, welcome.id(), new Emoji("👋"), ReactionOp.ADD));
        append(new Entry.Delete(ANN, welcome.id(), false));
        told.clear();
    }

    protected final Timeline timeline() {
        return opened().timeline();
    }

    protected final Members members() {
        return opened().members();
    }

    private Ports opened() {
        if (ports == null) {
            throw new IllegalStateException("open() has not been called");
        }
        return ports;
    }

    protected final RoomRecord create(RoomKey room, UserId... users) {
        List<Member> members = new ArrayList<>();
        for (UserId each : users) {
            members.add(new Member(each, RoomRole.MEMBER, clock.millis()));
        }
        return members().create(room, RoomType.GROUP, "Room", members).room();
    }

    /** What the listener has been told of {@link #LOBBY} since the test began. */
    protected final List<TimelineEvent> told() {
        synchronized (told) {
            return List.copyOf(told);
        }
    }

    protected final StoredMessage post(UserId author, String content) {
        return post(LOBBY, author, content);
    }

    protected final StoredMessage post(RoomKey room, UserId author, String content) {
        return message(append(room, draft(author, content, null)));
    }

    protected static Entry.Post draft(UserId author, String content, @Nullable String clientMessageId) {
        return draft(author, content, clientMessageId, List.of());
    }

    protected static Entry.Post draft(
            UserId author, String content, @Nullable String clientMessageId, List<Attachment> attachments) {
        return new Entry.Post(author, new ClientFrame.Draft(content, clientMessageId, null, attachments));
    }

    protected static StoredMessage message(Timeline.Appended appended) {
        assertThat(appended.event()).isInstanceOf(TimelineEvent.MessagePosted.class);
        return ((TimelineEvent.MessagePosted) appended.event()).message();
    }

    protected final Timeline.Appended append(Entry entry) {
        return append(LOBBY, entry);
    }

    protected final Timeline.Appended append(RoomKey room, Entry entry) {
        return await(timeline().append(seen(room), entry));
    }

    /** The room as somebody sees it who is about to write there; one that never was, if there is none. */
    protected final RoomRecord seen(RoomKey room) {
        return members().room(room).orElseGet(() -> new RoomRecord(room, RoomType.GROUP, "None", 0, "never was"));
    }

    /** Gives all entries to the timeline before it waits for the first outcome. */
    protected final List<Timeline.Appended> appendAll(List<? extends Entry> entries) {
        List<CompletionStage<Timeline.Appended>> stages = new ArrayList<>();
        entries.forEach(each -> stages.add(timeline().append(seen(LOBBY), each)));
        return stages.stream().map(PortsContract::await).toList();
    }

    protected static Timeline.Appended await(CompletionStage<Timeline.Appended> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Refused refused ? refused : e;
        }
    }

    /** Why the entry is refused; null if it is not. */
    protected final @Nullable ErrorCode refusalOf(RoomKey room, Entry entry) {
        try {
            append(room, entry);
            return null;
        } catch (Refused refused) {
            return refused.code();
        }
    }

    /** Everything there is of a room, in pages of so many. */
    protected final List<StoredMessage> walk(RoomKey room, int limit) {
        List<StoredMessage> walked = new ArrayList<>();
        List<StoredMessage> page = timeline().history(room, null, limit).messages();
        while (!page.isEmpty()) {
            walked.addAll(page);
            page = timeline()
                    .history(room, page.get(page.size() - 1).createdAt(), limit)
                    .messages();
        }
        return walked;
    }

    protected static List<String> contents(List<StoredMessage> messages) {
        return messages.stream().map(StoredMessage::content).toList();
    }
}
