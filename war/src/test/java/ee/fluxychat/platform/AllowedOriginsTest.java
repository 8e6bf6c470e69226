package ee.fluxychat.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllowedOriginsTest {

    @Test
    void allowsWhatIsListedAndNothingElse() {
        AllowedOrigins origins = AllowedOrigins.parse(" https://a.example , https://b.example/ ");

        assertThat(origins.allows("https://a.example")).isTrue();
        assertThat(origins.allows("https://b.example")).isTrue();
        assertThat(origins.allows("https://a.example.evil")).isFalse();
        assertThat(origins.allows("null")).isFalse();
    }

    @Test
    void allowsEveryOriginByAStar() {
        assertThat(AllowedOrigins.parse("*").allows("http://anywhere.example:81"))
                .isTrue();
    }

    @Test
    void allowsNoneWhenNoneIsListed() {
        assertThat(AllowedOrigins.parse(" , ").allows("https://a.example")).isFalse();
    }
}
