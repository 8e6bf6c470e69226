package ee.fluxychat.it;

import ee.fluxychat.tck.Selection;
import ee.fluxychat.tck.target.RateLimits;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The WAR as it is shipped, on Payara Micro, before the kit. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ConformanceIT {

    /** Payara's WebSocket container takes frames without a mask; what a WAR hears has been unmasked already. */
    static final Selection ALL_BUT_THE_CONTAINERS = Selection.all().except("FRAME-RFC-4");

    @ArquillianResource
    URL url;

    @Deployment(testable = false)
    static WebArchive war() {
        return ShrinkWrap.create(ZipImporter.class, "fluxy-ee.war")
                .importFrom(new File(System.getProperty("fluxy.war")))
                .as(WebArchive.class);
    }

    @Test
    void keepsEveryClauseOfTheKit() throws URISyntaxException {
        URI server = new URI("http://localhost:" + url.getPort());

        Judgement.requireConformance(
                server, Path.of(System.getProperty("fluxy.data")), RateLimits.OFF, ALL_BUT_THE_CONTAINERS);
    }
}
