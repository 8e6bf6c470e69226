/**
 * The cases, a class per chapter of the contract: small stories of people, each naming the clause it judges. The clause's words are in
 * {@code clauses.json} and nowhere else. A case gets a fresh scene and leaves nothing to the next.
 */
@NullMarked
package ee.fluxychat.tck.cases;

import org.jspecify.annotations.NullMarked;
