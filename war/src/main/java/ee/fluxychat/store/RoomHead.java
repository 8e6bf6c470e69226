package ee.fluxychat.store;

import ee.fluxychat.room.RoomKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/** The head of a room's timeline: where the next event goes. Confined to the writer's thread. */
final class RoomHead {

    private static final String WRITE =
            "update rooms set last_seq = ?, last_event_at = ? where project_id = ? and room_id = ?";

    private static final String READ = "select epoch, last_seq from rooms where project_id = ? and room_id = ?";

    final String epoch;
    long lastSeq;
    long lastEventAt;

    RoomHead(String epoch, long lastSeq, long lastEventAt) {
        this.epoch = epoch;
        this.lastSeq = lastSeq;
        this.lastEventAt = lastEventAt;
    }

    /** A copy, so that a group that fails leaves the original as it was. */
    RoomHead(RoomHead other) {
        this(other.epoch, other.lastSeq, other.lastEventAt);
    }

    /** Whether the database has the heads of these rooms just so. */
    static boolean areStored(Connection connection, Map<RoomKey, RoomHead> heads) throws SQLException {
        try (PreparedStatement room = connection.prepareStatement(READ)) {
            for (Map.Entry<RoomKey, RoomHead> each : heads.entrySet()) {
                room.setString(1, each.getKey().project().value());
                room.setString(2, each.getKey().room().value());
                try (ResultSet found = room.executeQuery()) {
                    if (!found.next()
                            || !found.getString(1).equals(each.getValue().epoch)
                            || found.getLong(2) != each.getValue().lastSeq) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** Writes the heads of these rooms. */
    static void write(Connection connection, Map<RoomKey, RoomHead> heads) throws SQLException {
        try (PreparedStatement rooms = connection.prepareStatement(WRITE)) {
            for (Map.Entry<RoomKey, RoomHead> each : heads.entrySet()) {
                rooms.setLong(1, each.getValue().lastSeq);
                rooms.setLong(2, each.getValue().lastEventAt);
                rooms.setString(3, each.getKey().project().value());
                rooms.setString(4, each.getKey().room().value());
                rooms.addBatch();
            }
            rooms.executeBatch();
        }
    }
}
