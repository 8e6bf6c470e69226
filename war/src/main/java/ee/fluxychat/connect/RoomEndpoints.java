package ee.fluxychat.connect;

import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Set;
import java.util.stream.Stream;

/** Deploys the one endpoint for rooms that suits the container. Stateless. */
public class RoomEndpoints implements ServerApplicationConfig {

    /** Who calls this class, where texts may be taken by fragments: Tyrus of Payara and GlassFish, Undertow of WildFly. */
    private static final Set<String> BY_FRAGMENTS =
            Set.of("org.glassfish.tyrus.", "io.undertow.", "org.wildfly.extension.undertow.");

    @Override
    public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
        boolean isByFragments = StackWalker.getInstance()
                .walk(callers -> isByFragments(callers.map(StackWalker.StackFrame::getClassName)));
        return Set.of(isByFragments ? RoomSocket.class : WholeRoomSocket.class);
    }

    static boolean isByFragments(Stream<String> callers) {
        return callers.anyMatch(each -> BY_FRAGMENTS.stream().anyMatch(each::startsWith));
    }

    @Override
    public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> scanned) {
        return Set.of();
    }
}
