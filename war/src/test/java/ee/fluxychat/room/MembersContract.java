package ee.fluxychat.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ee.fluxychat.identity.UserId;
import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store promises about rooms and who belongs to them. */
public abstract class MembersContract extends PortsContract {

    private static final RoomKey HALL = new RoomKey(PROJECT, new RoomId("Hall_1"));
    private static final RoomId FRESH = new RoomId("fresh");
    private static final RoomId FRESHER = new RoomId("fresher");

    @Test
    void createsARoomWithItsFirstMembers() {
        Members.Created created = members()
                .create(
                        HALL,
                        RoomType.ANNOUNCEMENT,
                        "The  Hall 😀",
                        List.of(
                                new Member(ANN, RoomRole.OWNER, clock.millis()),
                                new Member(ANN_LEE, RoomRole.MOD, clock.millis())));

        assertThat(created.isNew()).isTrue();
        assertThat(created.room().type()).isEqualTo(RoomType.ANNOUNCEMENT);
        assertThat(created.room().name()).isEqualTo("The  Hall 😀");
        assertThat(created.room().createdAt()).isEqualTo(clock.millis());
        assertThat(members().room(HALL)).contains(created.room());
        assertThat(members().members(HALL, 10))
                .containsExactlyInAnyOrder(
                        new Member(ANN, RoomRole.OWNER, clock.millis()),
                        new Member(ANN_LEE, RoomRole.MOD, clock.millis()));
    }

    @Test
    void answersAnExistingIdWithTheOldRoomUnchanged() {
        RoomRecord old = create(HALL, ANN);
        clock.move(Duration.ofDays(1));

        Members.Created again = members()
                .create(HALL, RoomType.PUBLIC, "other", List.of(new Member(BIG_ANN, RoomRole.OWNER, clock.millis())));

        assertThat(again).isEqualTo(new Members.Created(old, false));
        assertThat(members().members(HALL, 10)).extracting(Member::user).containsExactly(ANN);
    }

