package ee.fluxychat.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages and events that a group has appended and the database has not yet, inserted by one batch of each: through the session they
 * cost twice as much, and they are all that a busy room writes. Confined to the writer's thread.
 */
final class FreshRows {

    private final List<MessageEntity> messages = new ArrayList<>();
    private final List<EventEntity> events = new ArrayList<>();

    void add(MessageEntity message) {
        messages.add(message);
    }

    void add(EventEntity event) {
        events.add(event);
    }

    boolean hasMessage(long id) {
        return !messages.isEmpty() && messages.stream().anyMatch(each -> each.id == id);
    }

    boolean isEmpty() {
        return messages.isEmpty() && events.isEmpty();
    }

    /** Inserts all of them, in the order they came; then there are none. */
    void insert(Connection connection) throws SQLException {
        insert(connection, MessageEntity.INSERT, messages, MessageEntity::bind);
        insert(connection, EventEntity.INSERT, events, EventEntity::bind);
    }

    private static <T> void insert(Connection connection, String sql, List<T> rows, Binding<T> binding)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (T each : rows) {
                binding.bind(each, insert);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        rows.clear();
    }

    /** Puts a row's values in the places of its statement. */
    @FunctionalInterface
    private interface Binding<T> {
        void bind(T row, PreparedStatement insert) throws SQLException;
    }
}
