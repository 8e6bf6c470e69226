package ee.fluxychat.identity;

import ee.fluxychat.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Collection;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** Signs tokens with the secret of their project. Thread-safe. */
public final class TokenIssuer {

    private final InstantSource clock;

    public TokenIssuer(InstantSource clock) {
        this.clock = clock;
    }

    /** A token for a user, good for so many seconds from now. */
    public String issue(Project project, UserId user, Collection<Role> roles, int ttlSeconds) {
        long now = clock.instant().getEpochSecond();
        JsonWebSignature token = new JsonWebSignature();
        token.setHeader("typ", "JWT");
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        token.setKey(new HmacKey(project.jwtSecret().getBytes(StandardCharsets.UTF_8)));
        token.setPayload(Json.object(json -> {
            json.write("sub", user.value()).write("tid", project.id().value()).writeStartArray("roles");
            roles.forEach(role -> json.write(role.word()));
            json.writeEnd().write("iat", now).write("exp", now + ttlSeconds);
        }));
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("the secret of project " + project.id() + " cannot sign", e);
        }
    }
}
