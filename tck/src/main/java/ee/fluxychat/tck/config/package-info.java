/** The files that a vendor writes, in YAML, read strictly ({@code Section}). Knows nothing else of the kit. */
@NullMarked
package ee.fluxychat.tck.config;

import org.jspecify.annotations.NullMarked;
