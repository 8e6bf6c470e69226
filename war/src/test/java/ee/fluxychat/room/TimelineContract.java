package ee.fluxychat.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.fluxychat.identity.UserId;
import ee.fluxychat.wire.Attachment;
import ee.fluxychat.wire.ClientFrame;
import ee.fluxychat.wire.Emoji;
import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Limits;
import ee.fluxychat.wire.ReactionOp;
import ee.fluxychat.wire.Refused;
import ee.fluxychat.wire.StoredMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every timeline promises about appending: order, idempotency, refusals and who is told. */
public abstract class TimelineContract extends PortsContract {

    private static final String RETRIED = "retry-0001";
    private static final Emoji THUMB = new Emoji("👍");
    private static final Emoji FAMILY = new Emoji("👨‍👩‍👧");

    @Test
    void countsEveryKindOfEventFromOneWithoutAHole() {
        RoomKey fresh = new RoomKey(PROJECT, new RoomId("lobb"));
        create(fresh, ANN);
        StoredMessage message = post(fresh, ANN, "first");

        Stream.of(
                        new Entry.Edit(ANN, message.id(), "second"),
                        new Entry.React(ANN, message.id(), THUMB, ReactionOp.ADD),
                        new Entry.MarkRead(ANN, message.id()),
                        new Entry.React(ANN, message.id(), THUMB, ReactionOp.REMOVE),
                        new Entry.Delete(ANN, message.id(), false))
                .forEach(each -> append(fresh, each));

        assertThat(message.seq()).isEqualTo(1);
        assertThat(timeline().replay(fresh, 0, null, 100).events())
                .extracting(each -> each.seq() + " " + each.eventType())
                .containsExactly("1 create", "2 update", "3 reaction", "4 read", "5 reaction", "6 delete");
    }

    @Test
    void goesOnCountingWhereTheRoomWas() {
        assertThat(post(ANN, "next").seq()).isEqualTo(EARLIER_EVENTS + 1);
    }

    @Test
    void countsEachRoomByItself() {
        post(LOBBY_2, ANN, "elsewhere");
        post(LOBBY_OF_OTHERS, ANN, "elsewhere");

        assertThat(post(LOBBY, ANN, "here").seq()).isEqualTo(EARLIER_EVENTS + 1);
    }

    @Test
    void keepsTheOrderOfASenderWhoDoesNotWait() {
        List<String> lines = IntStream.range(0, 300).mapToObj(i -> "line " + i).toList();

        List<Timeline.Appended> appended =
                appendAll(lines.stream().map(each -> draft(ANN, each, null)).toList());

        assertThat(contents(appended.stream().map(PortsContract::message).toList()))
                .isEqualTo(lines);
        assertThat(appended).extracting(each -> each.event().seq()).isEqualTo(seqsAfter(EARLIER_EVENTS, 300));
    }

    @Test
    void givesPeopleWhoWriteAtTheSameTimeOneOrder() {
        List<UserId> people = List.of(ANN, ANN_LEE, ANN__LEE, BIG_ANN);

        List<CompletableFuture<Void>> writers = people.stream()
                .map(each -> CompletableFuture.runAsync(() -> appendAll(IntStream.range(0, 40)
                        .mapToObj(i -> draft(each, i + "", null))
                        .toList())))
                .toList();
        writers.forEach(CompletableFuture::join);

        assertThat(told()).extracting(TimelineEvent::seq).isEqualTo(seqsAfter(EARLIER_EVENTS, 160));
        for (UserId each : people) {
            assertThat(toldContentsOf(each))
                    .as("what %s said", each)
                    .isEqualTo(IntStream.range(0, 40).mapToObj(i -> i + "").toList());
        }
    }

    private List<String> toldContentsOf(UserId author) {
        return told().stream()
                .map(each -> ((TimelineEvent.MessagePosted) each).message())
                .filter(each -> each.userId().equals(author.value()))
                .map(StoredMessage::content)
                .toList();
    }

    private static List<Long> seqsAfter(long last, int count) {
        return LongStream.rangeClosed(last + 1, last + count).boxed().toList();
    }

