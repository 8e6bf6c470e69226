package ee.fluxychat.it;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is there after {@code kill -9}: all of it, once, where it was. */
class CrashIT {

    @TempDir
    Path data;

    @Test
    void losesDoublesAndReordersNothingThatWasAcknowledged() throws Exception {
        new CrashStory(AppServer.PAYARA_MICRO, data, TestDatabase.sqlite(data)).play();
    }
}
