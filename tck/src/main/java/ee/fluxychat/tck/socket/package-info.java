/**
 * WebSockets byte by byte: frames told apart and put together without an allocation each, and a client of thousands of sockets on one
 * selector and one thread. It knows RFC 6455 and nothing of rooms. Start at {@link ee.fluxychat.tck.socket.FrameParser}, or for load at
 * {@link ee.fluxychat.tck.socket.EventLoop}.
 */
@NullMarked
package ee.fluxychat.tck.socket;

import org.jspecify.annotations.NullMarked;
