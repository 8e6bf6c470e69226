/**
 * A room: its members, its one order of events, and the fan-out to its connections. Knows {@code wire} and {@code identity} only; the
 * ports {@code Timeline} and {@code Members} are implemented in {@code store}. Start with {@link ee.fluxychat.room.Room}.
 */
@NullMarked
package ee.fluxychat.room;

import org.jspecify.annotations.NullMarked;
