/**
 * How two plays of the same cases differ once what must differ (ids, times, tokens, the order of independent connections) is taken away.
 * Knows {@code report}; knows nothing of how cases are run. Start at {@code Comparison}.
 */
@NullMarked
package ee.fluxychat.tck.diff;

import org.jspecify.annotations.NullMarked;
