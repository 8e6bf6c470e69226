package ee.fluxychat.room;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.wire.Emoji;
import ee.fluxychat.wire.EncodedFrame;
import ee.fluxychat.wire.ReactionOp;
import ee.fluxychat.wire.ServerFrame;
import ee.fluxychat.wire.StoredMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every timeline promises to those who were away: everything after a position, in order, or the word that it is not. */
public abstract class ResumeContract extends PortsContract {

    @Test
    void replaysWhatHappenedAfterAPosition() {
        StoredMessage one = post(ANN, "one");
        append(new Entry.Edit(ANN, one.id(), "ONE"));
        StoredMessage two = post(ANN_LEE, "two");

        ServerFrame.Replay replay = timeline().replay(LOBBY, one.seq(), null, 100);

        assertThat(replay.events())
                .extracting(each -> each.seq() + " " + each.eventType() + " " + each.messageId())
                .containsExactly(one.seq() + 1 + " update " + one.id(), one.seq() + 2 + " create " + two.id());
        assertThat(replay.lastSeq()).isEqualTo(two.seq());
        assertThat(replay.currentSeq()).isEqualTo(two.seq());
        assertThat(replay.recovered()).isTrue();
        assertThat(contents(replay.messages())).containsExactly("ONE", "two");
    }

    @Test
    void replaysNothingToWhoMissedNothing() {
        StoredMessage one = post(ANN, "one");

        ServerFrame.Replay replay = timeline().replay(LOBBY, one.seq(), null, 100);

        assertThat(replay.events()).isEmpty();
        assertThat(replay.messages()).isEmpty();
        assertThat(replay.lastSeq()).isEqualTo(one.seq());
        assertThat(replay.recovered()).isTrue();
    }

    @Test
    void replaysALongAbsenceInPiecesWithoutAHole() {
        appendAll(IntStream.range(0, 45)
                .mapToObj(i -> draft(ANN, "line " + i, null))
                .toList());
        List<Long> seqs = new ArrayList<>();
        long lastSeq = EARLIER_EVENTS;

        ServerFrame.Replay replay;
        do {
            replay = timeline().replay(LOBBY, lastSeq, null, 20);
            replay.events().forEach(each -> seqs.add(each.seq()));
            lastSeq = replay.lastSeq();
        } while (lastSeq < replay.currentSeq());

        assertThat(seqs)
                .isEqualTo(IntStream.rangeClosed(EARLIER_EVENTS + 1, EARLIER_EVENTS + 45)
                        .mapToObj(i -> (long) i)
                        .toList());
    }

    @Test
    void saysThatItCannotRecoverAPositionTheLogNeverHad() {
        long end = post(ANN, "one").seq();

        ServerFrame.Replay replay = timeline().replay(LOBBY, end + 1, null, 100);

        assertThat(replay.recovered()).isFalse();
        assertThat(replay.events()).isEmpty();
        assertThat(replay.lastSeq()).isEqualTo(end + 1);
        assertThat(replay.currentSeq()).isEqualTo(end);
    }

    @Test
    void saysThatItCannotRecoverAnotherLog() {
        String epoch = members().room(LOBBY).orElseThrow().epoch();
        long seq = post(ANN, "one").seq();

        assertThat(timeline().replay(LOBBY, 0, epoch, 100).events()).hasSize((int) seq);
        assertThat(timeline().replay(LOBBY, 0, "another epoch", 100).recovered())
                .isFalse();
        assertThat(timeline().replay(LOBBY, 0, "another epoch", 100).events()).isEmpty();
    }

    @Test
    void startsANewLogWhenADeletedRoomIsMadeAnew() {
        String before = members().room(LOBBY).orElseThrow().epoch();
        members().delete(LOBBY);
        create(LOBBY, ANN);

        assertThat(post(ANN, "one").seq()).isEqualTo(1);
        assertThat(timeline().replay(LOBBY, 0, before, 100).recovered()).isFalse();
        assertThat(timeline().replay(LOBBY, 0, null, 100).epoch()).isNotEqualTo(before);
    }

    @Test
    void neverTellsTheTextOfADeletedMessageAgain() {
        StoredMessage message = post(ANN, "the secret");
        append(new Entry.Edit(ANN, message.id(), "the other secret"));
        append(new Entry.Delete(ANN, message.id(), false));
        StoredMessage gone = post(ANN, "the third secret");
        append(new Entry.Delete(ANN, gone.id(), true));

        ServerFrame.Replay replay = timeline().replay(LOBBY, 0, null, 100);

        assertThat(replay.messages()).isEmpty();
        assertThat(text(replay)).doesNotContain("secret").contains(StoredMessage.DELETED_CONTENT);
        assertThat(text(timeline().newest(LOBBY).orElseThrow())).doesNotContain("secret");
    }

    @Test
    void forgetsWithAMessageDeletedForGoodHowPeopleReactedToIt() {
        StoredMessage message = post(ANN, "gone soon");
        append(new Entry.React(ANN_LEE, message.id(), new Emoji("👍"), ReactionOp.ADD));
        append(new Entry.Delete(ANN, message.id(), true));

        ServerFrame.Replay replay = timeline().replay(LOBBY, message.seq(), null, 1);

        assertThat(replay.events()).singleElement().satisfies(each -> {
            assertThat(each.eventType()).isEqualTo("reaction");
            assertThat(each.payload().keySet()).containsExactlyInAnyOrder("id", "userId");
        });
    }

    @Test
    void tellsThePresentTextOfAnEditedMessageOnly() {
        StoredMessage message = post(ANN, "the slip");
        append(new Entry.Edit(ANN, message.id(), "the correction"));

        assertThat(text(timeline().replay(LOBBY, 0, null, 100)))
                .doesNotContain("the slip")
                .contains("the correction");
    }

    @Test
    void replaysTheRoomOfThatProjectAlone() {
        post(LOBBY_OF_OTHERS, ANN, "far away");
        post(LOBBY_2, ANN, "next door");

        assertThat(timeline().replay(LOBBY, 0, null, 100).currentSeq()).isEqualTo(EARLIER_EVENTS);
        assertThat(text(timeline().replay(LOBBY_2, 0, null, 100)))
                .contains("next door")
                .doesNotContain("far away");
    }

    @Test
    void keepsTheNewestPostEditOrDeletionForACache() {
        StoredMessage one = post(ANN, "one");
        append(new Entry.MarkRead(ANN, one.id()));
        assertThat(text(timeline().newest(LOBBY).orElseThrow()))
                .contains("\"event\":{\"type\":\"message\"", "\"content\":\"one\"");

        append(new Entry.Edit(ANN, one.id(), "two"));
        assertThat(text(timeline().newest(LOBBY).orElseThrow())).contains("\"event\":{\"type\":\"edit\"");

        append(new Entry.Delete(ANN, one.id(), false));
        assertThat(text(timeline().newest(LOBBY).orElseThrow())).contains("\"event\":{\"type\":\"delete\"");
    }

    @Test
    void keepsNothingForACacheWhereNothingHappened() {
        assertThat(timeline().newest(LOBBY_2)).isEmpty();
    }

    private static String text(ServerFrame frame) {
        return EncodedFrame.of(frame).text();
    }
}
