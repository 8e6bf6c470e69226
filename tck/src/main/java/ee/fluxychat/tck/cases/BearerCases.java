package ee.fluxychat.tck.cases;

import static ee.fluxychat.tck.client.Expect.expect;

import ee.fluxychat.tck.client.HttpCall;
import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.client.RawSocket;
import ee.fluxychat.tck.spec.Chapter;
import ee.fluxychat.tck.spec.Clause;
import ee.fluxychat.tck.target.Jwt;
import ee.fluxychat.tck.target.Room;
import ee.fluxychat.tck.target.Scene;
import ee.fluxychat.tck.target.Skipped;
import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which tokens open a door, on HTTP and at the handshake, and which open none. */
@Chapter("Showing tokens")
final class BearerCases {

    private static final List<String> MEMBER = List.of("member");

    private final Scene scene;

    BearerCases(Scene scene) {
        this.scene = scene;
    }

    @Clause("AUTH-BEARER-1")
    void takesATokenFromTheHeaderOrTheQuery() {
        Room room = scene.room("alice");
        Person alice = scene.person("alice");

        alice.gets("/rooms").is(200);
        scene.anonymous("GET", "/rooms?token=" + alice.token()).send().is(200);
        scene.anonymous("GET", "/api/messages?roomId=" + room.id() + "&token=" + alice.token())
                .send()
                .is(200);
    }

    @Clause("AUTH-BEARER-2")
    void prefersTheHeader() {
        String good = scene.person("alice").token();

        scene.anonymous("GET", "/rooms?token=" + good).bearer("x.y.z").send().is(401);
        scene.anonymous("GET", "/rooms?token=x.y.z").bearer(good).send().is(200);
    }

    @Clause("AUTH-BEARER-3")
    void takesAnotherSchemeForNoToken() {
        String good = scene.person("alice").token();

        scene.anonymous("GET", "/rooms")
                .header("Authorization", "bearer " + good)
                .send()
                .is(401);
        scene.anonymous("GET", "/rooms")
                .header("Authorization", "Basic " + good)
                .send()
                .is(401);
        scene.anonymous("GET", "/rooms").header("Authorization", good).send().is(401);
    }

    @Clause("AUTH-NONE-1")
    void opensNothingWithoutAToken() {
        Room room = scene.room("alice");

        scene.anonymous("GET", "/rooms").send().is(401);
        scene.anonymous("POST", "/rooms")
                .text("{\"name\":\"x\",\"type\":\"group\"}")
                .send()
                .is(401);
        scene.anonymous("GET", "/rooms/" + room.id() + "/members").send().is(401);
        scene.anonymous("GET", "/rooms/" + room.id() + "/unread").send().is(401);
        scene.anonymous("POST", "/rooms/" + room.id() + "/read")
                .text("{\"messageId\":1}")
                .send()
                .is(401);
        scene.anonymous("PATCH", "/messages/1")
                .text("{\"content\":\"x\"}")
                .send()
                .is(401);
        scene.anonymous("DELETE", "/messages/1").send().is(401);
        opensNothing("");
    }

    @Clause("AUTH-KEY-1")
    void takesAnApiKeyForNoToken() {
        Room room = scene.room("alice");
        String key = scene.target().home().key();

        scene.anonymous("GET", "/rooms").header("X-Fluxy-Api-Key", key).send().is(401);
        scene.anonymous("GET", "/rooms?apiKey=" + key).send().is(401);
        scene.anonymous("GET", "/rooms").bearer(key).send().is(401);
        Map<String, String> headers = RawSocket.upgradeHeaders();
        headers.put("X-Fluxy-Api-Key", key);
        Knock.at(scene, room.id(), "?apiKey=" + key, headers).isRefused(401);
    }

    @Clause("AUTH-FORGED-1")
    void refusesATokenSignedWithAnotherSecret() {
        opensNothing(Jwt.signed("HS256", goodClaims(), "not the secret of this project")
                .token());
        opensNothing(
                Jwt.signed("HS256", goodClaims(), scene.target().home().key()).token());
        opensNothing(Jwt.signed("HS256", goodClaims(), " ").token());
    }

    @Clause("AUTH-FORGED-2")
    void refusesATokenWithoutASignature() {
        Jwt good = Jwt.of(scene.person("alice").token());

        opensNothing(good.unsigned().token());
        opensNothing(
                good.under(Json.object("alg", "none", "typ", "JWT")).unsigned().token());
        opensNothing(good.under(Json.object("alg", "None")).unsigned().token());
    }

