/**
 * What every server-side program needs, and nothing of chat: settings, the clock, pages, errors, health. Knows {@code wire} for limits and
 * refusals. Start with {@link ee.fluxychat.platform.Settings}.
 */
@NullMarked
package ee.fluxychat.platform;

import org.jspecify.annotations.NullMarked;
