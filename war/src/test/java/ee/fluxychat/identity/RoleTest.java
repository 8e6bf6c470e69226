package ee.fluxychat.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoleTest {

    @Test
    void readsARoleInAnyCaseAndTrimmed() {
        assertThat(Role.parse("  aDMIN ")).contains(Role.ADMIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"adm\u0131n", "adm\u0130n", "admin\u0000", "", "emperor"})
    void takesNothingElseForARole(String word) {
        assertThat(Role.parse(word)).isEmpty();
    }
}