    @Clause("AUTH-FORGED-3")
    void refusesAnotherAlgorithmInTheHeader() {
        Jwt good = Jwt.of(scene.person("alice").token());
        String secret = scene.target().tokenSecret();

        for (String algorithm : List.of("none", "RS256", "HS512")) {
            opensNothing(good.under(Json.object("alg", algorithm, "typ", "JWT"))
                    .signedBy("HS256", secret)
                    .token());
        }
    }

    @Clause("AUTH-FORGED-4")
    void refusesATokenChangedAfterSigning() {
        Jwt good = Jwt.of(scene.person("alice").token());
        for (String algorithm : List.of("none", "RS256", "ES256", "HS384", "HS512", "hs256", "")) {
            opensNothing(good.under(Json.object("alg", algorithm, "typ", "JWT")).token());
        }
        opensNothing(good.under(Json.object("typ", "JWT")).token());
        String project = good.payload().text("tid");

        opensNothing(good.claiming(Jwt.claims(scene.person("bob").id(), project, MEMBER, 3_600))
                .token());
        opensNothing(good.claiming(Jwt.claims(scene.person("alice").id(), project, List.of("owner"), 3_600))
                .token());
        opensNothing(good.claiming(Jwt.claims(scene.person("alice").id(), "elsewhere", MEMBER, 3_600))
                .token());
    }

    @Clause("AUTH-FORGED-5")
    void refusesWhatIsNoToken() {
        for (String junk : List.of(
                "x", "x.y", "a.b.c", "a.b.c.d", "...", "eyJhbGciOiJIUzI1NiJ9.bm90IGpzb24.c2ln", "e30.e30.e30")) {
            opensNothing(junk);
        }
    }

    @Clause("AUTH-FORGED-6")
    void refusesTheRightSecretWithAnotherAlgorithm() {
        String secret = scene.target().tokenSecret();

        opensNothing(Jwt.signed("HS512", goodClaims(), secret).token());
        opensNothing(Jwt.signed("HS384", goodClaims(), secret).token());
    }

    @Clause("AUTH-FORGED-7")
    void refusesATokenWithMoreThanAToken() {
        String good = scene.person("alice").token();

        for (String junk : List.of("=", "A", "AAAA", ".x", "%20", "~")) {
            opensNothing(good + junk);
        }
        opensNothing("A" + good);
        opensNothing("." + good);
    }

    @Clause("AUTH-FORGED-8")
    void refusesRestrictionsThatItCannotRead() {
        for (Object odd : List.of("guest", 1, Json.object("guest", true), List.of(List.of("guest")))) {
            opensNothing(claiming("roles", odd));
        }
        for (Object odd : List.of(1, true, List.of("lobby"), Json.object("id", "lobby"))) {
            opensNothing(claiming("roomId", odd));
        }
    }

    private String claiming(String name, Object value) {
        JsonObject claims = jakarta.json.Json.createObjectBuilder(goodClaims())
                .addAll(jakarta.json.Json.createObjectBuilder(Json.object(name, value)))
                .build();
        return signed(claims);
    }

    @Clause("AUTH-FORGED-9")
    void refusesATokenSignedWithTheSecretOfAnotherProject() {
        String others = scene.target().otherTokenSecret();
        if (others.equals(scene.target().tokenSecret())) {
            throw new Skipped("both projects sign with one secret");
        }
        opensNothing(Jwt.signed("HS256", goodClaims(), others).token());
    }

    @Clause("AUTH-SECRET-1")
    void takesTheSecretAsItIsWritten() {
        String secret = scene.target().tokenSecret();
        Jwt minted = Jwt.of(scene.target().home().mint(scene.person("alice").id(), MEMBER, 600, scene.transcript()));

        expect(
                        "whether a minted token is signed with the secret's own bytes",
                        minted.equals(minted.signedBy("HS256", secret)))
                .toBe(true);
        scene.anonymous("GET", "/rooms").bearer(signed(goodClaims())).send().is(200);
        for (byte[] decoded : decoded(secret)) {
            opensNothing(Jwt.signed(goodClaims(), decoded).token());
        }
    }

    /** What base64 makes of the secret, in either alphabet. */
    private static List<byte[]> decoded(String secret) {
        List<byte[]> decoded = new ArrayList<>();
        for (Base64.Decoder each : List.of(Base64.getDecoder(), Base64.getUrlDecoder())) {
            try {
                decoded.add(each.decode(secret));
            } catch (IllegalArgumentException notBase64) {
                // the other alphabet may do
            }
        }
        if (decoded.isEmpty()) {
            throw new Skipped("needs a secret that base64 would decode");
        }
        return decoded;
    }

