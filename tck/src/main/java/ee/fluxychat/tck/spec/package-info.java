/** What the contract says: clauses with permanent ids, their levels and sources, read from {@code clauses.json}; and how a case cites one. */
@NullMarked
package ee.fluxychat.tck.spec;

import org.jspecify.annotations.NullMarked;
