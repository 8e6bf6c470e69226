package ee.fluxychat.tck.client;

import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How a server in a test keeps its mouth shut. */
final class Silence {

    private Silence() {}

    /** For longer than any test waits. */
    static void lasting() throws InterruptedIOException {
        keep(600_000);
    }

    /** Not long enough for anybody to lose his patience. */
    static void brief() throws InterruptedIOException {
        keep(20);
    }

    private static void keep(int millis) throws InterruptedIOException {
        try {
            if (new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nobody counts");
            }
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }
}
