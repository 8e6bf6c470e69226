package ee.fluxychat.tck.cases;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What somebody does in a thread of his own while the story goes on. */
final class AtOnce {

    private AtOnce() {}

    /** Waits for the end of it. What went wrong there goes wrong here, so that a fault of the target is not taken for one of the kit. */
    static <T> T ended(CompletableFuture<T> work) {
        try {
            return work.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error wrong) {
                throw wrong;
            } else if (e.getCause() instanceof RuntimeException wrong) {
                throw wrong;
            }
            throw e;
        }
    }
}
