package ee.fluxychat.tck.cases;

import static ee.fluxychat.tck.client.Expect.expect;

import ee.fluxychat.tck.client.Answer;
import ee.fluxychat.tck.client.Fields;
import ee.fluxychat.tck.client.HttpCall;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.spec.Chapter;
import ee.fluxychat.tck.spec.Clause;
import ee.fluxychat.tck.target.Room;
import ee.fluxychat.tck.target.Scene;
import ee.fluxychat.tck.target.Skipped;
import java.util.List;
import java.util.Locale;

/** What holds on every route: health, errors, trace ids, CORS, security headers. */
@Chapter("Conventions of HTTP")
final class ConventionCases {

    private static final String FOREIGN_ORIGIN = "https://evil.example";

    private final Scene scene;

    ConventionCases(Scene scene) {
        this.scene = scene;
    }

    @Clause("HEALTH-OK-1")
    void saysThatItIsWell() {
        Fields health = scene.anonymous("GET", "/health").send().is(200).json();

        expect("ok", health.flag("ok")).toBe(true);
    }

    @Clause("HEALTH-HEAD-1")
    void answersAHeadRequestForItsHealth() {
        scene.anonymous("HEAD", "/health").send().is(200);
    }

    @Clause("HEALTH-OPEN-1")
    void asksForNothingBeforeItTellsItsHealth() {
        scene.anonymous("GET", "/health").send().is(200);
        scene.anonymous("GET", "/health").bearer("no.good.token").send().is(200);
        scene.anonymous("GET", "/health")
                .header("X-Fluxy-Api-Key", "fc_no_key")
                .send()
                .is(200);
    }

    @Clause("ERROR-SHAPE-1")
    void tellsErrorsAsJson() {
        Answer answer = scene.person("alice").posts("/messages", "content", "x");

        Fields json = answer.refuses(400);

        expect("Content-Type", answer.header("Content-Type").orElse(""))
                .toBe("application/json", each -> each.startsWith("application/json"));
        expect("error", json.text("error")).notToBe("");
        expect("X-Trace-Id", answer.header("X-Trace-Id").orElse("")).toBe(json.text("traceId"));
    }

    @Clause("ERROR-TRACE-1")
    void bearsTheCallersTraceId() {
        HttpCall call = scene.person("alice")
                .call("POST", "/messages")
                .header("X-Trace-Id", "my-trace-1")
                .text("{}");

        Answer answer = call.send();

        expect("traceId", answer.refuses(400).text("traceId")).toBe("my-trace-1");
        expect("X-Trace-Id", answer.header("X-Trace-Id").orElse("")).toBe("my-trace-1");
        Answer good = scene.person("alice")
                .call("GET", "/rooms")
                .header("X-Trace-Id", "my-trace-2")
                .send();
        expect("X-Trace-Id of a good answer", good.header("X-Trace-Id").orElse(""))
                .toBe("my-trace-2");
    }

    @Clause("ERROR-TRACE-2")
    void passesNoTraceIdOnThatCouldHarm() {
        Answer answer = scene.person("alice")
                .call("GET", "/rooms")
                .header("X-Trace-Id", "<script>" + "x".repeat(5_000))
                .send();

        answer.isNoServerError();
        expect("X-Trace-Id", answer.header("X-Trace-Id").orElse(""))
                .toBe("short and harmless", each -> each.length() < 300 && !each.contains("<"));
    }

    @Clause("ERROR-OK-1")
    void answers200ToWhatSucceeds() {
        Room room = scene.room("alice");
        Person alice = scene.person("alice");
        long id = alice.posts("/messages", "roomId", room.id(), "content", "is this created?")
                .is(200)
                .json()
                .object("message")
                .number("id");

        alice.posts("/rooms/dm", "a", alice.id(), "b", scene.person("bob").id()).is(200);
        alice.patches("/messages/" + id, "content", "is this accepted?").is(200);
        alice.posts("/messages/" + id + "/reactions", "emoji", "👍").is(200);
        alice.deletes("/messages/" + id + "/reactions", "emoji", "👍").is(200);
        alice.posts("/rooms/" + room.id() + "/read", "messageId", id).is(200);
        for (String path : List.of(
                "/rooms",
                "/rooms/" + room.id() + "/members",
                "/rooms/" + room.id() + "/unread",
                "/api/messages?roomId=" + room.id())) {
            alice.gets(path).is(200);
        }
        alice.deletes("/messages/" + id).is(200);
    }

    @Clause("ERROR-404-1")
    void knowsNothingElse() {
        scene.person("alice").gets("/no/such/route").is(404, 401);
        scene.person("alice").gets("/rooms/x/y/z/no-such-route").is(404);
        scene.person("alice").call("PUT", "/rooms").text("{}").send().is(404, 405);
        scene.person("alice").gets("/messages/1").is(404, 405);
    }

