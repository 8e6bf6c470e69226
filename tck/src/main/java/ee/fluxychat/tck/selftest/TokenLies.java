package ee.fluxychat.tck.selftest;

import static ee.fluxychat.tck.selftest.Lie.about;
import static ee.fluxychat.tck.selftest.Lie.changing;
import static ee.fluxychat.tck.selftest.Lie.instead;

import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.selftest.World.Project;
import ee.fluxychat.tck.selftest.World.Room;
import ee.fluxychat.tck.target.Jwt;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lies about what stands in a token, what its roles open, and who opens projects. */
final class TokenLies {

    private static final String PROJECTS = "/admin/projects";

    private TokenLies() {}

    static List<Lie> all() {
        return List.of(
                about(
                        "HEALTH-OPEN-1",
                        "is well for who shows no bad token only",
                        () -> instead(request -> request.line().equals("GET /health")
                                        && request.header("authorization").isPresent()
                                ? Optional.of(Reply.text(401, "Unauthorized"))
                                : Optional.empty())),
                about("AUTH-SECRET-1", "takes a secret that base64 decoded, too", () -> new Rules() {
                    @Override
                    boolean isSignedRight(Token token, String secret) {
                        return super.isSignedRight(token, secret)
                                || Jwt.signed(
                                                token.claims(),
                                                Base64.getDecoder().decode(secret))
                                        .signature()
                                        .equals(token.jwt().signature());
                    }
                }),
                about("AUTH-FORGED-1", "believes any signature of a token in a handshake's query", () -> new Asked() {
                            @Override
                            boolean isSignedRight(Token token, String secret) {
                                return super.isSignedRight(token, secret)
                                        || (asked().isUpgrade()
                                                && asked().header("authorization")
                                                        .isEmpty());
                            }
                        })
                        .also("AUTH-FORGED-2", "AUTH-FORGED-4", "AUTH-FORGED-7", "AUTH-FORGED-9", "AUTH-SECRET-1"),
                about("AUTH-FORGED-1", "believes any signature of an operator's token", () -> new Asked() {
                            @Override
                            boolean isSignedRight(Token token, String secret) {
                                return super.isSignedRight(token, secret)
                                        || asked().path().startsWith("/admin/");
                            }
                        })
                        .also("AUTH-FORGED-2", "AUTH-FORGED-4", "AUTH-FORGED-7", "AUTH-FORGED-9", "AUTH-SECRET-1"),
                about("AUTH-FORGED-9", "believes a signature with any project's secret", () -> new Rules() {
                    private List<World.Project> all = List.of();

                    @Override
                    Optional<World.Project> projectOf(World world, Token token) {
                        all = world.projects();
                        return super.projectOf(world, token);
                    }

                    @Override
                    boolean isSignedRight(Token token, String secret) {
                        return all.stream().anyMatch(each -> super.isSignedRight(token, each.secret));
                    }
                }),
                about("AUTH-EXP-2", "opens streams to tokens that have ended", () -> new Asked() {
                    @Override
                    boolean isInTime(Token token) {
                        return super.isInTime(token) || (token.expiry().isPresent() && asked().isForStream());
                    }
                }),
                about("AUTH-CLAIM-1", "mends the user that a token names", () -> new Rules() {
                    @Override
                    String user(Token token) {
                        return super.user(token).strip();
                    }
                }),
                about("AUTH-CLAIM-2", "takes an unknown project for its first", () -> new Rules() {
                    @Override
                    Optional<Project> projectOf(World world, Token token) {
                        return super.projectOf(world, token).or(() -> world.projects().stream()
                                .filter(each -> isId(token.project()))
                                .findFirst());
                    }
                }),
                about("AUTH-CLAIM-3", "takes who claims no role for a guest", () -> new Rules() {
                    @Override
                    List<String> roles(Token token) {
                        return token.claims().containsKey("roles") ? super.roles(token) : List.of("guest");
                    }
                }),
                about("AUTH-ADMIN-1", "shows projects for a token in the query", () -> new Rules() {
                    @Override
                    boolean mayOpenProjects(Request request, Caller caller) {
                        return super.mayOpenProjects(request, caller)
                                || (request.method().equals("GET") && caller.isAdmin());
                    }
                }),
                about("AUTH-ROLE-1", "takes an owner for a member", () -> new Rules() {
                    @Override
                    boolean mayEnter(Caller caller, Room room) {
                        boolean isIn = room.type.equals("public") || room.members.containsKey(caller.user());
                        return super.mayEnter(caller, room)
                                && (isIn || !caller.roles().equals(List.of("owner")));
                    }
                }),
                about("AUTH-ROLE-3", "lets a mod into every room", () -> new Rules() {
                    @Override
                    boolean mayEnter(Caller caller, Room room) {
                        boolean isMod = caller.roles().contains("mod") && room.project.equals(caller.project());
                        return isMod || super.mayEnter(caller, room);
                    }
                }),
                about("AUTH-MINT-11", "grants nobody the role mod", () -> new Rules() {
                    @Override
                    List<String> roles(List<String> asked) {
                        return super.roles(asked.stream()
                                .filter(each -> !each.equals("mod"))
                                .toList());
                    }
                }),
                about("AUTH-MINT-13", "ends every token after an hour, whatever it says", () -> new Rules() {
                    @Override
                    long lifeInside(long life) {
                        return Math.min(life, 3_600);
                    }
                }),
                about(
                        "AUTH-BOOT-2",
                        "opens a project for the secret null",
                        () -> instead(request -> request.line().equals("POST /platform/bootstrap")
                                        && request.header("x-fluxy-bootstrap-secret")
                                                .orElse("")
                                                .equals("null")
                                ? Optional.of(Reply.json(Json.object("project", opened())))
                                : Optional.empty())),
                about("TENANT-NEW-3", "takes blanks for a project's name", () -> new Rules() {
                    @Override
                    Reply answer(Request request, Reply truth) {
                        boolean isBlank = request.line().equals("POST " + PROJECTS)
                                && String.valueOf(request.body().text()).contains("\"   \"");
                        return isBlank && truth.status() == 400 ? Reply.json(Json.object("project", opened())) : truth;
                    }
                }),
                about(
                        "TENANT-NEW-4",
                        "does not tell the plans of projects",
                        () -> changing(
                                "GET " + PROJECTS,
                                a -> Texts.with(
                                        a,
                                        "projects",
                                        Texts.objects(a, "projects").stream()
                                                .map(each -> Texts.without(each, "plan"))
                                                .toList()))));
    }

    /** Lies that know what is asked for. */
    private abstract static class Asked extends Rules {

        private @Nullable Request asked;

        @Override
        Optional<String> tokenOf(Request request) {
            asked = request;
            return super.tokenOf(request);
        }

        /** The request whose token is looked at. */
        final Request asked() {
            return Objects.requireNonNull(asked);
        }
    }

    private static JsonObject opened() {
        return Json.object(
                "id",
                "opened",
                "name",
                "opened",
                "created_at",
                World.time(World.now()),
                "plan",
                JsonValue.NULL,
                "apiKey",
                "fc_" + "0".repeat(32));
    }
}
