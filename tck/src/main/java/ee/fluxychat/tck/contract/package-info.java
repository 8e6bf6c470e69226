/**
 * The contract of the protocol, as written in {@code openapi/}, made a judge: {@code Contract} compares what a server answered
 * ({@code Operation}, found by {@code Routes}) and told ({@code FrameForms}) with the schemas of the contract ({@code Schemas}) and
 * says in a sentence what is wrong ({@code Flaw}). Knows nothing of clauses, cases or the wire. Start with {@code Contract}.
 */
@NullMarked
package ee.fluxychat.tck.contract;

import org.jspecify.annotations.NullMarked;
