/** What a run says: each case's verdict and finding, and the ways to print them. Knows neither cases nor how they are run. */
@NullMarked
package ee.fluxychat.tck.report;

import org.jspecify.annotations.NullMarked;
