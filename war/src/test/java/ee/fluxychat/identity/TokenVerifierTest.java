package ee.fluxychat.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest {

    private static final long NOW = 1_795_420_800;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochSecond(NOW));
    private final InstantSource clock = now::get;
    private final Projects projects = new InMemoryProjects();
    private final Provisioning provisioning = new Provisioning(projects, new ApiKeys("pepper"), clock);
    private final Project project = provisioning.found("One").project();
    private final Project other = provisioning.found("Other").project();
    private final TokenVerifier verifier = new TokenVerifier(projects, clock);
    private final TokenIssuer issuer = new TokenIssuer(clock);

    @Test
    void knowsWhomItsOwnTokensSpeakFor() {
        Caller caller = verifier.verify(token(List.of(Role.ADMIN, Role.MOD)));

        assertThat(caller.project()).isEqualTo(project.id());
        assertThat(caller.user()).isEqualTo(new UserId("ali-ce_1"));
        assertThat(caller.roles()).containsExactlyInAnyOrder(Role.ADMIN, Role.MOD);
        assertThat(caller.expiresAt()).isEqualTo(Instant.ofEpochSecond(NOW + 60));
    }

    @Test
    void rejectsATokenInTheSecondItEnds() {
        String token = token(List.of(Role.MEMBER));
        now.set(Instant.ofEpochSecond(NOW + 60));

        rejects(token, "Token expired");
    }

    @Test
    void tellsTheExpiryBeforeItLooksAtTheSignature() {
        rejects(signed("HS256", claims("\"exp\":" + (NOW - 1)), other.jwtSecret()), "Token expired");
    }

    @Test
    void rejectsAForeignSecret() {
        rejects(signed("HS256", claims("\"exp\":" + (NOW + 60)), other.jwtSecret()), "Unauthorized");
    }

    @Test
    void rejectsTheRightSecretWithAnotherAlgorithm() {
        rejects(signed("HS512", claims("\"exp\":" + (NOW + 60)), project.jwtSecret()), "Unauthorized");
    }

    @Test
    void rejectsATokenThatClaimsToNeedNoSignature() {
        String body = encoded(claims("\"exp\":" + (NOW + 60)));

        rejects(encoded("{\"alg\":\"none\"}") + "." + body + ".", "Unauthorized");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":5}",
                "{\"alg\":[]}",
                "{\"alg\":{}}",
                "{\"alg\":null}",
                "{}",
                "[]",
                "{\"alg\":\"HS256\",\"crit\":[5]}",
                "{\"alg\":\"HS256\",\"crit\":5}",
                "{\"alg\":\"HS256\",\"b64\":false,\"crit\":[\"b64\"]}"
            })
    void rejectsAHeaderThatNoIssuerWrites(String header) {
        String token = encoded(header) + "." + encoded(claims("\"exp\":" + (NOW + 60))) + ".c2lnbmVk";

        assertThatThrownBy(() -> verifier.verify(token)).isInstanceOf(TokenRejected.class);
    }

    @Test
    void rejectsATokenWithoutAnEnd() {
        rejects(signed("HS256", claims("\"iat\":1"), project.jwtSecret()), "Token missing exp claim");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a.b", "a.b.c", "a.W10.c", "a.e30K.c.d", "..", "a.====.c"})
    void rejectsWhatIsNoToken(String token) {
        assertThatThrownBy(() -> verifier.verify(token)).isInstanceOf(TokenRejected.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"!!", "=", " ", "\u00e4"})
    void rejectsATokenWithAnythingBehindIt(String behind) {
        rejects(token(List.of(Role.MEMBER)) + behind, "Invalid token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"roles\":\"guest\"",
                "\"roles\":{}",
                "\"roles\":[[\"guest\"]]",
                "\"roomId\":5",
                "\"roomId\":\"a b\""
            })
    void rejectsARestrictionThatItCannotRead(String claim) {
        rejects(signed("HS256", claims(claim + ",\"exp\":" + (NOW + 60)), project.jwtSecret()), "Unauthorized");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"alice/../bob\"", "\"\"", "7", "null", "\"ali\\u0000ce\""})
    void rejectsAnIllFormedUser(String user) {
        String claims = "{\"sub\":" + user + ",\"tid\":\"" + project.id() + "\",\"exp\":" + (NOW + 60) + "}";

        rejects(signed("HS256", claims, project.jwtSecret()), "Unauthorized");
    }

    @Test
    void takesATokenWithoutRolesForAMembers() {
        String claims = "{\"sub\":\"a\",\"tid\":\"" + project.id() + "\",\"exp\":" + (NOW + 60) + "}";

        assertThat(verifier.verify(signed("HS256", claims, project.jwtSecret())).roles())
                .containsExactly(Role.MEMBER);
    }

    @Test
    void prefersAWellFormedHeaderToTheParameter() {
        String token = token(List.of(Role.MEMBER));

        assertThat(verifier.caller("Bearer " + token, "junk").user()).isEqualTo(new UserId("ali-ce_1"));
        assertThat(verifier.caller("bearer junk", token).user()).isEqualTo(new UserId("ali-ce_1"));
        assertThatThrownBy(() -> verifier.caller(null, null)).hasMessage("Unauthorized");
    }

    @Test
    void keepsSecretsOutOfEveryText() {
        assertThat(project.toString()).doesNotContain(project.jwtSecret());
        assertThat(provisioning.found("Two").toString()).doesNotContain("fc_");
    }

    private void rejects(String token, String text) {
        assertThatThrownBy(() -> verifier.verify(token))
                .isInstanceOf(TokenRejected.class)
                .hasMessage(text);
    }

    private String token(List<Role> roles) {
        return issuer.issue(project, new UserId("ali-ce_1"), roles, 60);
    }

    private String claims(String further) {
        return "{\"sub\":\"alice\",\"tid\":\"" + project.id() + "\"," + further + "}";
    }

    private static String signed(String algorithm, String claims, String secret) {
        String signing = encoded("{\"alg\":\"" + algorithm + "\"}") + "." + encoded(claims);
        try {
            Mac mac = Mac.getInstance("HmacSHA" + algorithm.substring(2));
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
            byte[] signature = mac.doFinal(signing.getBytes(StandardCharsets.UTF_8));
            return signing + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
