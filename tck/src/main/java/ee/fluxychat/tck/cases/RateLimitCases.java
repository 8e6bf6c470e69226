package ee.fluxychat.tck.cases;

import static ee.fluxychat.tck.client.Expect.expect;

import ee.fluxychat.tck.client.Answer;
import ee.fluxychat.tck.client.Frame;
import ee.fluxychat.tck.client.Participant;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.spec.Chapter;
import ee.fluxychat.tck.spec.Clause;
import ee.fluxychat.tck.target.Room;
import ee.fluxychat.tck.target.Scene;
import ee.fluxychat.tck.target.Skipped;

/** How much one user may say in a minute. Judged only where the limits are the protocol's. */
@Chapter("Rate limits")
final class RateLimitCases {

    private static final int PER_MINUTE = 60;

    // windows begin with the minute: a burst that crosses one may be twice as long
    private static final int MORE_THAN_TWO_WINDOWS = 2 * PER_MINUTE + 1;

    private final Scene scene;

    RateLimitCases(Scene scene) {
        this.scene = scene;
    }

    @Clause("RATE-REST-1")
    void limitsPostsOverRest() {
        needsLimits();
        Room room = scene.room("alice");
        Person alice = scene.person("alice");

        Answer refused = null;
        for (int i = 0; i < MORE_THAN_TWO_WINDOWS && refused == null; i++) {
            Answer answer = alice.posts("/messages", "roomId", room.id(), "content", "post " + i)
                    .is(200, 429);
            refused = answer.status() == 429 ? answer : null;
        }

        expect("the answer to too many posts", refused).toBe("429", each -> each.status() == 429);
        if (refused != null) {
            long seconds = refused.refuses(429, "rate_limit_exceeded").number("retryAfterSeconds");
            expect("retryAfterSeconds", seconds).toBe("1 to 60", each -> each >= 1 && each <= 60);
            expect("Retry-After", refused.header("Retry-After").orElse("none"))
                    .toBe("a number of seconds", each -> each.matches("\\d+"));
        }
        scene.person("bob").gets("/rooms").is(200);
    }

    @Clause("RATE-SOCKET-1")
    void limitsMessagesOverASocket() {
        needsLimits();
        Participant alice = scene.room("alice").enters("alice");

        for (int i = 0; i < MORE_THAN_TWO_WINDOWS; i++) {
            alice.mutters("message " + i);
        }

        Frame refusal = alice.isRefused();
        expect("message", refusal.text("message"))
                .toBe("rate_limit_exceeded: retry in …s", each -> each.matches("rate_limit_exceeded: retry in \\d+s"));
        alice.stillTalks();
    }

    private void needsLimits() {
        if (!scene.hasRateLimits()) {
            throw new Skipped("target's rate limits are raised or off");
        }
    }
}
