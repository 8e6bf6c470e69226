package ee.fluxychat.store;

import ee.fluxychat.identity.UserId;
import ee.fluxychat.room.Member;
import ee.fluxychat.room.RoomKey;
import ee.fluxychat.room.RoomRole;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A user's membership of one room. */
@Entity
@Table(name = "room_members")
class MemberEntity {

    @EmbeddedId
    RoomUserKey id;

    String role;

    @Column(name = "joined_at")
    long joinedAt;

    static MemberEntity of(RoomKey room, Member member) {
        MemberEntity entity = new MemberEntity();
        entity.id = RoomUserKey.of(room, member.user());
        entity.role = member.role().word();
        entity.joinedAt = member.joinedAt();
        return entity;
    }

    Member toMember() {
        return new Member(new UserId(id.user), RoomRole.parse(role).orElse(RoomRole.MEMBER), joinedAt);
    }
}
