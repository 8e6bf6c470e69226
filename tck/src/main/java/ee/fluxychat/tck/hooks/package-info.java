/**
 * How the kit hears webhooks: a {@code Receiver} that the target can reach, a {@code Postbox} for each webhook with what was delivered to it,
 * and the {@code Delivery} itself, byte for byte. Knows {@code client}; knows nothing of cases or of how webhooks are registered. Start with
 * {@code Postbox}.
 */
@NullMarked
package ee.fluxychat.tck.hooks;

import org.jspecify.annotations.NullMarked;
