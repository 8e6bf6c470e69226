package ee.fluxychat.tck.selftest;

import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.selftest.World.Project;
import ee.fluxychat.tck.target.Jwt;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Mints tokens and believes them. Called with the world's monitor held. */
final class Identity {

    private static final long USUAL_LIFE = 3_600;

    private final World world;
    private final Rules rules;
    private final Minutes minted = new Minutes();

    Identity(World world, Rules rules) {
        this.world = world;
        this.rules = rules;
    }

    Reply mint(Request request) {
        String key = request.header("x-fluxy-api-key")
                .or(() -> request.parameter("apiKey"))
                .orElse(null);
        Project project = rules.projectOf(world, key)
                .orElseThrow(() -> new Refusal(401, key == null ? "api key required" : "invalid api key"));
        minted.spend(project.id + " " + rules.address(request), rules.mintsPerMinute());
        JsonObject wish = request.object();
        String user = user(wish);
        List<String> roles = rules.roles(roles(wish.get("roles")));
        long life = rules.life(life(wish.get("ttlSeconds")));
        JsonObject claims = Json.object(
                "sub",
                user,
                "tid",
                project.id,
                "roles",
                roles,
                "iat",
                Instant.now().getEpochSecond(),
                "exp",
                Instant.now().getEpochSecond() + rules.lifeInside(life));
        return Reply.json(Json.object(
                "token",
                Jwt.signed("HS256", claims, project.secret).token(),
                "expiresIn",
                life,
                "claims",
                Json.object("sub", user, "tid", project.id, "roles", roles)));
    }

    private String user(JsonObject wish) {
        String user = Texts.text(wish, "userId").orElseThrow(() -> new Refusal(400, "userId required"));
        if (!rules.isId(user)) {
            throw new Refusal(400, "userId required: must be 1-128 chars, alphanumeric with _ -");
        }
        return user;
    }

    private static List<String> roles(@Nullable JsonValue roles) {
        if (roles == null) {
            return List.of();
        } else if (roles instanceof JsonArray array) {
            return array.stream()
                    .map(each -> each instanceof JsonString string ? string.getString() : "")
                    .toList();
        }
        throw new Refusal(400, "Invalid input: roles is an array");
    }

    private static long life(@Nullable JsonValue life) {
        if (life == null) {
            return USUAL_LIFE;
        } else if (life instanceof JsonNumber number) {
            return (long) number.doubleValue();
        } else if (life instanceof JsonString string && string.getString().matches("\\d{1,9}")) {
            return Long.parseLong(string.getString());
        }
        throw new Refusal(400, "Invalid input: ttlSeconds is a number");
    }

    /** Who speaks; without a good token it is refused. */
    Caller caller(Request request) {
        Optional<String> shown = rules.tokenOf(request);
        Optional<Token> token = shown.flatMap(Token::of);
        return token.flatMap(this::believed)
                .orElseThrow(() -> Refusal.ofToken(
                        token.map(this::whyNot).orElse(shown.isEmpty() ? "Unauthorized" : "Invalid token")));
    }

    private String whyNot(Token token) {
        if (token.expiry().isEmpty()) {
            return "Token missing exp claim";
        }
        return rules.isInTime(token) ? "Unauthorized" : "Token expired";
    }

    private Optional<Caller> believed(Token token) {
        return rules.projectOf(world, token)
                .filter(project -> rules.isAlgorithmRight(token))
                .filter(project -> rules.isSignedRight(token, project.secret))
                .filter(project -> rules.isInTime(token))
                .filter(project -> rules.isReadable(token))
                .filter(project -> rules.isId(rules.user(token)))
                .map(project -> new Caller(project, rules.user(token), rules.roles(token), until(token)));
    }

    private static Instant until(Token token) {
        // the second that exp names is the token's last
        return Instant.ofEpochSecond(token.expiry().orElse(Instant.now().getEpochSecond() + USUAL_LIFE) + 1);
    }
}
