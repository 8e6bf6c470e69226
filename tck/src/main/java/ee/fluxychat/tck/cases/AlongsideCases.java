package ee.fluxychat.tck.cases;

import ee.fluxychat.tck.client.Expect;
import ee.fluxychat.tck.spec.Chapter;
import ee.fluxychat.tck.spec.Clause;
import ee.fluxychat.tck.target.Onlooker;
import ee.fluxychat.tck.target.Onlooker.Sight;
import ee.fluxychat.tck.target.Scene;
import ee.fluxychat.tck.target.Skipped;
import java.util.Optional;

/** What is looked at all along, whatever the other cases are about. Judged last. */
@Chapter("All along")
public final class AlongsideCases {

    private final Scene scene;
    private final Onlooker onlooker;

    AlongsideCases(Scene scene) {
        this.scene = scene;
        this.onlooker = scene.target().onlooker();
    }

    @Clause("CONTRACT-HTTP-1")
    void answersInTheFormsOfTheContract() {
        require(onlooker.answers(), onlooker.strangeAnswer());
    }

    @Clause("CONTRACT-FRAME-1")
    void speaksInTheFormsOfTheContract() {
        require(onlooker.frames(), onlooker.strangeFrame());
    }

    @Clause("PRIV-SEE-1")
    void showsNobodyWhatHeMayNotSee() {
        require(onlooker.answers() + onlooker.frames(), onlooker.leak());
    }

    private void require(long seen, Optional<Sight> strange) {
        if (seen == 0) {
            throw new Skipped("nothing was seen: judged along with other cases");
        }
        strange.ifPresent(sight -> {
            scene.wasSeenIn(sight.caseName());
            throw Expect.unlike(sight.what(), sight.wrong(), sight.text());
        });
    }
}