    @Clause("AUTH-CLAIM-1")
    void refusesATokenOfNobodyOrOfNoProject() {
        String alice = scene.person("alice").id();
        String project = scene.target().home().id(scene.transcript());

        for (Object user : new Object[] {null, 7, "", alice + " ", "a/b", "x".repeat(129), List.of(alice)}) {
            opensNothing(signed(claims(user, project)));
        }
        for (Object tenant : new Object[] {null, 7, "", project + " ", "a/b", "x".repeat(129), List.of(project)}) {
            opensNothing(signed(claims(alice, tenant)));
        }
        opensNothing(signed(Json.object("tid", project, "roles", MEMBER, "exp", inAnHour())));
        opensNothing(signed(Json.object("sub", alice, "roles", MEMBER, "exp", inAnHour())));
    }

    @Clause("AUTH-CLAIM-2")
    void refusesATokenOfAProjectThatIsNotThere() {
        JsonObject elsewhere = claims(scene.person("alice").id(), scene.target().freshName("project"));

        opensNothing(signed(elsewhere));
        opensNothing(Jwt.signed("HS256", elsewhere, elsewhere.getString("tid")).token());
    }

    @Clause("AUTH-ADMIN-1")
    void takesAnAdminsTokenFromTheHeaderOnly() {
        Person admin = scene.admin();
        String query = "/admin/projects?token=" + admin.token();
        String name = scene.marker();

        admin.gets("/admin/projects").is(200);
        scene.anonymous("GET", query).send().is(401);
        scene.anonymous("POST", query).json(Json.object("name", name)).send().is(401);

        expect(
                        "names of the projects",
                        admin.gets("/admin/projects").is(200).json().objects("projects").stream()
                                .map(each -> each.text("name"))
                                .toList())
                .toBe("not to have " + name, each -> !each.contains(name));
    }

    @Clause("AUTH-EXP-1")
    void refusesATokenWithoutAnEnd() {
        String project = scene.target().home().id(scene.transcript());
        var endless = Json.object("sub", scene.person("alice").id(), "tid", project, "roles", MEMBER);

        opensNothing(Jwt.signed("HS256", endless, scene.target().tokenSecret()).token());
    }

    @Clause("AUTH-EXP-2")
    void refusesATokenThatHasEnded() {
        String project = scene.target().home().id(scene.transcript());
        var ended = Jwt.claims(scene.person("alice").id(), project, MEMBER, -5);

        opensNothing(Jwt.signed("HS256", ended, scene.target().tokenSecret()).token());
    }

    private String signed(JsonObject claims) {
        return Jwt.signed("HS256", claims, scene.target().tokenSecret()).token();
    }

    private static JsonObject claims(@Nullable Object user, @Nullable Object project) {
        return Json.object("sub", user, "tid", project, "roles", MEMBER, "exp", inAnHour());
    }

    private static long inAnHour() {
        return System.currentTimeMillis() / 1_000 + 3_600;
    }

    private JsonObject goodClaims() {
        return Jwt.claims(scene.person("alice").id(), scene.target().home().id(scene.transcript()), MEMBER, 3_600);
    }

    /** Tries a token of alice in her own room, reading, writing and connecting, and at an operator's door, and looks that nothing came of it. */
    private void opensNothing(String token) {
        Room room = scene.room("alice");
        opensNothingByHeader(room, "Bearer " + token);
        opensNothingByQuery(room, "?token=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
        expect("messages in the room", room.texts(scene.person("alice"))).toBe(List.of());
    }

    private void opensNothingByHeader(Room room, String authorization) {
        scene.anonymous("GET", "/api/messages?roomId=" + room.id())
                .header("Authorization", authorization)
                .send()
                .is(401);
        scene.anonymous("POST", "/messages")
                .header("Authorization", authorization)
                .json(Json.object("roomId", room.id(), "content", "written with a bad token"))
                .send()
                .is(401);
        Map<String, String> headers = RawSocket.upgradeHeaders();
        headers.put("Authorization", authorization);
        Knock.at(scene, room.id(), "", headers).isRefused(401);
        // what is not offered opens to nobody
        stream(room, "").header("Authorization", authorization).knocks().is(401, 404);
        scene.anonymous("GET", "/admin/projects")
                .header("Authorization", authorization)
                .send()
                .is(401, 404);
    }

    /** As browsers show it, which set no header of a WebSocket. */
    private void opensNothingByQuery(Room room, String query) {
        scene.anonymous("GET", "/api/messages" + query + "&roomId=" + room.id())
                .send()
                .is(401);
        Knock.at(scene, room.id(), query, RawSocket.upgradeHeaders()).isRefused(401);
        stream(room, query).knocks().is(401, 404);
    }

    private HttpCall stream(Room room, String query) {
        return scene.anonymous("GET", "/rooms/" + room.id() + "/stream" + query).header("Accept", "text/event-stream");
    }
}
