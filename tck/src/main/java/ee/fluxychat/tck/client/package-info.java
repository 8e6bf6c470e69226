/**
 * How the kit speaks to a server: people who call routes ({@code Person}) and sit in rooms ({@code Participant}), what they heard
 * ({@code Inbox}, {@code Frame}), what was said on the wire ({@code Transcript}), and what was expected instead ({@code Expect}).
 * Knows nothing of clauses or reports. Start with {@code Participant}.
 */
@NullMarked
package ee.fluxychat.tck.client;

import org.jspecify.annotations.NullMarked;
