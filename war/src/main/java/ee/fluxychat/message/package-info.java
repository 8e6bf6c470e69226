/**
 * The HTTP side of rooms and messages: what a socket's frames do, as requests. Both check with {@code wire.FrameDecoder}, ask
 * {@code room.Access} and append to {@code room.Timeline}, so neither knows a way around the other. Start with
 * {@link ee.fluxychat.message.MessagesResource}.
 */
@NullMarked
package ee.fluxychat.message;

import org.jspecify.annotations.NullMarked;
