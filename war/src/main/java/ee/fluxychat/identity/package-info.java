/**
 * Who calls: projects, users, roles, API keys and tokens. A {@link ee.fluxychat.identity.Caller} is the only source of an acting user.
 * Knows {@code wire} (for refusals) and {@code platform}; owns the port {@code Projects}.
 */
@NullMarked
package ee.fluxychat.identity;

import org.jspecify.annotations.NullMarked;
