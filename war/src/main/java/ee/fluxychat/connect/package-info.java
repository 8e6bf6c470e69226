/**
 * The outermost ring: how clients connect and how frames leave for them. May know every package but is known by none. Sending is read from
 * {@link ee.fluxychat.connect.WebSocketConnection} over {@link ee.fluxychat.connect.SendQueue} to {@link ee.fluxychat.connect.SendModes}.
 */
@NullMarked
package ee.fluxychat.connect;

import org.jspecify.annotations.NullMarked;
