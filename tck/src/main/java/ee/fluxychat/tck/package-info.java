/** The conformance kit: judges any server that claims to speak FluxyChat, over HTTP and WebSocket only. */
@NullMarked
package ee.fluxychat.tck;

import org.jspecify.annotations.NullMarked;
