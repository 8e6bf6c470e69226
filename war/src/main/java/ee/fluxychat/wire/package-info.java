/**
 * The protocol's own words: client frames, server frames, error and close codes, limits, and how they become JSON. The odd spellings of
 * the wire stand here and nowhere else. Depends on nothing of ours. Start with {@link ee.fluxychat.wire.ClientFrame}.
 */
@NullMarked
package ee.fluxychat.wire;

import org.jspecify.annotations.NullMarked;
