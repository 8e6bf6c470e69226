package ee.fluxychat.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {

    @Test
    void servesThePagesUnderTheirShortNames() {
        assertThat(Pages.file("/")).contains("/index.html");
        assertThat(Pages.file("/demo")).contains("/demo.html");
    }

    @Test
    void servesWhatThePagesAreMadeOf() {
        assertThat(Pages.file("/assets/demo/main.js")).contains("/assets/demo/main.js");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/rooms",
                "/ws/room/r1",
                "/demo/session",
                "/assets",
                "/assets/",
                "/assets/../WEB-INF/beans.xml",
                "/assets/%2e%2e/WEB-INF/beans.xml",
                "/assets/a.js;jsessionid=1",
                "/WEB-INF/beans.xml"
            })
    void leavesEveryOtherPathAlone(String path) {
        assertThat(Pages.file(path)).isEmpty();
    }
}
