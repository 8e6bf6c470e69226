package ee.fluxychat.tck.cases;

import ee.fluxychat.tck.client.Expect;
import ee.fluxychat.tck.spec.Chapter;
import ee.fluxychat.tck.spec.Clause;
import ee.fluxychat.tck.target.Onlooker;
import ee.fluxychat.tck.target.Scene;
import ee.fluxychat.tck.target.Skipped;

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
        require(onlooker.answers(), "CONTRACT-HTTP-1");
    }

    @Clause("CONTRACT-FRAME-1")
    void speaksInTheFormsOfTheContract() {
        require(onlooker.frames(), "CONTRACT-FRAME-1");
    }

    @Clause("PRIV-SEE-1")
    void showsNobodyWhatHeMayNotSee() {
        require(onlooker.answers() + onlooker.frames(), "PRIV-SEE-1");
    }

    @Clause("ORDER-ALONG-1")
    void tellsOneHistory() {
        scene.target().longListener().ifPresent(each -> each.isHeardOut(onlooker));
        require(onlooker.histories(), "ORDER-ALONG-1");
    }

    private void require(long seen, String clause) {
        if (seen == 0) {
            throw new Skipped("nothing was seen: judged along with other cases");
        }
        onlooker.sight(clause).ifPresent(sight -> {
            scene.retells(sight.during());
            throw Expect.unlike(sight.what(), sight.expected(), sight.text());
        });
    }
}
