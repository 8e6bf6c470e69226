package ee.fluxychat.room;

import ee.fluxychat.identity.ProjectId;
import ee.fluxychat.identity.UserId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Rooms and members in memory. Thread-safe. */
final class InMemoryMembers implements Members {

    private final InMemoryStore store;

    InMemoryMembers(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public Optional<RoomRecord> room(RoomKey key) {
        synchronized (store) {
            return Optional.ofNullable(store.rooms.get(key)).map(room -> room.record);
        }
    }

    @Override
    public Optional<Standing> standing(RoomKey key, UserId user) {
        synchronized (store) {
            return Optional.ofNullable(store.rooms.get(key))
                    .map(room -> new Standing(room.record, Optional.ofNullable(room.members.get(user))));
        }
    }

    @Override
    public List<Listed> allRooms(ProjectId project, UserId user, Optional<RoomType> type) {
        synchronized (store) {
            return listed(rooms(project), user, type);
        }
    }

    @Override
    public List<Listed> roomsOf(ProjectId project, UserId user, Optional<RoomType> type) {
        synchronized (store) {
            return listed(rooms(project).filter(room -> room.members.containsKey(user)), user, type);
        }
    }

    private Stream<InMemoryStore.Kept> rooms(ProjectId project) {
        return store.rooms.values().stream()
                .filter(room -> room.record.key().project().equals(project));
    }

    private static List<Listed> listed(Stream<InMemoryStore.Kept> rooms, UserId user, Optional<RoomType> type) {
        return rooms.filter(room -> type.isEmpty() || type.get() == room.record.type())
                .map(room -> new Listed(room.record, room.unread(user).count()))
                .sorted(Comparator.comparingLong((Listed each) -> each.room().createdAt())
                        .reversed()
                        .thenComparing(each -> each.room().key().room().value()))
                .toList();
    }

    @Override
    public Created create(RoomKey key, RoomType type, String name, List<Member> members) {
        synchronized (store) {
            InMemoryStore.Kept present = store.rooms.get(key);
            return present == null
                    ? new Created(insert(key, type, name, members).record, true)
                    : new Created(present.record, false);
        }
    }

    private InMemoryStore.Kept insert(RoomKey key, RoomType type, String name, List<Member> members) {
        InMemoryStore.Kept room = new InMemoryStore.Kept(key, type, name, store.clock.millis());
        members.forEach(each -> room.members.put(each.user(), each));
        store.rooms.put(key, room);
        return room;
    }

    @Override
    public RoomRecord directMessages(ProjectId project, UserId a, UserId b, RoomId fresh) {
        String pair =
                String.join(":", Stream.of(a, b).map(UserId::value).sorted().toList());
        long now = store.clock.millis();
        synchronized (store) {
            return rooms(project)
                    .filter(room -> room.record.type() == RoomType.DM)
                    .filter(room -> room.record.name().equals(pair))
                    .findFirst()
                    .orElseGet(() -> insert(
                            new RoomKey(project, fresh),
                            RoomType.DM,
                            pair,
                            Stream.of(a, b)
                                    .map(user -> new Member(user, RoomRole.MEMBER, now))
                                    .toList()))
                    .record;
        }
    }

    @Override
    public boolean delete(RoomKey key) {
        synchronized (store) {
            return store.rooms.remove(key) != null;
        }
    }

    @Override
    public List<Member> members(RoomKey key, int limit) {
        synchronized (store) {
            return Optional.ofNullable(store.rooms.get(key)).stream()
                    .flatMap(room -> room.members.values().stream())
                    .sorted(Comparator.comparingLong(Member::joinedAt)
                            .thenComparing(each -> each.user().value()))
                    .limit(limit)
                    .toList();
        }
    }

    @Override
    public Member add(RoomKey key, UserId user, RoomRole role) {
        synchronized (store) {
            return store.room(key)
                    .members
                    .computeIfAbsent(user, added -> new Member(added, role, store.clock.millis()));
        }
    }

    @Override
    public boolean remove(RoomKey key, UserId user) {
        synchronized (store) {
            InMemoryStore.Kept room = store.rooms.get(key);
            return room != null && room.members.remove(user) != null;
        }
    }
}
