package ee.fluxychat.connect;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Hears that the server is about to stop, before it cuts its connections and while there is time to say farewell. Payara and GlassFish tell
 * it themselves, and wait until the news has been taken; of other servers it is heard when the JVM is asked to end. Stateless.
 */
final class ShutdownNews {

    private static final System.Logger LOG = System.getLogger(ShutdownNews.class.getName());

    private ShutdownNews() {}

    /** Runs the action when the server is about to stop. What is returned ends the subscription. */
    static Runnable subscribe(Runnable action) {
        try {
            Class<?> events = serverClass("org.glassfish.api.event.Events");
            Class<?> listening = serverClass("org.glassfish.api.event.EventListener");
            Object bus = serverClass("org.glassfish.internal.api.Globals")
                    .getMethod("get", Class.class)
                    .invoke(null, events);
            Object listener = Proxy.newProxyInstance(
                    ShutdownNews.class.getClassLoader(), new Class<?>[] {listening}, whenStopping(action));
            events.getMethod("register", listening).invoke(bus, listener);
            Method unregister = events.getMethod("unregister", listening);
            return () -> invoke(unregister, bus, listener);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError otherServer) {
            LOG.log(System.Logger.Level.DEBUG, "the end of the JVM is the news", otherServer);
            return atTheEndOfTheJvm(action);
        }
    }

    private static Runnable atTheEndOfTheJvm(Runnable action) {
        Thread hook = new Thread(action, "fluxy-farewell");
        Runtime.getRuntime().addShutdownHook(hook);
        return () -> {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException underWay) {
                // it is running, or about to
            }
        };
    }

    private static InvocationHandler whenStopping(Runnable action) throws ReflectiveOperationException {
        Class<?> types = serverClass("org.glassfish.api.event.EventTypes");
        Object stopping = types.getField("PREPARE_SHUTDOWN").get(null);
        Method is = serverClass("org.glassfish.api.event.EventListener$Event").getMethod("is", types);
        return (listener, method, arguments) -> switch (method.getName()) {
            case "event" -> {
                if (Boolean.TRUE.equals(is.invoke(arguments[0], stopping))) {
                    action.run();
                }
                yield null;
            }
            case "equals" -> listener == arguments[0];
            case "hashCode" -> System.identityHashCode(listener);
            default -> "farewell";
        };
    }

    private static Class<?> serverClass(String name) throws ClassNotFoundException {
        return Class.forName(name, true, ShutdownNews.class.getClassLoader());
    }

    private static void invoke(Method method, Object on, Object argument) {
        try {
            method.invoke(on, argument);
        } catch (ReflectiveOperationException e) {
            LOG.log(System.Logger.Level.DEBUG, "the subscription does not end", e);
        }
    }
}
