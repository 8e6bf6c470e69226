package ee.fluxychat.room;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.wire.Attachment;
import ee.fluxychat.wire.Emoji;
import ee.fluxychat.wire.Limits;
import ee.fluxychat.wire.ReactionOp;
import ee.fluxychat.wire.StoredMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every timeline promises to those who ask for messages: pages, snapshots and unread counts. */
public abstract class HistoryContract extends PortsContract {

    @Test
    void endsAPageEarlyThatWouldBeTooLongAndReachesEverythingAllTheSame() {
        Attachment link = new Attachment("file", "https://x.example/" + "y".repeat(1_800), "z", null, null);
        List<Entry> posts = new ArrayList<>();
        for (int i = 0; i < 320; i++) {
            posts.add(draft(ANN, i + "x".repeat(Limits.CONTENT_UNITS - 3), null, Collections.nCopies(4, link)));
        }
        appendAll(posts);

        assertThat(timeline().history(LOBBY, null, Limits.PAGE_MAX).messages()).hasSizeBetween(150, 200);
        assertThat(timeline().snapshot(LOBBY, Limits.PAGE_MAX).messages()).hasSizeBetween(150, 200);
        assertThat(walk(LOBBY, Limits.PAGE_MAX)).hasSize(320);
    }

    @Test
    void tellsHistoryNewestFirstWithoutDeletedMessages() {
        post(ANN, "one");
        long two = post(ANN_LEE, "two").id();
        post(ANN, "three");
        append(new Entry.Delete(ANN_LEE, two, false));

        assertThat(contents(timeline().history(LOBBY, null, 10).messages())).containsExactly("three", "one");
    }

    @Test
    void leavesTheMessageOfThatVeryTimeOut() {
        post(ANN, "one");
        StoredMessage two = post(ANN, "two");

        assertThat(contents(timeline().history(LOBBY, two.createdAt(), 10).messages()))
                .containsExactly("one");
        assertThat(contents(timeline().history(LOBBY, two.createdAt() + 1, 10).messages()))
                .containsExactly("two", "one");
    }

    @Test
    void meetsEveryMessageOnceOnAWalk() {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            StoredMessage message = post(i % 2 == 0 ? ANN : ANN_LEE, "line " + i);
            if (i % 7 == 3) {
                append(new Entry.Delete(i % 2 == 0 ? ANN : ANN_LEE, message.id(), i % 2 == 0));
            } else {
                kept.add(message.content());
            }
            clock.move(Duration.ofMillis(i % 3));
        }
        Collections.reverse(kept);

