/**
 * How much is too much: rate limits per minute. Whoever is about to call {@code room} for somebody asks here first. Start with
 * {@link ee.fluxychat.quota.RateLimits}.
 */
@NullMarked
package ee.fluxychat.quota;

import org.jspecify.annotations.NullMarked;
