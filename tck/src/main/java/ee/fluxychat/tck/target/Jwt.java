package ee.fluxychat.tck.target;

import ee.fluxychat.tck.client.Fields;
import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.client.Mismatch;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A token taken apart, to be forged in every way a server must notice. Immutable. */
public record Jwt(String header, String body, String signature) {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** Takes a token apart. */
    public static Jwt of(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            throw new Mismatch("a token of the target", "three parts", parts.length + " parts");
        }
        return new Jwt(parts[0], parts[1], parts[2]);
    }

    /** A token of this claims object, signed by HMAC with the algorithm that the header names. */
    public static Jwt signed(String algorithm, JsonObject claims, String secret) {
        String header = encoded(Json.object("alg", algorithm, "typ", "JWT"));
        return new Jwt(header, encoded(claims), "").signedBy(algorithm, secret);
    }

    /** A token of this claims object, signed by HS256 with these bytes. */
    public static Jwt signed(JsonObject claims, byte[] secret) {
        String header = encoded(Json.object("alg", "HS256", "typ", "JWT"));
        return new Jwt(header, encoded(claims), "").signedBy("HS256", secret);
    }

    /** The claims. */
    public Fields payload() {
        try {
            return Json.fields(
                    "the token's claims", new String(Base64.getUrlDecoder().decode(body), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notBase64) {
            throw new Mismatch("the token's claims", "base64url", body);
        }
    }

    /** The roles that a token claims; none when it says nothing that can be read. */
    static List<String> rolesOf(String token) {
        try {
            Fields claims = of(token).payload();
            return claims.has("roles") ? claims.texts("roles") : List.of();
        } catch (Mismatch unreadable) {
            return List.of();
        }
    }

    /** Whether a token of the target is signed by HS256 with this secret. */
    static boolean isSigned(String token, String secret) {
        try {
            Jwt given = of(token);
            return given.signedBy("HS256", secret).equals(given);
        } catch (Mismatch noToken) {
            return false;
        }
    }

    /** The same claims and signature under another header. */
    public Jwt under(JsonObject otherHeader) {
        return new Jwt(encoded(otherHeader), body, signature);
    }

    /** The same header and signature with other claims. */
    public Jwt claiming(JsonObject claims) {
        return new Jwt(header, encoded(claims), signature);
    }

    /** The same without a signature. */
    public Jwt unsigned() {
        return new Jwt(header, body, "");
    }

    /** The same, signed anew: {@code HS256}, {@code HS384} or {@code HS512}. */
    public Jwt signedBy(String algorithm, String secret) {
        return signedBy(algorithm, secret.getBytes(StandardCharsets.UTF_8));
    }

    private Jwt signedBy(String algorithm, byte[] secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA" + algorithm.substring(2));
            mac.init(new SecretKeySpec(secret, mac.getAlgorithm()));
            byte[] signed = mac.doFinal((header + "." + body).getBytes(StandardCharsets.US_ASCII));
            return new Jwt(header, body, BASE64.encodeToString(signed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The token as it goes into a request. */
    public String token() {
        return header + "." + body + "." + signature;
    }

    /** Claims that a good token would have, with a day of life. */
    public static JsonObject claims(String user, String project, List<String> roles, long lifeSeconds) {
        long now = System.currentTimeMillis() / 1_000;
        return Json.object("sub", user, "tid", project, "roles", roles, "iat", now - 1, "exp", now + lifeSeconds);
    }

    private static String encoded(JsonObject json) {
        return BASE64.encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }
}
