/**
 * What needs Undertow's own classes. A WAR does not see them, so this package is defined a second time by a child of Undertow's class
 * loader ({@code ContainerLoader}); that is why it uses nothing of ours and only types of the JDK cross its border.
 */
@NullMarked
package ee.fluxychat.connect.undertow;

import org.jspecify.annotations.NullMarked;
