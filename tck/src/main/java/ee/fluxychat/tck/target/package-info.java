/**
 * The server under judgement: where it is, what the kit may use there ({@code Target}), whose tokens it mints ({@code Project}), and one
 * case's own corner of it ({@code Scene}: people, rooms, transcript). Knows {@code client}; knows nothing of clauses or reports.
 */
@NullMarked
package ee.fluxychat.tck.target;

import org.jspecify.annotations.NullMarked;
