package ee.fluxychat.connect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Defines {@code connect.undertow} as a child of Undertow's class loader, where it sees Undertow; from the WAR's own loader it would not,
 * and a deployment descriptor that changes this would bind the WAR to one server. Thread-safe.
 */
final class UndertowLoader extends ClassLoader {

    private static final String ENTRY = "ee.fluxychat.connect.undertow.UndertowRawFrames";

    static {
        registerAsParallelCapable();
    }

    private UndertowLoader(ClassLoader undertow) {
        super(undertow);
    }

    /** For a session the function that writes whole frames to it. */
    @SuppressWarnings("unchecked")
    static Function<Object, BiConsumer<ByteBuffer, Consumer<@Nullable Throwable>>> rawFrames(Class<?> sessionClass)
            throws ReflectiveOperationException {
        Class<?> entry = new UndertowLoader(sessionClass.getClassLoader()).loadClass(ENTRY);
        return (Function<Object, BiConsumer<ByteBuffer, Consumer<@Nullable Throwable>>>)
                entry.getDeclaredConstructor().newInstance();
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (!name.startsWith(ENTRY)) { // its nested classes begin with the same name
            throw new ClassNotFoundException(name);
        }
        try (InputStream file = UndertowLoader.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = file.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length, UndertowLoader.class.getProtectionDomain());
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
