/**
 * How a server is set up and run: tokens for backends, projects, the first one and the demo. Knows {@code identity}, {@code quota},
 * {@code room} and {@code platform}. Start with {@link ee.fluxychat.operator.TokenResource}.
 */
@NullMarked
package ee.fluxychat.operator;

import org.jspecify.annotations.NullMarked;
