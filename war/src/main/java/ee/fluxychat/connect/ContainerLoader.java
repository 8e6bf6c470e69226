package ee.fluxychat.connect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Defines an adapter as a child of the container's class loader, where it sees the container; from the WAR's own loader it would not, and a
 * deployment descriptor that changes this would bind the WAR to one server. Thread-safe.
 */
final class ContainerLoader extends ClassLoader {

    /** The function that writes whole WebSocket frames to a connection of the container and reports each write once. */
    @FunctionalInterface
    interface RawFrames extends Function<Object, BiConsumer<ByteBuffer, Consumer<@Nullable Throwable>>> {}

    private static final String UNDERTOW = "ee.fluxychat.connect.undertow.UndertowRawFrames";
    private static final String GRIZZLY = "ee.fluxychat.connect.grizzly.GrizzlyRawFrames";

    static {
        registerAsParallelCapable();
    }

    private final String entry;

    private ContainerLoader(ClassLoader container, String entry) {
        super(container);
        this.entry = entry;
    }

    /** For sessions of this class. */
    static RawFrames undertow(Class<?> session) throws ReflectiveOperationException {
        return load(session, UNDERTOW);
    }

    /** For TCP connections of this class. */
    static RawFrames grizzly(Class<?> connection) throws ReflectiveOperationException {
        return load(connection, GRIZZLY);
    }

    @SuppressWarnings("unchecked")
    private static RawFrames load(Class<?> ofContainer, String entry) throws ReflectiveOperationException {
        Class<?> adapter = new ContainerLoader(ofContainer.getClassLoader(), entry).loadClass(entry);
        var adapted = (Function<Object, BiConsumer<ByteBuffer, Consumer<@Nullable Throwable>>>)
                adapter.getDeclaredConstructor().newInstance();
        return adapted::apply;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (!name.startsWith(entry)) { // its nested classes begin with the same name
            throw new ClassNotFoundException(name);
        }
        try (InputStream file = ContainerLoader.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = file.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length, ContainerLoader.class.getProtectionDomain());
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
