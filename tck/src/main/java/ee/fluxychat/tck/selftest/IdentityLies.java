package ee.fluxychat.tck.selftest;

import static ee.fluxychat.tck.selftest.Lie.about;
import static ee.fluxychat.tck.selftest.Lie.answering;
import static ee.fluxychat.tck.selftest.Lie.changing;
import static ee.fluxychat.tck.selftest.Lie.error;
import static ee.fluxychat.tck.selftest.Lie.instead;

import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.selftest.World.Project;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lies about health, conventions, keys and tokens. */
final class IdentityLies {

    private static final String MINT = "POST /auth/token";

    private IdentityLies() {}

    static List<Lie> all() {
        return List.of(
                about(
                        "HEALTH-OK-1",
                        "is never well",
                        () -> answering("GET /health", r -> r.saying(Json.object("ok", false)))),
                about("HEALTH-HEAD-1", "knows no HEAD", () -> answering("HEAD /health", r -> error(404, "not found"))),
                about(
                        "AUTH-MINT-1",
                        "does not say whose token it is",
                        () -> changing(MINT, a -> Lie.insideWithout(a, "claims", "sub"))),
                about("AUTH-MINT-2", "lets anybody be emperor", () -> new Rules() {
                    @Override
                    List<String> roles(List<String> asked) {
                        return asked.contains("emperor") ? asked : super.roles(asked);
                    }
                }),
                about("AUTH-MINT-3", "mints tokens for a year", () -> new Rules() {
                    @Override
                    long life(long asked) {
                        return Math.max(60, asked);
                    }
                }),
                about("AUTH-MINT-4", "mints without a key", () -> new Rules() {
                    @Override
                    Optional<Project> projectOf(World world, @Nullable String key) {
                        return key == null ? world.projects().stream().findFirst() : super.projectOf(world, key);
                    }
                }),
                about("AUTH-MINT-5", "takes any key for a key", () -> new Rules() {
                    @Override
                    Optional<Project> projectOf(World world, @Nullable String key) {
                        return super.projectOf(world, key)
                                .or(() -> key == null
                                        ? Optional.empty()
                                        : world.projects().stream().findFirst());
                    }
                }),
                about("AUTH-MINT-6", "breaks on a body that is no object", () -> new Rules() {
                    @Override
                    Reply answer(Request request, Reply truth) {
                        boolean isBroken = request.line().equals(MINT)
                                && Texts.object(request.body().text()).isEmpty();
                        return isBroken && truth.status() == 400 ? error(500, "broken") : truth;
                    }
                }),
                about("AUTH-MINT-7", "says that a missing user was not found", () -> new Rules() {
                    @Override
                    Reply answer(Request request, Reply truth) {
                        return request.line().equals(MINT)
                                        && truth.object().toString().contains("\"userId required\"")
                                ? error(404, "userId required")
                                : truth;
                    }
                }),
                about("AUTH-MINT-8", "allows points in user ids", () -> new Rules() {
                    @Override
                    boolean isId(String text) {
                        return text.equals("a.b") || super.isId(text);
                    }
                }),
                about(
                        "AUTH-MINT-9",
                        "takes no key from the query",
                        () -> instead(request -> request.line().equals(MINT)
                                        && request.parameter("apiKey").isPresent()
                                ? Optional.of(error(401, "api key required"))
                                : Optional.empty())),
                about(
                        "AUTH-MINT-10",
                        "mints by GET",
                        () -> answering("GET /auth/token", r -> Reply.json(Json.object("token", "x")))),
                about("AUTH-BEARER-1", "takes no token from the query", () -> new Rules() {
                    @Override
                    Optional<String> tokenOf(Request request) {
                        return request.isUpgrade()
                                        || request.header("authorization").isPresent()
                                ? super.tokenOf(request)
                                : Optional.empty();
                    }
                }),
                about("AUTH-BEARER-2", "prefers the query", () -> new Rules() {
                    @Override
                    Optional<String> tokenOf(Request request) {
                        return request.parameter("token").or(() -> super.tokenOf(request));
                    }
                }),
                about("AUTH-BEARER-3", "takes a bearer in lower case", () -> new Rules() {
                    @Override
                    Optional<String> tokenOf(Request request) {
                        return request.header("authorization")
                                .filter(each -> each.startsWith("bearer "))
                                .map(each -> each.substring("bearer ".length()))
                                .or(() -> super.tokenOf(request));
                    }
                }),
                about(
                        "AUTH-NONE-1",
                        "lists no rooms to nobody",
                        () -> instead(request -> request.line().equals("GET /rooms")
                                        && request.header("authorization").isEmpty()
                                        && request.parameter("token").isEmpty()
                                        && request.header("x-fluxy-api-key").isEmpty()
                                        && request.parameter("apiKey").isEmpty()
                                ? Optional.of(Reply.json(Json.object("rooms", List.of())))
                                : Optional.empty())),
                about(
                        "AUTH-KEY-1",
                        "lets an API key list rooms",
                        () -> instead(request -> request.line().equals("GET /rooms")
                                        && request.header("x-fluxy-api-key").isPresent()
                                ? Optional.of(Reply.json(Json.object("rooms", List.of())))
                                : Optional.empty())),
                about("AUTH-FORGED-1", "takes its API key for a secret, too", () -> new Rules() {
                    @Override
                    boolean isSignedRight(Token token, String secret) {
                        return super.isSignedRight(token, secret) || token.isSignedBy(" ");
                    }
                }),
                about("AUTH-FORGED-2", "believes a token without a signature", () -> new Rules() {
                    @Override
                    boolean isSignedRight(Token token, String secret) {
                        return token.jwt().signature().isEmpty() || super.isSignedRight(token, secret);
                    }
                }),
                about("AUTH-FORGED-3", "believes whatever algorithm a header names", () -> new Rules() {
                    @Override
                    boolean isAlgorithmRight(Token token) {
                        return true;
                    }
                }),
                about("AUTH-FORGED-4", "believes claims that were signed as others", () -> new Rules() {
                    @Override
                    boolean isSignedRight(Token token, String secret) {
                        return super.isSignedRight(token, secret)
                                || token.roles().contains("owner");
                    }
                }),
                about("AUTH-FORGED-5", "breaks on what is no token", () -> new Rules() {
                    @Override
                    Reply answer(Request request, Reply truth) {
                        boolean isJunk =
                                request.header("authorization").orElse("").equals("Bearer ...");
                        return isJunk ? error(500, "broken") : truth;
                    }
                }),
                about("AUTH-FORGED-6", "takes any HMAC", () -> new Rules() {
                    @Override
                    boolean isAlgorithmRight(Token token) {
                        return token.algorithm().matches("HS\\d{3}");
                    }

                    @Override
                    boolean isSignedRight(Token token, String secret) {
                        return token.algorithm().matches("HS\\d{3}") && token.isSignedBy(token.algorithm(), secret);
                    }
                }),
                about("AUTH-FORGED-7", "reads as much of a signature as it needs", () -> new Rules() {
                    @Override
                    boolean isSignedRight(Token token, String secret) {
                        String signature = token.jwt().signedBy("HS256", secret).signature();
                        return token.jwt().signature().startsWith(signature);
                    }
                }),
                about("AUTH-FORGED-8", "takes a restriction that it cannot read for none", () -> new Rules() {
                    @Override
                    boolean isReadable(Token token) {
                        return true;
                    }
                }),
                about("AUTH-EXP-1", "believes in tokens without an end", () -> new Rules() {
                    @Override
                    boolean isInTime(Token token) {
                        return token.expiry().isEmpty() || super.isInTime(token);
                    }
                }),
                about("AUTH-EXP-2", "believes tokens that have ended", () -> new Rules() {
                    @Override
                    boolean isInTime(Token token) {
                        return token.expiry().isPresent();
                    }
                }),
                about(
                        "ERROR-SHAPE-1",
                        "tells errors as text",
                        () -> answering(
                                "POST /messages", r -> r.status() == 400 ? r.with("Content-Type", "text/plain") : r)),
                about(
                        "ERROR-TRACE-1",
                        "makes up its own trace ids",
                        () -> answering(".*", r -> r.with("X-Trace-Id", "mine"))),
                about("ERROR-TRACE-2", "passes on any trace id", () -> new Rules() {
                    @Override
                    boolean isTrace(String text) {
                        return true;
                    }
                }),
                about("ERROR-OK-1", "answers 201 to a post", () -> new Rules() {
                    @Override
                    Reply answer(Request request, Reply truth) {
                        return String.valueOf(request.body().text()).contains("is this created?")
                                ? new Reply(201, truth.headers(), truth.body())
                                : truth;
                    }
                }),
                about(
                        "ERROR-404-1",
                        "knows every route",
                        () -> answering(".*no-such-route", r -> Reply.json(Json.object()))),
                about(
                        "CORS-ORIGIN-1",
                        "turns no preflight away",
                        () -> answering("OPTIONS .*", r -> r.status() == 403 ? Reply.text(204, "") : r)),
                about("CORS-VARY-1", "does not say that answers vary", () -> answering(".*", r -> r.without("Vary"))),
                about(
                        "CORS-PREFLIGHT-1",
                        "allows no DELETE",
                        () -> answering("OPTIONS .*", r -> r.with("Access-Control-Allow-Methods", "GET,POST"))),
                about(
                        "CORS-EXPOSE-1",
                        "hides its headers from pages",
                        () -> answering(".*", r -> r.without("Access-Control-Expose-Headers"))),
                about("CORS-CRED-1", "allows credentials to whoever has none", () -> new Rules() {
                    @Override
                    Reply answer(Request request, Reply truth) {
                        return truth.status() == 401 && request.header("origin").isPresent()
                                ? truth.with("Access-Control-Allow-Credentials", "true")
                                : truth;
                    }
                }),
                about(
                        "SEC-HEADER-1",
                        "lets itself be framed",
                        () -> answering(".*", r -> r.without("X-Frame-Options"))),
                about("TENANT-KEY-1", "believes a token of any project", () -> new Rules() {
                    @Override
                    boolean isSignedRight(Token token, String secret) {
                        boolean isShort = token.expiry().orElse(0)
                                <= java.time.Instant.now().getEpochSecond() + 600;
                        return super.isSignedRight(token, secret)
                                || (isShort && token.jwt().signature().length() == 43);
                    }
                }),
                about(
                        "TENANT-NEW-1",
                        "does not say when it opened a project",
                        () -> changing("POST /admin/projects", a -> Lie.insideWithout(a, "project", "created_at"))),
                about("TENANT-NEW-2", "lets members see the projects", () -> new Rules() {
                    @Override
                    boolean mayOpenProjects(Request request, Caller caller) {
                        return super.mayOpenProjects(request, caller)
                                || (request.method().equals("GET")
                                        && caller.roles().equals(List.of("member")));
                    }
                }),
                about("BODY-JSON-1", "breaks on a body that is no object", () -> broken("POST /rooms/[^/]+/read")),
                about(
                        "BODY-JSON-2",
                        "breaks on an admin's body that is no object",
                        () -> broken("POST /admin/projects")),
                about("BODY-JSON-3", "breaks on deep nesting", () -> new Rules() {
                    @Override
                    Reply answer(Request request, Reply truth) {
                        return request.body().size() > 200_000 && request.body().size() < 300_000
                                ? error(500, "broken")
                                : truth;
                    }
                }),
                about("BODY-JSON-4", "breaks on a number that is too large", () -> new Rules() {
                    @Override
                    Reply answer(Request request, Reply truth) {
                        return String.valueOf(request.body().text()).contains("1e999999999")
                                ? error(500, "broken")
                                : truth;
                    }
                }),
                about("BODY-UTF8-1", "breaks on bytes that are no text", () -> new Rules() {
                    @Override
                    Reply answer(Request request, Reply truth) {
                        return request.body().text() == null ? error(500, "broken") : truth;
                    }
                }),
                about(
                        "BODY-SIZE-1",
                        "calls a long body a bad one",
                        () -> answering(".*", r -> r.status() == 413 ? error(400, "payload_too_large") : r)),
                about("BODY-SIZE-2", "calls half a mebibyte too long", () -> new Rules() {
                    @Override
                    Reply answer(Request request, Reply truth) {
                        return request.body().size() > 512 << 10 ? error(413, "payload_too_large") : truth;
                    }
                }),
                about(
                        "CONTRACT-HTTP-1",
                        "tells its flags in a form of its own",
                        () -> changing("GET /client/feature-flags", a -> Texts.with(a, "flags", "none"))),
                about("BODY-TYPE-1", "reads no JSON with a charset", () -> new Rules() {
                    @Override
                    Reply answer(Request request, Reply truth) {
                        return request.header("content-type").orElse("").contains("charset")
                                ? error(415, "unsupported")
                                : truth;
                    }
                }));
    }

    private static Rules broken(String line) {
        return new Rules() {
            @Override
            Reply answer(Request request, Reply truth) {
                return request.line().matches(line)
                                && Texts.object(request.body().text()).isEmpty()
                                && truth.status() == 400
                        ? error(500, "broken")
                        : truth;
            }
        };
    }
}
