package ee.fluxychat.store;

import ee.fluxychat.identity.ProjectId;
import ee.fluxychat.identity.UserId;
import ee.fluxychat.room.Member;
import ee.fluxychat.room.Members;
import ee.fluxychat.room.RoomId;
import ee.fluxychat.room.RoomKey;
import ee.fluxychat.room.RoomRecord;
import ee.fluxychat.room.RoomRole;
import ee.fluxychat.room.RoomType;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rooms and members in the database; changes go through the group commit. Thread-safe. */
final class JpaMembers implements Members {

    private static final String COUNTED_ROOMS = "select r, (select count(m) from MessageEntity m"
            + " where m.project = r.id.project and m.room = r.id.room and m.deletedAt is null"
            + " and m.createdAt >= coalesce((select k.messageAt from ReadMarkEntity k where k.id.project = r.id.project"
            + " and k.id.room = r.id.room and k.id.user = :user), 0)"
            + " and m.id > coalesce((select k.messageId from ReadMarkEntity k where k.id.project = r.id.project"
            + " and k.id.room = r.id.room and k.id.user = :user), 0))"
            + " from RoomEntity r where r.id.project = :project and (:type is null or r.type = :type)";
    private static final String OF_THE_USER = " and exists (select 1 from MemberEntity e where"
            + " e.id.project = r.id.project and e.id.room = r.id.room and e.id.user = :user)";
    private static final String NEWEST_FIRST = " order by r.createdAt desc, r.id.room";

    private final Database database;
    private final GroupCommit writer;

    JpaMembers(Database database, GroupCommit writer) {
        this.database = database;
        this.writer = writer;
    }

    @Override
    public Optional<RoomRecord> room(RoomKey key) {
        return database.read(entities -> find(entities, key));
    }

    private static Optional<RoomRecord> find(EntityManager entities, RoomKey key) {
        return Optional.ofNullable(entities.find(RoomEntity.class, RoomEntity.Key.of(key)))
                .map(RoomEntity::toRecord);
    }

    @Override
    public Optional<Standing> standing(RoomKey key, UserId user) {
        return database.read(entities -> find(entities, key)
                .map(room -> new Standing(
                        room,
                        Optional.ofNullable(entities.find(MemberEntity.class, RoomUserKey.of(key, user)))
                                .map(MemberEntity::toMember))));
    }

    @Override
    public List<Listed> allRooms(ProjectId project, UserId user, Optional<RoomType> type) {
        return list(COUNTED_ROOMS + NEWEST_FIRST, project, user, type);
    }

    @Override
    public List<Listed> roomsOf(ProjectId project, UserId user, Optional<RoomType> type) {
        return list(COUNTED_ROOMS + OF_THE_USER + NEWEST_FIRST, project, user, type);
    }

    private List<Listed> list(String query, ProjectId project, UserId user, Optional<RoomType> type) {
        return database.read(entities -> entities.createQuery(query, Object[].class)
                .setParameter("project", project.value())
                .setParameter("user", user.value())
                .setParameter("type", type.map(RoomType::word).orElse(null))
                .getResultStream()
                .map(row -> new Listed(((RoomEntity) row[0]).toRecord(), ((Number) row[1]).intValue()))
                .toList());
    }

    @Override
    public Created create(RoomKey key, RoomType type, String name, List<Member> members) {
        return writer.run(group -> {
            Optional<RoomRecord> present = find(group.entities(), key);
            if (present.isPresent()) {
                return new Created(present.get(), false);
            }
            RoomEntity room = insert(group, key, type, name, null);
            members.forEach(each -> group.entities().persist(MemberEntity.of(key, each)));
            group.entities().flush();
            return new Created(room.toRecord(), true);
        });
    }

    private static RoomEntity insert(
            CommitGroup group, RoomKey key, RoomType type, String name, @Nullable String dmPair) {
        RoomEntity room = new RoomEntity();
        room.id = RoomEntity.Key.of(key);
        room.type = type.word();
        room.name = name;
        room.dmPair = dmPair;
        room.createdAt = group.now();
        room.epoch = UUID.randomUUID().toString();
        group.entities().persist(room);
        return room;
    }

    @Override
    public RoomRecord directMessages(ProjectId project, UserId a, UserId b, RoomId fresh) {
        String pair =
                String.join(":", Stream.of(a, b).map(UserId::value).sorted().toList());
        return writer.run(group -> group.entities()
                .createQuery(
                        "select r from RoomEntity r where r.id.project = :project and r.dmPair = :pair",
                        RoomEntity.class)
                .setParameter("project", project.value())
                .setParameter("pair", pair)
                .getResultStream()
                .findFirst()
                .orElseGet(() -> {
                    RoomKey key = new RoomKey(project, fresh);
                    RoomEntity room = insert(group, key, RoomType.DM, pair, pair);
                    Stream.of(a, b)
                            .map(user -> MemberEntity.of(key, new Member(user, RoomRole.MEMBER, group.now())))
                            .forEach(group.entities()::persist);
                    group.entities().flush();
                    return room;
                })
                .toRecord());
    }

    @Override
    public boolean delete(RoomKey key) {
        return writer.run(group -> {
            group.settle();
            boolean isGone = find(group.entities(), key).isPresent();
            if (isGone) {
                Stream.of(
                                "delete from ReactionEntity e where e.id.project = :project and e.id.messageId in"
                                        + " (select m.id from MessageEntity m"
                                        + " where m.project = :project and m.room = :room)",
                                "delete from ReadMarkEntity e where e.id.project = :project and e.id.room = :room",
                                "delete from EventEntity e where e.id.project = :project and e.id.room = :room",
                                "delete from MessageEntity e where e.project = :project and e.room = :room",
                                "delete from MemberEntity e where e.id.project = :project and e.id.room = :room",
                                "delete from RoomEntity e where e.id.project = :project and e.id.room = :room")
                        .forEach(statement -> group.entities()
                                .createQuery(statement)
                                .setParameter("project", key.project().value())
                                .setParameter("room", key.room().value())
                                .executeUpdate());
                group.forgetRoom(key);
            }
            return isGone;
        });
    }

    @Override
    public List<Member> members(RoomKey key, int limit) {
        return database.read(entities -> entities.createQuery(
                        "select m from MemberEntity m where m.id.project = :project and m.id.room = :room"
                                + " order by m.joinedAt, m.id.user",
                        MemberEntity.class)
                .setParameter("project", key.project().value())
                .setParameter("room", key.room().value())
                .setMaxResults(limit)
                .getResultStream()
                .map(MemberEntity::toMember)
                .toList());
    }

    @Override
    public Member add(RoomKey key, UserId user, RoomRole role) {
        return writer.run(group -> {
            group.requireRoom(key);
            MemberEntity present = group.entities().find(MemberEntity.class, RoomUserKey.of(key, user));
            if (present != null) {
                return present.toMember();
            }
            Member member = new Member(user, role, group.now());
            group.entities().persist(MemberEntity.of(key, member));
            group.entities().flush();
            return member;
        });
    }

    @Override
    public boolean remove(RoomKey key, UserId user) {
        return writer.run(group -> {
            MemberEntity present = group.entities().find(MemberEntity.class, RoomUserKey.of(key, user));
            if (present == null) {
                return false;
            }
            group.entities().remove(present);
            group.entities().flush();
            return true;
        });
    }
}
