package ee.fluxychat.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.fluxychat.identity.Role;
import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Json;
import ee.fluxychat.wire.Limits;
import ee.fluxychat.wire.Refused;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenRequestTest {

    @Test
    void makesWhoAsksForNothingAMemberForTheDefaultTime() {
        TokenRequest request = read("{'userId':'alice'}");

        assertThat(request.user().value()).isEqualTo("alice");
        assertThat(request.roles()).containsExactly(Role.MEMBER);
        assertThat(request.ttlSeconds()).isEqualTo(Limits.TOKEN_TTL_DEFAULT);
    }

    @Test
    void grantsKnownRolesOnceInTheOrderAsked() {
        assertThat(read("{'userId':'a','roles':['mod','emperor','admin','mod']}")
                        .roles())
                .containsExactly(Role.MOD, Role.ADMIN);
        assertThat(read("{'userId':'a','roles':['emperor']}").roles()).containsExactly(Role.MEMBER);
        assertThat(read("{'userId':'a','roles':[]}").roles()).containsExactly(Role.MEMBER);
    }

    @Test
    void grantsATenantNeitherOwnerNorAdmin() {
        assertThat(TokenRequest.of(json("{'userId':'a','roles':['owner','mod','admin']}"), true)
                        .roles())
                .containsExactly(Role.MOD);
        assertThat(TokenRequest.of(json("{'userId':'a','roles':['owner']}"), true)
                        .roles())
                .containsExactly(Role.MEMBER);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"120|120", "'120'|120", "120.9|120", "-5|60", "0|60", "999999999999999999|86400"},
            delimiter = '|',
            quoteCharacter = '`')
    void clampsTheTimeToWhatIsAllowed(String asked, int seconds) {
        assertThat(read("{'userId':'a','ttlSeconds':" + asked + "}").ttlSeconds())
                .isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "[]", "{}", "1e9", "'soon'", "''"})
    void refusesATimeThatIsNoNumber(String asked) {
        assertThat(refusal("{'userId':'a','ttlSeconds':" + asked + "}")).isEqualTo(ErrorCode.TTL_NOT_NUMBER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'admin'", "{}", "7", "['member',7]"})
    void refusesRolesThatAreNoListOfWords(String roles) {
        assertThat(refusal("{'userId':'a','roles':" + roles + "}")).isEqualTo(ErrorCode.ROLES_NOT_ARRAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'userId':7}", "{'userId':null}"})
    void refusesAWishWithoutAUser(String body) {
        assertThat(refusal(body)).isEqualTo(ErrorCode.USER_ID_REQUIRED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "a.b", "é"})
    void refusesAnIllFormedUser(String user) {
        assertThat(refusal("{'userId':'" + user + "'}")).isEqualTo(ErrorCode.USER_ID_ILL_FORMED);
    }

    private static TokenRequest read(String body) {
        return TokenRequest.of(json(body), false);
    }

    private static JsonObject json(String body) {
        return Json.parse(body.replace('\'', '"')).asJsonObject();
    }

    private static ErrorCode refusal(String body) {
        Refused[] refused = new Refused[1];
        assertThatThrownBy(() -> read(body)).isInstanceOfSatisfying(Refused.class, thrown -> refused[0] = thrown);
        return refused[0].code();
    }
}
