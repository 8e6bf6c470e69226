/**
 * The map. A frame walks one way: {@code connect} (handshake, socket) decodes it with {@code wire}, asks {@code quota}, and hands it to
 * {@code room}, where it is appended to the room's timeline, which {@code store} keeps; after the commit the room encodes the event once
 * and queues it at each connection. A request comes in through {@code message} instead and ends on the same timeline.
 *
 * <p>{@code wire} knows nothing of ours. {@code identity} knows who calls. {@code room} knows {@code wire} and {@code identity} only and
 * owns the ports that {@code store} implements. {@code message} and {@code operator} are the HTTP side and call {@code room}. Nobody calls
 * {@code connect}. {@code platform} is what every server-side program needs: settings, clock, JSON, errors, health.
 *
 * <p>Start with {@code connect.RoomSocket}, then {@code wire.FrameDecoder}, {@code room.Room}, {@code store.JpaTimeline}.
 */
@NullMarked
package ee.fluxychat;

import org.jspecify.annotations.NullMarked;
