/**
 * The proof of the judge: a small truthful server in memory ({@code TruthfulServer}), the decisions it takes ({@code Rules}), and for each
 * demand a liar that breaks it by deciding otherwise ({@code Lies}). {@code SelfTest} shows that every lie is caught and that the truth
 * passes. The server is written from the contract alone and knows nothing of the cases. Start at {@code Rules}.
 */
@NullMarked
package ee.fluxychat.tck.selftest;

import org.jspecify.annotations.NullMarked;
