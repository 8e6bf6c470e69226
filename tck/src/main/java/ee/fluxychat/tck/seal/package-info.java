/** The kit's proof that its jar is as it was built: a list of every file's SHA-256 inside it ({@code Seal}). Knows nothing else of the kit. */
@NullMarked
package ee.fluxychat.tck.seal;

import org.jspecify.annotations.NullMarked;
