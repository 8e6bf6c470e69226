/**
 * A WebSocket client made for load: thousands of sockets on one selector and one thread, no allocation for a frame that
 * is heard. It knows RFC 6455 and nothing of rooms. Start at {@link ee.fluxychat.tck.bench.socket.EventLoop}.
 */
@NullMarked
package ee.fluxychat.tck.bench.socket;

import org.jspecify.annotations.NullMarked;
