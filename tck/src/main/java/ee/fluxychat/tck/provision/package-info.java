/**
 * How the kit gets projects and users at a server it has never seen: a {@code Provisioner} per way, tried in order or chosen, and the vendor's
 * {@code FixtureFile}. Knows {@code client}; knows nothing of cases. Start at {@code Provisioner}.
 */
@NullMarked
package ee.fluxychat.tck.provision;

import org.jspecify.annotations.NullMarked;