    @Test
    void givesIdsThatRiseWithThePosition() {
        List<Long> ids = IntStream.range(0, 20)
                .mapToObj(i -> post(ANN, "line " + i).id())
                .toList();

        assertThat(ids).isSorted().doesNotHaveDuplicates();
        assertThat(post(LOBBY_OF_OTHERS, ANN, "one count for all").id()).isGreaterThan(ids.get(19));
    }

    @Test
    void tellsTheListenerInOrderBeforeTheStageCompletes() {
        StoredMessage message = post(ANN, "one");
        append(new Entry.Edit(ANN, message.id(), "two"));

        assertThat(told())
                .hasExactlyElementsOfTypes(TimelineEvent.MessagePosted.class, TimelineEvent.MessageEdited.class)
                .extracting(TimelineEvent::seq)
                .isEqualTo(seqsAfter(EARLIER_EVENTS, 2));
        CompletionStage<Integer> heard =
                timeline().append(seen(LOBBY), draft(ANN, "three", null)).thenApply(appended -> told().size());
        assertThat(heard.toCompletableFuture().join()).isEqualTo(3);
    }

    @Test
    void answersARetryWithTheMessageStoredFirst() {
        StoredMessage first = message(append(draft(ANN, "first", RETRIED)));
        clock.move(Duration.ofDays(40));

        Timeline.Appended retry = append(draft(ANN, "another text", RETRIED));

        assertThat(retry.isNew()).isFalse();
        assertThat(message(retry)).isEqualTo(first);
        assertThat(told()).hasSize(1);
        assertThat(post(ANN, "next").seq()).isEqualTo(first.seq() + 1);
    }

    @Test
    void answersARetryThatDoesNotWaitForTheFirst() {
        List<Timeline.Appended> both = appendAll(List.of(draft(ANN, "first", RETRIED), draft(ANN, "again", RETRIED)));

        assertThat(both).extracting(Timeline.Appended::isNew).containsExactly(true, false);
        assertThat(message(both.get(1))).isEqualTo(message(both.get(0)));
        assertThat(contents(walk(LOBBY, 10))).containsExactly("first");
    }

    @Test
    void answersARetryOfAnEditedMessageWithItsPresentText() {
        StoredMessage first = message(append(draft(ANN, "first", RETRIED)));
        append(new Entry.Edit(ANN, first.id(), "edited"));

        StoredMessage retry = message(append(draft(ANN, "first", RETRIED)));

        assertThat(retry.content()).isEqualTo("edited");
        assertThat(retry.version()).isEqualTo(2);
        assertThat(retry.seq()).isEqualTo(first.seq());
    }

    @Test
    void takesAClientMessageIdForOneAuthorAndOneRoomOnly() {
        append(draft(ANN, "mine", RETRIED));

        assertThat(append(draft(BIG_ANN, "somebody else's", RETRIED)).isNew()).isTrue();
        assertThat(append(draft(ANN_LEE, "somebody else's", RETRIED)).isNew()).isTrue();
        assertThat(append(LOBBY_2, draft(ANN, "in another room", RETRIED)).isNew())
                .isTrue();
        assertThat(append(LOBBY_OF_OTHERS, draft(ANN, "in another project", RETRIED))
                        .isNew())
                .isTrue();
        assertThat(append(draft(ANN, "another id", "RETRY-0001")).isNew()).isTrue();
    }

    @Test
    void givesTheClientMessageIdOfADeletedMessageFree() {
        StoredMessage first = message(append(draft(ANN, "first", RETRIED)));

        List<Timeline.Appended> both =
                appendAll(List.of(new Entry.Delete(ANN, first.id(), false), draft(ANN, "anew", RETRIED)));

        assertThat(both.get(1).isNew()).isTrue();
        assertThat(message(both.get(1)).id()).isNotEqualTo(first.id());
    }

    @Test
    void countsEditsAndTheDeletionInTheVersionAndNothingElse() {
        StoredMessage message = post(ANN, "one");
        append(new Entry.React(ANN_LEE, message.id(), THUMB, ReactionOp.ADD));
        append(new Entry.MarkRead(ANN_LEE, message.id()));

        Timeline.Appended edited = append(new Entry.Edit(ANN, message.id(), "two"));
        Timeline.Appended removed = append(new Entry.Delete(ANN, message.id(), false));

        assertThat(message.version()).isEqualTo(1);
        assertThat(((TimelineEvent.MessageEdited) edited.event()).message().version())
                .isEqualTo(2);
        assertThat(((TimelineEvent.MessageRemoved) removed.event()).deletion().version())
                .isEqualTo(3);
    }

