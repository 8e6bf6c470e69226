package ee.fluxychat.tck.cases;

import static ee.fluxychat.tck.client.Expect.expect;
import static ee.fluxychat.tck.target.RateLimits.moreThanTwoWindows;

import ee.fluxychat.tck.client.Answer;
import ee.fluxychat.tck.client.Frame;
import ee.fluxychat.tck.client.HttpCall;
import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.client.Mismatch;
import ee.fluxychat.tck.client.Participant;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.spec.Chapter;
import ee.fluxychat.tck.spec.Clause;
import ee.fluxychat.tck.target.Project;
import ee.fluxychat.tck.target.RateLimits;
import ee.fluxychat.tck.target.Room;
import ee.fluxychat.tck.target.Scene;
import ee.fluxychat.tck.target.Skipped;
import java.util.List;
import java.util.function.IntFunction;

/** How much one user may say, and one key mint, in a minute. Judged only where the limits are the protocol's. */
@Chapter("Rate limits")
final class RateLimitCases {

    private static final int PER_MINUTE = RateLimits.MESSAGES_PER_MINUTE;

    private static final int MINTS_PER_MINUTE = 30;

    private final Scene scene;

    RateLimitCases(Scene scene) {
        this.scene = scene;
    }

    @Clause("RATE-REST-1")
    void limitsPostsOverRest() {
        needsLimits();
        Room room = scene.room("alice");
        Person alice = scene.person("alice");

        Answer refused =
                refusalOf(PER_MINUTE, i -> alice.posts("/messages", "roomId", room.id(), "content", "post " + i));

        saysHowLongToWait(refused);
        scene.person("bob").gets("/rooms").is(200);
    }

    @Clause("RATE-SOCKET-1")
    void limitsMessagesOverASocket() {
        needsLimits();
        Participant alice = scene.room("alice").enters("alice");

        for (int i = 0; i < moreThanTwoWindows(PER_MINUTE); i++) {
            alice.mutters("message " + i);
        }

        String refusal = alice.isRefused("rate_limit_exceeded").text("message");
        expect("message", refusal).toBe("one that names the seconds to wait", each -> each.matches(".*\\b\\d+\\s?s.*"));
        alice.stillTalks();
    }

    @Clause("RATE-MINT-1")
    void limitsTheTokensOfAKey() {
        needsLimits();

        saysHowLongToWait(refusalOf(MINTS_PER_MINUTE, i -> asksForToken().send()));
    }

    @Clause("RATE-FORGE-1")
    void limitsWhoeverSpeaksForOthers() {
        needsLimits();
        Participant alice = scene.room("alice").enters("alice");

        int most = moreThanTwoWindows(PER_MINUTE);
        for (int i = 0; i < most; i++) {
            String other = scene.target().home().userId("other" + i);
            alice.says("message", "userId", other, "senderId", other, "content", "message " + i);
        }

        // a server that refuses to hear a forged name lets nobody evade anything
        int[] answers = {0};
        List<Frame> heard = alice.hearsBurst(
                "an answer to each of " + most + " messages",
                each -> each.is("message", "error") && ++answers[0] == most);
        expect("refusals", heard.stream().filter(each -> each.is("error")).count())
                .toBe("1 or more", each -> each >= 1);
    }

    @Clause("RATE-ADDRESS-1")
    void believesNoAddressThatAnybodyCanWrite() {
        needsLimits();

        refusalOf(
                MINTS_PER_MINUTE,
                i -> asksForToken().header("X-Forwarded-For", "203.0.113." + i).send());
    }

    /** The first refusal of a burst, which there must be. */
    private static Answer refusalOf(int perMinute, IntFunction<Answer> request) {
        for (int i = 0; i < moreThanTwoWindows(perMinute); i++) {
            Answer answer = request.apply(i).is(200, 429);
            if (answer.status() == 429) {
                return answer;
            }
        }
        throw new Mismatch("the answer to too many requests", "429", "200 to each of " + moreThanTwoWindows(perMinute));
    }

    private static void saysHowLongToWait(Answer refused) {
        long seconds = refused.refuses(429, "rate_limit_exceeded").number("retryAfterSeconds");
        expect("retryAfterSeconds", seconds).toBe("1 to 60", each -> each >= 1 && each <= 60);
        expect("Retry-After", refused.header("Retry-After").orElse("none"))
                .toBe("a number of seconds", each -> each.matches("\\d+"));
    }

    private HttpCall asksForToken() {
        Project project = spareProject();
        return scene.anonymous("POST", "/auth/token")
                .header("X-Fluxy-Api-Key", project.key())
                .json(Json.object("userId", project.userId("limited"), "roles", List.of("member")));
    }

    /** The second project if there is one: whoever needs a token of the first would have to wait for the next minute. */
    private Project spareProject() {
        try {
            return scene.target().other();
        } catch (Skipped alone) {
            return scene.target().home();
        }
    }

    private void needsLimits() {
        if (!scene.hasRateLimits()) {
            throw new Skipped("target's rate limits are raised or off");
        }
    }
}
