package ee.fluxychat.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelfCheckTest {

    @ParameterizedTest
    @CsvSource({
        "file:/m2/sqlite-jdbc-3.54.1.jar,                                    sqlite-jdbc-3.54.1",
        "vfs:/content/fluxy-ee.war/WEB-INF/lib/jose4j-0.9.6.jar/,            jose4j-0.9.6",
        "jar:file:/opt/x/fluxy-ee.war/WEB-INF/lib/HikariCP-7.1.0.jar!/,      HikariCP-7.1.0",
        "file:/opt/server/modules/,                                          modules"
    })
    void namesTheJarThatAClassIsLoadedFrom(String location, String name) {
        assertThat(SelfCheck.jar(location)).isEqualTo(name);
    }

    @Test
    void findsALibraryOfTheWar() {
        SelfCheck.Library library = SelfCheck.library("org.jose4j.jwt.consumer.JwtConsumer");

        assertThat(library.name()).startsWith("jose4j-");
        assertThat(library.isOurs()).isTrue();
    }

    @Test
    void saysThatALibraryIsMissing() {
        assertThat(SelfCheck.library("no.such.Library").name()).isEqualTo("no.such.Library (missing)");
    }
}