    @Test
    void keepsPlaceAndTimeOfAnEditedMessage() {
        StoredMessage message = post(ANN, "one");
        clock.move(Duration.ofMinutes(3));

        Timeline.Appended appended = append(new Entry.Edit(ANN, message.id(), "two"));

        StoredMessage edited = ((TimelineEvent.MessageEdited) appended.event()).message();
        assertThat(edited.seq()).isEqualTo(message.seq());
        assertThat(edited.createdAt()).isEqualTo(message.createdAt());
        assertThat(edited.editedAt()).isEqualTo(clock.millis());
        assertThat(appended.event().seq()).isEqualTo(message.seq() + 1);
    }

    @Test
    void letsTheTimesRiseWhileTheClockStandsStill() {
        List<Long> times = IntStream.range(0, 50)
                .mapToObj(i -> post(ANN, "line " + i).createdAt())
                .toList();

        assertThat(times).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void takesTheTimeOfTheClockWhenItHasMovedOn() {
        post(ANN, "one");
        clock.move(Duration.ofSeconds(2));

        assertThat(post(ANN, "two").createdAt()).isEqualTo(clock.millis());
    }

    @Test
    void keepsTimesWithinASecondOfTheClockInARoomFasterThanOneEventAMillisecond() {
        List<Long> times =
                appendAll(IntStream.range(0, 1_100)
                                .mapToObj(i -> draft(ANN, "line " + i, null))
                                .toList())
                        .stream()
                        .map(each -> message(each).createdAt())
                        .toList();

        assertThat(times).isSorted().allMatch(each -> each <= clock.millis() + 1_000);
        assertThat(times.subList(0, 900)).doesNotHaveDuplicates();
    }

    @Test
    void letsTheTimesRiseAfterTheClockWasSetBack() {
        post(ANN, "tomorrow");
        clock.move(Duration.ofDays(-1));

        List<Long> times = IntStream.range(0, 20)
                .mapToObj(i -> post(ANN, "line " + i).createdAt())
                .toList();

        assertThat(times).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void neverDatesAMessageBeforeItsForerunner() {
        StoredMessage before = post(ANN, "before");
        clock.move(Duration.ofHours(-1));

        assertThat(post(ANN, "after").createdAt()).isGreaterThanOrEqualTo(before.createdAt());
    }

    @Test
    void refusesToChangeWhatSomebodyElseWrote() {
        StoredMessage message = post(ANN, "hers");

        assertThat(refusalOf(LOBBY, new Entry.Edit(BIG_ANN, message.id(), "mine")))
                .isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(refusalOf(LOBBY, new Entry.Delete(ANN_LEE, message.id(), false)))
                .isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(refusalOf(LOBBY, new Entry.Delete(ANN_LEE, message.id(), true)))
                .isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(contents(walk(LOBBY, 10))).containsExactly("hers");
    }

    @Test
    void doesNotFindAMessageOfAnotherRoomOrProject() {
        long neighbours = post(LOBBY_2, ANN, "next door").id();
        long others = post(LOBBY_OF_OTHERS, ANN, "far away").id();

        for (long each : List.of(neighbours, others, others + 1, 0L, -1L, Long.MAX_VALUE)) {
            assertThat(Stream.of(
                                    new Entry.Edit(ANN, each, "x"),
                                    new Entry.Delete(ANN, each, false),
                                    new Entry.Delete(ANN, each, true),
                                    new Entry.React(ANN, each, THUMB, ReactionOp.ADD),
                                    new Entry.MarkRead(ANN, each))
                            .map(entry -> refusalOf(LOBBY, entry)))
                    .as("message %s", each)
                    .containsOnly(ErrorCode.MESSAGE_NOT_FOUND);
        }
    }

    @Test
    void takesADeletedMessageForGone() {
        long message = post(ANN, "one").id();
        append(new Entry.Delete(ANN, message, false));

        assertThat(refusalOf(LOBBY, new Entry.Edit(ANN, message, "zombie"))).isEqualTo(ErrorCode.MESSAGE_DELETED);
        assertThat(refusalOf(LOBBY, new Entry.Delete(ANN, message, false))).isEqualTo(ErrorCode.MESSAGE_NOT_FOUND);
        assertThat(refusalOf(LOBBY, new Entry.React(ANN_LEE, message, THUMB, ReactionOp.ADD)))
                .isEqualTo(ErrorCode.MESSAGE_NOT_FOUND);
    }

    @Test
    void appendsNothingToARoomThatDoesNotExist() {
        RoomKey unknown = new RoomKey(OTHER_PROJECT, new RoomId("lobby-2"));

        assertThat(refusalOf(unknown, draft(ANN, "hello?", null))).isEqualTo(ErrorCode.ROOM_NOT_FOUND);
    }

    @Test
    void leavesNothingBehindOfARefusal() {
        long message = post(ANN, "hers").id();

        appendAllRefused(List.of(
                new Entry.Edit(BIG_ANN, message, "mine"),
                new Entry.MarkRead(ANN, message + 100),
                new Entry.React(ANN, message + 100, THUMB, ReactionOp.ADD)));

        assertThat(told()).hasSize(1);
        assertThat(post(ANN, "next").seq()).isEqualTo(EARLIER_EVENTS + 2);
    }

    private void appendAllRefused(List<Entry> entries) {
        List<CompletionStage<Timeline.Appended>> stages = new ArrayList<>();
        entries.forEach(each -> stages.add(timeline().append(seen(LOBBY), each)));
        stages.forEach(each -> assertThatExceptionOfType(Refused.class).isThrownBy(() -> await(each)));
    }

    @Test
    void countsARepeatedReactionOnce() {
        long message = post(ANN, "one").id();
        Entry.React add = new Entry.React(ANN_LEE, message, THUMB, ReactionOp.ADD);
        Entry.React remove = new Entry.React(ANN_LEE, message, THUMB, ReactionOp.REMOVE);

        List<Timeline.Appended> outcome = appendAll(List.of(remove, add, add, remove, remove, add));

        assertThat(outcome).extracting(Timeline.Appended::isNew).containsExactly(false, true, false, true, false, true);
        assertThat(told()).hasSize(4);
        assertThat(timeline().snapshot(LOBBY, 10).reactions().get(message)).containsExactly(Map.entry("👍", 1));
    }

    @Test
    void keepsTheReactionsOfDifferentPeopleAndEmojiApart() {
        long message = post(ANN, "one").id();

        append(new Entry.React(ANN, message, THUMB, ReactionOp.ADD));
        append(new Entry.React(BIG_ANN, message, THUMB, ReactionOp.ADD));
        append(new Entry.React(ANN, message, FAMILY, ReactionOp.ADD));
        append(new Entry.React(ANN, message, THUMB, ReactionOp.REMOVE));

        assertThat(timeline().history(LOBBY, null, 10).reactions().get(message))
                .isEqualTo(Map.of("👍", 1, "👨‍👩‍👧", 1));
    }

    @Test
    void movesAReadMarkForwardOnly() {
        long one = post(ANN, "one").id();
        long two = post(ANN, "two").id();

        assertThat(append(new Entry.MarkRead(ANN_LEE, two)).isNew()).isTrue();
        Timeline.Appended back = append(new Entry.MarkRead(ANN_LEE, one));

        assertThat(back.isNew()).isFalse();
        assertThat(((TimelineEvent.ReadMarked) back.event()).messageId()).isEqualTo(two);
        assertThat(append(new Entry.MarkRead(ANN_LEE, two)).isNew()).isFalse();
        assertThat(append(new Entry.MarkRead(ANN__LEE, one)).isNew()).isTrue();
        assertThat(timeline().unread(LOBBY, ANN_LEE).lastRead()).isEqualTo(two);
    }

    @Test
    void namesTheMembersThatAMessageMentions() {
        StoredMessage message = post(ANN_LEE, "@ann_lee, @ann and @ann: @ANN or @nobody? @ann-lee");

        assertThat(message.mentions()).containsExactlyInAnyOrder("ann_lee", "ann");
    }

    @Test
    void namesTheMembersThatAnEditedTextMentions() {
        StoredMessage message = post(ANN, "@ann-lee");

        Timeline.Appended edited = append(new Entry.Edit(ANN, message.id(), "@ann_lee @ann"));

        assertThat(message.mentions()).containsExactly("ann-lee");
        assertThat(((TimelineEvent.MessageEdited) edited.event()).message().mentions())
                .containsExactly("ann_lee");
    }

    @Test
    void refusesWhatWasMeantForARoomThatWasMadeAnewMeanwhile() {
        RoomRecord before = seen(LOBBY);
        members().delete(LOBBY);
        create(LOBBY, ANN);

        assertThatThrownBy(() -> await(timeline().append(before, draft(ANN_LEE, "late", null))))
                .isInstanceOf(Refused.class);
        assertThat(walk(LOBBY, 10)).isEmpty();
    }

    @Test
    void takesFiftyDifferentEmojisForAMessageAndNoFurtherOne() {
        StoredMessage message = post(ANN, "popular");
        List<Entry> reactions = new ArrayList<>();
        for (int i = 0; i < Limits.REACTIONS; i++) {
            reactions.add(new Entry.React(ANN_LEE, message.id(), new Emoji("👍" + i), ReactionOp.ADD));
        }
        appendAll(reactions);

        assertThat(refusalOf(LOBBY, new Entry.React(ANN, message.id(), new Emoji("👎"), ReactionOp.ADD)))
                .isEqualTo(ErrorCode.TOO_MANY_REACTIONS);
        assertThat(refusalOf(LOBBY, new Entry.React(ANN, message.id(), new Emoji("👍7"), ReactionOp.ADD)))
                .isNull();
        append(new Entry.React(ANN_LEE, message.id(), new Emoji("👍8"), ReactionOp.REMOVE));
        assertThat(refusalOf(LOBBY, new Entry.React(ANN, message.id(), new Emoji("👎"), ReactionOp.ADD)))
                .isNull();
    }

    @Test
    void removesAHardDeletedMessageWithEverythingThatHangsOnIt() {
        StoredMessage message = post(ANN, "secret");
        append(new Entry.React(ANN_LEE, message.id(), THUMB, ReactionOp.ADD));

        Timeline.Appended removed = append(new Entry.Delete(ANN, message.id(), true));

        assertThat(((TimelineEvent.MessageRemoved) removed.event()).deletion().hard())
                .isTrue();
        assertThat(timeline().roomOf(PROJECT, message.id())).isEmpty();
        assertThat(timeline().snapshot(LOBBY, 10).reactions()).isEmpty();
        assertThat(refusalOf(LOBBY, new Entry.Edit(ANN, message.id(), "x"))).isEqualTo(ErrorCode.MESSAGE_NOT_FOUND);
    }

    @Test
    void removesASoftlyDeletedMessageForGood() {
        StoredMessage message = post(ANN, "secret");
        append(new Entry.Delete(ANN, message.id(), false));

        assertThat(timeline().roomOf(PROJECT, message.id())).contains(LOBBY.room());
        append(new Entry.Delete(ANN, message.id(), true));
        assertThat(timeline().roomOf(PROJECT, message.id())).isEmpty();
    }

    @Test
    void knowsTheRoomOfAMessageInsideItsProjectOnly() {
        StoredMessage message = post(LOBBY_2, ANN, "one");

        assertThat(timeline().roomOf(PROJECT, message.id())).contains(LOBBY_2.room());
        assertThat(timeline().roomOf(OTHER_PROJECT, message.id())).isEmpty();
        assertThat(timeline().roomOf(PROJECT, message.id() + 1)).isEmpty();
    }

    @Test
    void keepsEveryCharacterAndEveryFieldOfAMessage() {
        List<Attachment> attachments = List.of(
                new Attachment(
                        "image", "https://x.example/a?b=1&c=%20", "Übersicht \"1\".png", 10_485_760L, "image/png"),
                new Attachment("file", "http://x.example", "", null, null));
        ClientFrame.Draft draft =
                new ClientFrame.Draft("a\n\t\"b\" \\ '; -- 😀 \u2028 <b>", "cmsg_x-1", 4711L, attachments);

        StoredMessage posted = message(append(new Entry.Post(BIG_ANN, draft)));

        assertThat(posted.content()).isEqualTo(draft.content());
        assertThat(posted.parentId()).isEqualTo(4711L);
        assertThat(posted.attachments()).isEqualTo(attachments);
        assertThat(walk(LOBBY, 10)).containsExactly(posted);
    }
}
