package ee.fluxychat.tck.cases;

import static ee.fluxychat.tck.client.Expect.expect;

import ee.fluxychat.tck.client.Fields;
import ee.fluxychat.tck.spec.Chapter;
import ee.fluxychat.tck.spec.Clause;
import ee.fluxychat.tck.target.Scene;

/** Whether the server is well, and what it says about that. */
@Chapter("Health")
final class HealthCases {

    private final Scene scene;

    HealthCases(Scene scene) {
        this.scene = scene;
    }

    @Clause("HEALTH-OK-1")
    void saysThatItIsWell() {
        Fields health = scene.anonymous("GET", "/health").send().is(200).json();

        expect("ok", health.flag("ok")).toBe(true);
    }
}
