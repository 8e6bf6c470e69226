package ee.fluxychat.identity;

import ee.fluxychat.identity.TokenRejected.Reason;
import ee.fluxychat.wire.Json;
import ee.fluxychat.wire.Refused;
import ee.fluxychat.wire.Text;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Tells from a token who calls: HS256 only, with the secret of the token's own project. Thread-safe. */
public final class TokenVerifier {

    private static final AlgorithmConstraints HS256_ONLY =
            new AlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256);
    private static final String BEARER = "Bearer ";
    // RFC 7515, 2: base64url without padding; the decoders are more lenient
    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");

    private final Projects projects;
    private final InstantSource clock;

    public TokenVerifier(Projects projects, InstantSource clock) {
        this.projects = projects;
        this.clock = clock;
    }

    /** The caller that a request's {@code Authorization} header or {@code token} parameter names; a well-formed header wins. */
    public Caller caller(@Nullable String authorization, @Nullable String parameter) {
        String token = authorization != null && authorization.startsWith(BEARER)
                ? authorization.substring(BEARER.length()).strip()
                : parameter;
        if (token == null || token.isEmpty()) {
            throw new TokenRejected(Reason.UNAUTHORIZED);
        }
        return verify(token);
    }

    /** The caller; rejects in the order and words of the protocol, the expiry before the signature. */
    public Caller verify(String token) {
        JsonObject claims = claims(token);
        Instant expiry = expiry(claims);
        if (!clock.instant().isBefore(expiry)) {
            throw new TokenRejected(Reason.EXPIRED);
        }
        Project project =
                id(claims, "tid").map(ProjectId::new).flatMap(projects::find).orElseThrow(this::unauthorized);
        UserId user = id(claims, "sub").map(UserId::new).orElseThrow(this::unauthorized);
        if (!isSignedBy(project, token)) {
            throw unauthorized();
        }
        return new Caller(project.id(), user, roles(claims), expiry, onlyRoom(claims));
    }

    private TokenRejected unauthorized() {
        return new TokenRejected(Reason.UNAUTHORIZED);
    }

    private static JsonObject claims(String token) {
        if (COMPACT.matcher(token).matches()) {
            try {
                byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
                if (Json.parse(new String(payload, StandardCharsets.UTF_8)) instanceof JsonObject claims) {
                    return claims;
                }
            } catch (IllegalArgumentException | Refused notJson) {
                throw new TokenRejected(Reason.INVALID);
            }
        }
        throw new TokenRejected(Reason.INVALID);
    }

    private static Instant expiry(JsonObject claims) {
        if (!(claims.get("exp") instanceof JsonNumber number)) {
            throw new TokenRejected(Reason.WITHOUT_EXPIRY);
        }
        try {
            return Instant.ofEpochSecond((long) number.doubleValue());
        } catch (DateTimeException beyondTime) {
            throw new TokenRejected(Reason.INVALID);
        }
    }

    /** Read as it stands: a claim is believed or not, and never mended. */
    private static Optional<String> id(JsonObject claims, String name) {
        return claims.get(name) instanceof JsonString string
                ? Optional.of(string.getString()).filter(Text::isId)
                : Optional.empty();
    }

    /** A restriction that cannot be read must not be taken for none. */
    private @Nullable String onlyRoom(JsonObject claims) {
        return claims.getOrDefault("roomId", JsonValue.NULL) == JsonValue.NULL
                ? null
                : id(claims, "roomId").orElseThrow(this::unauthorized);
    }

    private Set<Role> roles(JsonObject claims) {
        JsonValue claimed = claims.getOrDefault("roles", JsonValue.NULL);
        if (claimed == JsonValue.NULL) {
            return Set.of(Role.MEMBER);
        } else if (!(claimed instanceof JsonArray array) || !array.stream().allMatch(JsonString.class::isInstance)) {
            throw unauthorized();
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (JsonString each : claimed.asJsonArray().getValuesAs(JsonString.class)) {
            Role.parse(each.getString()).ifPresent(roles::add);
        }
        return roles.isEmpty() ? Set.of(Role.MEMBER) : roles;
    }

    private static boolean isSignedBy(Project project, String token) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(HS256_ONLY);
        signature.setKey(new HmacKey(project.jwtSecret().getBytes(StandardCharsets.UTF_8)));
        try {
            signature.setCompactSerialization(token);
            return signature.verifySignature();
        } catch (JoseException | ClassCastException e) { // jose4j casts what a header claims
            return false;
        }
    }
}
