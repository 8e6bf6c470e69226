/**
 * Rooms under load and what is counted and checked in them: who says what when, whether every listener hears the same, and
 * how late. It knows sockets, and neither scenarios nor reports. Start at {@link ee.fluxychat.tck.bench.load.LoadedRoom}.
 */
@NullMarked
package ee.fluxychat.tck.bench.load;

import org.jspecify.annotations.NullMarked;