    @Clause("CORS-ORIGIN-1")
    void doesNotAllowAForeignOrigin() {
        Answer answer = from(FOREIGN_ORIGIN, "GET", "/health").send();

        String allowed = answer.header("Access-Control-Allow-Origin").orElse("none");
        if (allowed.equals(FOREIGN_ORIGIN) || allowed.equals("*")) {
            throw new Skipped("target allows every origin");
        }
        expect("Access-Control-Allow-Origin", allowed).toBe("none");
        expect(
                        "Access-Control-Allow-Credentials",
                        answer.header("Access-Control-Allow-Credentials").orElse("none"))
                .toBe("none");
        preflight(FOREIGN_ORIGIN).is(403);
    }

    @Clause("CORS-VARY-1")
    void saysThatAnAnswerDependsOnItsOrigin() {
        expect(
                        "Vary",
                        from(scene.http().origin(), "GET", "/health").send().words("Vary").stream()
                                .map(each -> each.toLowerCase(Locale.ROOT))
                                .toList())
                .toBe("to name Origin", each -> each.contains("origin"));
        expect(
                        "Vary without an origin",
                        scene.anonymous("GET", "/health").send().words("Vary").stream()
                                .map(each -> each.toLowerCase(Locale.ROOT))
                                .toList())
                .toBe("to name Origin", each -> each.contains("origin"));
    }

    @Clause("CORS-PREFLIGHT-1")
    void answersAPreflightWithoutAToken() {
        Answer answer = scene.anonymous("OPTIONS", "/messages").send();

        answer.is(204);
        expect("Access-Control-Allow-Methods", answer.words("Access-Control-Allow-Methods"))
                .toBe(
                        "every method",
                        each -> each.containsAll(List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")));
        List<String> headers = answer.words("Access-Control-Allow-Headers").stream()
                .map(each -> each.toLowerCase(Locale.ROOT))
                .toList();
        expect("Access-Control-Allow-Headers", headers)
                .toBe(
                        "the headers of the protocol",
                        each -> each.containsAll(
                                List.of("content-type", "authorization", "x-trace-id", "x-fluxy-api-key")));
    }

    @Clause("CORS-EXPOSE-1")
    void letsPagesReadItsHeaders() {
        List<String> exposed = scene.anonymous("GET", "/health").send().words("Access-Control-Expose-Headers").stream()
                .map(each -> each.toLowerCase(Locale.ROOT))
                .toList();

        expect("Access-Control-Expose-Headers", exposed)
                .toBe("X-Trace-Id and Retry-After", each -> each.containsAll(List.of("x-trace-id", "retry-after")));
    }

    @Clause("CORS-CRED-1")
    void allowsNoCredentialsToForeignPages() {
        Person alice = scene.person("alice");
        List<Answer> answers = List.of(
                preflight(FOREIGN_ORIGIN),
                from(FOREIGN_ORIGIN, "GET", "/health").send(),
                from(FOREIGN_ORIGIN, "GET", "/rooms").bearer(alice.token()).send(),
                from(FOREIGN_ORIGIN, "GET", "/rooms").send(),
                from(FOREIGN_ORIGIN, "POST", "/messages")
                        .bearer(alice.token())
                        .text("{}")
                        .send(),
                from(FOREIGN_ORIGIN, "POST", "/auth/token").text("{}").send(),
                from(FOREIGN_ORIGIN, "GET", "/no/such/route").send(),
                from(FOREIGN_ORIGIN, "GET", "/ws/room/nowhere").send());

        for (Answer each : answers) {
            expect(
                            "Access-Control-Allow-Credentials of " + each.to() + ", answered with " + each.status(),
                            each.header("Access-Control-Allow-Credentials").orElse("none"))
                    .toBe("not to be true", allowed -> !allowed.equalsIgnoreCase("true"));
        }
    }

    @Clause("SEC-HEADER-1")
    void tellsBrowsersToBeCareful() {
        Answer answer = scene.person("alice").gets("/rooms");

        expect("X-Content-Type-Options", answer.header("X-Content-Type-Options").orElse("none"))
                .toBe("nosniff");
        expect("X-Frame-Options", answer.header("X-Frame-Options").orElse("none"))
                .toBe("DENY");
        expect("Referrer-Policy", answer.header("Referrer-Policy").orElse("none"))
                .toBe("strict-origin-when-cross-origin");
    }

    private HttpCall from(String origin, String method, String path) {
        return scene.anonymous(method, path).header("Origin", origin);
    }

    private Answer preflight(String origin) {
        return from(origin, "OPTIONS", "/messages")
                .header("Access-Control-Request-Method", "POST")
                .send();
    }
}
