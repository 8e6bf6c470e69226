package ee.fluxychat.tck.cases;

import static ee.fluxychat.tck.client.Expect.expect;

import ee.fluxychat.tck.client.Answer;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.spec.Chapter;
import ee.fluxychat.tck.spec.Clause;
import ee.fluxychat.tck.target.Room;
import ee.fluxychat.tck.target.Scene;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Requests that make no sense: each gets the documented answer, none leaves a trace, none is the server's fault. */
@Chapter("Malformed requests")
final class MalformedCases {

    private static final List<String> NOT_AN_OBJECT = List.of(
            "",
            " ",
            "{",
            "}",
            "{]",
            "hello",
            "'x'",
            "{\"a\":}",
            "{\"a\":1,}",
            "{a:1}",
            "[]",
            "[1]",
            "null",
            "true",
            "7",
            "\"x\"",
            "\u0000");

    private final Scene scene;

    MalformedCases(Scene scene) {
        this.scene = scene;
    }

    @Clause("BODY-JSON-1")
    void refusesBodiesThatAreNoObjectOnEveryRoute() {
        Room room = scene.room("alice");
        long id = room.enters("alice").posts("here before").number("id");
        Person alice = scene.person("alice");

        for (String body : NOT_AN_OBJECT) {
            refused(alice, "POST", "/messages", body);
            refused(alice, "PATCH", "/messages/" + id, body);
            refused(alice, "POST", "/messages/" + id + "/reactions", body);
            refused(alice, "DELETE", "/messages/" + id + "/reactions", body);
            refused(alice, "POST", "/rooms", body);
            refused(alice, "POST", "/rooms/dm", body);
            refused(alice, "POST", "/rooms/" + room.id() + "/read", body);
        }

        expect("texts in history", room.texts(alice)).toBe(List.of("here before"));
    }

    @Clause("BODY-JSON-2")
    void refusesBodiesThatAreNoObjectOnAdminRoutes() {
        Room room = scene.room("alice");
        Person admin = scene.admin();

        for (String body : NOT_AN_OBJECT) {
            refused(admin, "POST", "/rooms/" + room.id() + "/members", body);
            refused(admin, "POST", "/admin/projects", body);
        }
    }

    @Clause("BODY-JSON-3")
    void survivesDeepNesting() {
        Room room = scene.room("alice");
        String nest = "[".repeat(100_000) + "]".repeat(100_000);
        Person alice = scene.person("alice");

        refused(alice, "POST", "/messages", nest);
        alice.call("POST", "/messages")
                .text("{\"roomId\":\"" + room.id() + "\",\"content\":\"deep\",\"x\":" + nest + "}")
                .send()
                .isNoServerError();
    }

    @Clause("BODY-JSON-4")
    void survivesOddNumbers() {
        Room room = scene.room("alice");
        Person alice = scene.person("alice");

        for (String number : List.of("1e999999999", "-0", "1.0", "99999999999999999999999999", "1e-400", "1E400")) {
            alice.call("POST", "/messages")
                    .text("{\"roomId\":\"" + room.id() + "\",\"content\":\"odd\",\"replyTo\":" + number + "}")
                    .send()
                    .isNoServerError();
            alice.call("POST", "/rooms/" + room.id() + "/read")
                    .text("{\"messageId\":" + number + "}")
                    .send()
                    .isNoServerError();
        }
    }

    @Clause("BODY-UTF8-1")
    void survivesBytesThatAreNoText() {
        Room room = scene.room("alice");
        byte[] body = ("{\"roomId\":\"" + room.id() + "\",\"content\":\"??\"}").getBytes(StandardCharsets.UTF_8);
        body[body.length - 3] = (byte) 0xFF;
        body[body.length - 4] = (byte) 0xC3;

        scene.person("alice").call("POST", "/messages").bytes(body).send().isNoServerError();

        scene.person("alice")
                .posts("/messages", "roomId", room.id(), "content", "half a pair \ud83d")
                .isNoServerError();
        scene.person("alice")
                .call("POST", "/messages")
                .text("{\"roomId\":\"" + room.id() + "\",\"content\":\"lone \\ud83d surrogate\"}")
                .send()
                .isNoServerError();
        room.history(scene.person("alice"));
    }

    @Clause("BODY-SIZE-1")
    void refusesABodyOfMoreThanAMebibyte() {
        Room room = scene.room("alice");
        String tooLong =
                "{\"roomId\":\"" + room.id() + "\",\"content\":\"x\",\"padding\":\"" + "y".repeat(1_048_576) + "\"}";

        Map<String, String> headers =
                Map.of("Authorization", "Bearer " + scene.person("alice").token(), "Content-Type", "application/json");

        // who refuses it for its length alone may close before all of it is sent: the reset may swallow the refusal,
        // but stores nothing
        scene.rawSocket("alice")
                .request("POST", "/messages", headers, tooLong.getBytes(StandardCharsets.UTF_8))
                .ifPresent(answer ->
                        expect("error", answer.is(413).json().text("error")).toBe("payload_too_large"));

        expect("texts in history", room.texts(scene.person("alice"))).toBe(List.of());
    }

    @Clause("BODY-SIZE-2")
    void readsABodyOfAMebibyte() {
        Room room = scene.room("alice");
        String start = "{\"roomId\":\"" + room.id() + "\",\"content\":\"x\",\"padding\":\"";
        String body = start + "y".repeat(1_048_576 - start.length() - 2) + "\"}";

        scene.person("alice").call("POST", "/messages").text(body).send().is(200);
    }

    @Clause("BODY-TYPE-1")
    void readsJsonWhateverItIsCalled() {
        Room room = scene.room("alice");

        scene.person("alice")
                .call("POST", "/messages")
                .header("Content-Type", "application/json; charset=utf-8")
                .text("{\"roomId\":\"" + room.id() + "\",\"content\":\"ä\"}")
                .send()
                .is(200);
        scene.person("alice")
                .call("POST", "/messages")
                .header("Content-Type", "text/plain")
                .text("{\"roomId\":\"" + room.id() + "\",\"content\":\"plain\"}")
                .send()
                .is(200, 400, 415);
    }

    private static void refused(Person person, String method, String path, String body) {
        Answer answer = person.call(method, path).text(body).send();
        answer.refuses(400);
    }
}
