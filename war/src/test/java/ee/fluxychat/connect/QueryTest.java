package ee.fluxychat.connect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QueryTest {

    @Test
    void readsNamesInAnyScript() {
        Query query = new Query("presenceInfo=%7B%22name%22%3A%22J%C3%BCrgen+%F0%9F%A6%8A%22%7D&cache=1");

        assertThat(query.first("presenceInfo")).isEqualTo("{\"name\":\"Jürgen 🦊\"}");
        assertThat(query.first("cache")).isEqualTo("1");
    }

    @Test
    void takesTheFirstOfAName() {
        assertThat(new Query("replay=off&replay=connect").first("replay")).isEqualTo("off");
    }

    @Test
    void passesOverWhatItCannotDecode() {
        Query query = new Query("a=%zz&%=1&=2&b&c=%C3&cache=1");

        assertThat(query.first("a")).isNull();
        assertThat(query.first("b")).isNull();
        assertThat(query.first("cache")).isEqualTo("1");
    }

    @Test
    void hasNothingWhereNothingWasSent() {
        assertThat(new Query(null).first("cache")).isNull();
        assertThat(new Query("").first("")).isNull();
    }
}
