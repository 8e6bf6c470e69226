package ee.fluxychat.connect;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Spares Tyrus the idle timer that it restarts at every frame it hears, though no session of ours has an idle timeout. The container's
 * executor copies the context of each task, for which it looks into every jar of the WAR: measured with a hundred readers that was a fifth of
 * all processor time, spent on tasks that do nothing.
 */
final class TyrusTimers {

    private static final System.Logger LOG = System.getLogger(TyrusTimers.class.getName());

    private static final String FIELD = "service";

    /** An idle timeout that is not set is scheduled all the same, with no delay. */
    private static final ScheduledFuture<?> NOTHING = new Nothing();

    private TyrusTimers() {}

    /** What to do to each session of this one's class; nothing, if this Tyrus keeps its executor elsewhere. */
    static Consumer<Object> silencer(Object session) {
        try {
            Field field = session.getClass().getDeclaredField(FIELD);
            field.setAccessible(true);
            ScheduledExecutorService quiet = quiet((ScheduledExecutorService) field.get(session));
            return each -> set(field, each, quiet);
        } catch (ReflectiveOperationException | RuntimeException missing) {
            LOG.log(System.Logger.Level.DEBUG, "Tyrus keeps its idle timers", missing);
            return each -> {};
        }
    }

    private static void set(Field field, Object session, ScheduledExecutorService quiet) {
        try {
            field.set(session, quiet);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same executor, but for tasks without a delay. */
    private static ScheduledExecutorService quiet(ScheduledExecutorService service) {
        return (ScheduledExecutorService) Proxy.newProxyInstance(
                TyrusTimers.class.getClassLoader(),
                new Class<?>[] {ScheduledExecutorService.class},
                (proxy, method, arguments) -> isIdle(method, arguments) ? NOTHING : invoke(service, method, arguments));
    }

    private static boolean isIdle(Method method, Object[] arguments) {
        return method.getName().equals("schedule") && (long) arguments[1] <= 0;
    }

    private static Object invoke(ScheduledExecutorService service, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(service, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static final class Nothing extends CompletableFuture<Void> implements ScheduledFuture<Void> {

        Nothing() {
            complete(null);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(0, other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