        for (int limit : List.of(1, 7, 51, 52, 500)) {
            assertThat(contents(walk(LOBBY, limit))).as("pages of %s", limit).isEqualTo(kept);
        }
    }

    @Test
    void neverCutsAPageInsideEqualTimes() {
        List<String> lines = new ArrayList<>(
                IntStream.range(0, 1_060).mapToObj(i -> "line " + i).toList());
        appendAll(lines.stream().map(each -> draft(ANN, each, null)).toList());
        Collections.reverse(lines);

        assertThat(timeline().history(LOBBY, null, 5).messages()).hasSizeGreaterThan(5);
        for (int limit : List.of(5, 50)) {
            assertThat(contents(walk(LOBBY, limit))).as("pages of %s", limit).isEqualTo(lines);
        }
    }

    @Test
    void keepsRoomsOfSimilarNamesAndOtherProjectsApart() {
        post(LOBBY, ANN, "here");
        post(LOBBY_2, ANN, "next door");
        post(LOBBY_OF_OTHERS, ANN, "far away");

        assertThat(contents(walk(LOBBY, 10))).containsExactly("here");
        assertThat(contents(walk(LOBBY_2, 10))).containsExactly("next door");
        assertThat(contents(walk(LOBBY_OF_OTHERS, 10))).containsExactly("far away");
    }

    @Test
    void tellsASnapshotOldestFirstWithThePositionItWasReadAt() {
        post(ANN, "one");
        post(ANN, "two");
        StoredMessage three = post(ANN, "three");
        append(new Entry.MarkRead(ANN, three.id()));

        Timeline.Snapshot snapshot = timeline().snapshot(LOBBY, 2);

        assertThat(contents(snapshot.messages())).containsExactly("two", "three");
        assertThat(snapshot.seq()).isEqualTo(three.seq() + 1);
        assertThat(snapshot.epoch())
                .isEqualTo(members().room(LOBBY).orElseThrow().epoch());
    }

    @Test
    void tellsAnEmptySnapshotOfARoomWhereNothingHappened() {
        Timeline.Snapshot snapshot = timeline().snapshot(LOBBY_2, 50);

        assertThat(snapshot.messages()).isEmpty();
        assertThat(snapshot.reactions()).isEmpty();
        assertThat(snapshot.seq()).isZero();
    }

    @Test
    void tellsThePositionAloneWhenNoMessagesAreWanted() {
        long seq = post(ANN, "one").seq();

        Timeline.Snapshot snapshot = timeline().snapshot(LOBBY, 0);

        assertThat(snapshot.messages()).isEmpty();
        assertThat(snapshot.seq()).isEqualTo(seq);
    }

    @Test
    void countsTheReactionsOfTheMessagesItTells() {
        long one = post(ANN, "one").id();
        long two = post(ANN, "two").id();
        post(ANN, "three");
        for (var each : List.of(ANN, ANN_LEE, BIG_ANN)) {
            append(new Entry.React(each, one, new Emoji("🎉"), ReactionOp.ADD));
        }
        append(new Entry.React(ANN_LEE, two, new Emoji("👍"), ReactionOp.ADD));

        assertThat(timeline().snapshot(LOBBY, 10).reactions())
                .isEqualTo(Map.of(one, Map.of("🎉", 3), two, Map.of("👍", 1)));
        assertThat(timeline().history(LOBBY, null, 2).reactions()).isEqualTo(Map.of(two, Map.of("👍", 1)));
    }

    @Test
    void countsUnreadMessagesFromTheBeginning() {
        long one = post(ANN, "one").id();
        post(ANN_LEE, "two");

        assertThat(timeline().unread(LOBBY, ANN_LEE)).isEqualTo(new Timeline.Unread(2, null, one));
    }

    @Test
    void countsUnreadMessagesAfterTheMarkOnesOwnIncluded() {
        long one = post(ANN, "one").id();
        long two = post(ANN_LEE, "two").id();
        long three = post(ANN, "three").id();
        append(new Entry.MarkRead(ANN_LEE, one));
        append(new Entry.Delete(ANN_LEE, two, false));

        assertThat(timeline().unread(LOBBY, ANN_LEE)).isEqualTo(new Timeline.Unread(1, one, three));
        assertThat(timeline().unread(LOBBY, ANN__LEE)).isEqualTo(new Timeline.Unread(2, null, one));
    }

    @Test
    void countsNothingUnreadBehindTheNewestMessage() {
        long newest = post(ANN, "one").id();
        append(new Entry.MarkRead(ANN, newest));

        assertThat(timeline().unread(LOBBY, ANN)).isEqualTo(new Timeline.Unread(0, newest, null));
        assertThat(timeline().unread(LOBBY_2, ANN)).isEqualTo(new Timeline.Unread(0, null, null));
    }

    @Test
    void countsUnreadMessagesOfTheSameMillisecond() {
        List<Timeline.Appended> burst = appendAll(IntStream.range(0, 1_020)
                .mapToObj(i -> draft(ANN, "line " + i, null))
                .toList());
        long tenthLast = message(burst.get(1_009)).id();

        append(new Entry.MarkRead(ANN_LEE, tenthLast));

        assertThat(timeline().unread(LOBBY, ANN_LEE).count()).isEqualTo(10);
    }
}