    @Test
    void createsARoomOnceForManyWhoAskAtTheSameTime() {
        List<CompletableFuture<Members.Created>> asked = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() ->
                        members().create(HALL, RoomType.GROUP, "by " + i, List.of(new Member(ANN, RoomRole.OWNER, 0)))))
                .toList();

        List<Members.Created> outcome =
                asked.stream().map(CompletableFuture::join).toList();

        assertThat(outcome).filteredOn(Members.Created::isNew).hasSize(1);
        assertThat(outcome)
                .extracting(Members.Created::room)
                .containsOnly(outcome.get(0).room());
    }

    @Test
    void keepsTheSameIdOfAnotherProjectApart() {
        RoomKey theirs = new RoomKey(OTHER_PROJECT, HALL.room());
        create(HALL, ANN);

        assertThat(members().room(theirs)).isEmpty();
        assertThat(members().standing(theirs, ANN)).isEmpty();
        assertThat(members()
                        .create(theirs, RoomType.PUBLIC, "theirs", List.of())
                        .isNew())
                .isTrue();
        assertThat(members().standing(theirs, ANN).orElseThrow().member()).isEmpty();
        members().delete(theirs);
        assertThat(members().room(HALL)).isPresent();
    }

    @Test
    void tellsApartIdsThatDifferInCaseOnly() {
        create(HALL, ANN);

        assertThat(members().room(new RoomKey(PROJECT, new RoomId("hall_1")))).isEmpty();
        assertThat(members().standing(HALL, BIG_ANN).orElseThrow().member()).isEmpty();
        assertThat(members().standing(HALL, ANN).orElseThrow().member()).isPresent();
    }

    @Test
    void tellsWhatAUserIsInARoom() {
        create(HALL, ANN);

        assertThat(members().standing(HALL, ANN))
                .contains(new Members.Standing(
                        members().room(HALL).orElseThrow(),
                        Optional.of(new Member(ANN, RoomRole.MEMBER, clock.millis()))));
        assertThat(members().standing(new RoomKey(PROJECT, new RoomId("Hall_")), ANN))
                .isEmpty();
    }

    @Test
    void addsAMemberOnceAndKeepsHisFirstRole() {
        create(HALL, ANN);
        clock.move(Duration.ofSeconds(5));
        Member added = members().add(HALL, ANN_LEE, RoomRole.MODERATOR);
        clock.move(Duration.ofSeconds(5));

        Member again = members().add(HALL, ANN_LEE, RoomRole.OWNER);

        assertThat(added.role()).isEqualTo(RoomRole.MODERATOR);
        assertThat(again).isEqualTo(added);
        assertThat(members().members(HALL, 10)).extracting(Member::user).containsExactly(ANN, ANN_LEE);
    }

    @Test
    void listsAtMostSoManyMembersTheOldestFirst() {
        create(HALL, ANN__LEE);
        clock.move(Duration.ofSeconds(1));
        members().add(HALL, BIG_ANN, RoomRole.MEMBER);
        clock.move(Duration.ofSeconds(1));
        members().add(HALL, ANN, RoomRole.MEMBER);

        assertThat(members().members(HALL, 2)).extracting(Member::user).containsExactly(ANN__LEE, BIG_ANN);
    }

    @Test
    void refusesToAddToARoomThatDoesNotExist() {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> members().add(HALL, ANN, RoomRole.MEMBER))
                .extracting(Refused::code)
                .isEqualTo(ErrorCode.ROOM_NOT_FOUND);
    }

    @Test
    void removesAMemberOnce() {
        create(HALL, ANN, ANN_LEE);

        assertThat(members().remove(HALL, ANN_LEE)).isTrue();
        assertThat(members().remove(HALL, ANN_LEE)).isFalse();
        assertThat(members().remove(HALL, ANN__LEE)).isFalse();
        assertThat(members().members(HALL, 10)).extracting(Member::user).containsExactly(ANN);
        assertThat(members().standing(LOBBY, ANN_LEE).orElseThrow().member()).isPresent();
    }

    @Test
    void deletesARoomWithEverythingInIt() {
        create(HALL, ANN);
        long message = post(HALL, ANN, "one").id();
        append(HALL, new Entry.MarkRead(ANN, message));
        post(LOBBY, ANN, "stays");

        assertThat(members().delete(HALL)).isTrue();

        assertThat(members().delete(HALL)).isFalse();
        assertThat(members().room(HALL)).isEmpty();
        assertThat(members().members(HALL, 10)).isEmpty();
        assertThat(timeline().roomOf(PROJECT, message)).isEmpty();
        assertThat(refusalOf(HALL, draft(ANN, "into the void", null))).isEqualTo(ErrorCode.ROOM_NOT_FOUND);
        assertThat(contents(walk(LOBBY, 10))).containsExactly("stays");
    }

    @Test
    void bringsNothingBackWhenADeletedRoomIsMadeAnew() {
        create(HALL, ANN, ANN_LEE);
        long message = post(HALL, ANN, "one").id();
        append(HALL, new Entry.MarkRead(ANN, message));
        members().delete(HALL);

        create(HALL, BIG_ANN);

        assertThat(walk(HALL, 10)).isEmpty();
        assertThat(members().members(HALL, 10)).extracting(Member::user).containsExactly(BIG_ANN);
        assertThat(timeline().unread(HALL, ANN).lastRead()).isNull();
    }

    @Test
    void findsTheOneDirectMessageRoomOfTwo() {
        RoomRecord room = members().directMessages(PROJECT, ANN_LEE, ANN, FRESH);

        assertThat(members().directMessages(PROJECT, ANN, ANN_LEE, FRESHER)).isEqualTo(room);
        assertThat(room.type()).isEqualTo(RoomType.DM);
        assertThat(room.name()).isEqualTo("ann:ann-lee");
        assertThat(room.key().room()).isEqualTo(FRESH);
        assertThat(members().members(room.key(), 10)).extracting(Member::user).containsExactlyInAnyOrder(ANN, ANN_LEE);
    }

    @Test
    void givesOtherPairsAndOtherProjectsRoomsOfTheirOwn() {
        RoomKey pair = members().directMessages(PROJECT, ANN, ANN_LEE, FRESH).key();

        assertThat(members().directMessages(PROJECT, ANN, ANN__LEE, FRESHER).key())
                .isNotEqualTo(pair);
        assertThat(members()
                        .directMessages(OTHER_PROJECT, ANN, ANN_LEE, FRESHER)
                        .key())
                .isEqualTo(new RoomKey(OTHER_PROJECT, FRESHER));
    }

    @Test
    void listsTheRoomsOfAUserNewestFirst() {
        clock.move(Duration.ofSeconds(1));
        create(HALL, ANN);
        clock.move(Duration.ofSeconds(1));
        members().create(new RoomKey(PROJECT, FRESH), RoomType.PUBLIC, "not joined", List.of());

        assertThat(ids(members().roomsOf(PROJECT, ANN, Optional.empty())))
                .containsExactly("Hall_1", "lobby", "lobby-2");
        assertThat(ids(members().roomsOf(PROJECT, BIG_ANN, Optional.empty()))).isEmpty();
        assertThat(ids(members().allRooms(PROJECT, BIG_ANN, Optional.empty())))
                .containsExactly("fresh", "Hall_1", "lobby", "lobby-2");
    }

    @Test
    void listsTheRoomsOfOneType() {
        RoomKey pair = members().directMessages(PROJECT, ANN, ANN_LEE, FRESH).key();

        assertThat(members().roomsOf(PROJECT, ANN, Optional.of(RoomType.DM)))
                .extracting(each -> each.room().key())
                .containsExactly(pair);
        assertThat(members().allRooms(PROJECT, ANN, Optional.of(RoomType.PUBLIC)))
                .isEmpty();
    }

    @Test
    void listsRoomsWithTheUsersOwnUnreadCount() {
        long one = post(LOBBY, ANN, "one").id();
        long two = post(LOBBY, ANN, "two").id();
        post(LOBBY, ANN, "three");
        append(LOBBY, new Entry.MarkRead(ANN_LEE, one));
        append(LOBBY, new Entry.Delete(ANN, two, false));

        assertThat(unreadInLobby(ANN_LEE)).isEqualTo(1);
        assertThat(unreadInLobby(ANN)).isEqualTo(2);
    }

    private int unreadInLobby(UserId user) {
        return members().roomsOf(PROJECT, user, Optional.empty()).stream()
                .filter(each -> each.room().key().equals(LOBBY))
                .findFirst()
                .orElseThrow()
                .unread();
    }

    private static List<String> ids(List<Members.Listed> rooms) {
        return rooms.stream().map(each -> each.room().key().room().value()).toList();
    }
}
