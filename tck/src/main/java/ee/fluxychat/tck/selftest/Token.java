package ee.fluxychat.tck.selftest;

import ee.fluxychat.tck.target.Jwt;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A token taken apart, its claims not yet believed. Immutable. */
record Token(Jwt jwt, JsonObject header, JsonObject claims) {

    static final JsonString NO_ROOM = jakarta.json.Json.createValue("");

    static Optional<Token> of(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        Jwt jwt = new Jwt(parts[0], parts[1], parts[2]);
        return part(parts[0]).flatMap(header -> part(parts[1]).map(claims -> new Token(jwt, header, claims)));
    }

    private static Optional<JsonObject> part(String encoded) {
        try {
            return Texts.object(new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    String algorithm() {
        return Texts.text(header, "alg").orElse("");
    }

    boolean isSignedBy(String secret) {
        return isSignedBy("HS256", secret);
    }

    boolean isSignedBy(String algorithm, String secret) {
        return jwt.signedBy(algorithm, secret).signature().equals(jwt.signature());
    }

    OptionalLong expiry() {
        return Texts.number(claims, "exp");
    }

    String subject() {
        return Texts.text(claims, "sub").orElse("");
    }

    String project() {
        return Texts.text(claims, "tid").orElse("");
    }

    List<String> roles() {
        return claims.get("roles") instanceof JsonArray array
                ? array.stream()
                        .filter(JsonString.class::isInstance)
                        .map(each -> ((JsonString) each).getString())
                        .toList()
                : List.of("member");
    }
}
