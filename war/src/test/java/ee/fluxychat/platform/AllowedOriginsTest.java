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

    @Test
    void admitsItsOwnPagesAndClientsThatAreNoPage() {
        AllowedOrigins none = AllowedOrigins.parse("");

        assertThat(none.admits(null, "chat.example")).isTrue();
        assertThat(none.admits("https://Chat.example", "chat.example")).isTrue();
        assertThat(none.admits("http://localhost:8080", "localhost:8080")).isTrue();
    }

    @Test
    void admitsNoPageOfAnotherHostOrPort() {
        AllowedOrigins none = AllowedOrigins.parse("");

        assertThat(none.admits("http://localhost:8081", "localhost:8080")).isFalse();
        assertThat(none.admits("https://evil.example", "chat.example")).isFalse();
        assertThat(none.admits("null", "null")).isFalse();
        assertThat(none.admits("http://%", "%")).isFalse();
        assertThat(none.admits("https://chat.example", null)).isFalse();
    }
}
