package ee.fluxychat;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

@AnalyzeClasses(
        packages = "ee.fluxychat",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WithoutTheKit.class})
class ArchitectureTest {

    /** The kit is on the path of the tests, but is no part of the server. */
    static final class WithoutTheKit implements ImportOption {
        @Override
        public boolean includes(com.tngtech.archunit.core.importer.Location location) {
            return !location.contains("/tck/");
        }
    }

    @ArchTest
    static final ArchRule packagesFormNoCycle = slices().matching("ee.fluxychat.(*)..")
            .should()
            .beFreeOfCycles()
            .because("each package must be readable without the ones that use it");

    @ArchTest
    static final ArchRule wireKnowsNothingOfOurs = noClasses()
            .that()
            .resideInAPackage("ee.fluxychat.wire..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "ee.fluxychat.identity..",
                    "ee.fluxychat.room..",
                    "ee.fluxychat.store..",
                    "ee.fluxychat.connect..",
                    "ee.fluxychat.message..",
                    "ee.fluxychat.operator..",
                    "ee.fluxychat.quota..",
                    "ee.fluxychat.platform..")
            .because("the protocol's words must not change with the server behind them");

    @ArchTest
    static final ArchRule roomsKnowNoTechnology = noClasses()
            .that()
            .resideInAPackage("ee.fluxychat.room..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta.websocket..",
                    "jakarta.persistence..",
                    "jakarta.ws.rs..",
                    "jakarta.servlet..",
                    "org.hibernate..",
                    "ee.fluxychat.store..",
                    "ee.fluxychat.connect..",
                    "ee.fluxychat.message..",
                    "ee.fluxychat.operator..")
            .because("a room's order must not depend on how it is heard or stored");

    @ArchTest
    static final ArchRule nobodyCallsConnect = noClasses()
            .that()
            .resideOutsideOfPackage("ee.fluxychat.connect..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ee.fluxychat.connect..")
            .because("sockets are the outermost ring");

    @ArchTest
    static final ArchRule onlyConnectTouchesSessions = noClasses()
            .that()
            .resideOutsideOfPackage("ee.fluxychat.connect..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.websocket..")
            .because("a send from anywhere else would overtake the connection's queue");

    @ArchTest
    static final ArchRule adaptersKnowNothingOfOurs = noClasses()
            .that()
            .resideInAnyPackage("ee.fluxychat.connect.undertow..", "ee.fluxychat.connect.grizzly..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("ee.fluxychat..").and(not(resideInAnyPackage("ee.fluxychat.connect.*.."))))
            .because("they are defined by the container's class loader, where our other classes would be strangers");

    @ArchTest
    static final ArchRule nobodyCallsStore = noClasses()
            .that()
            .resideOutsideOfPackage("ee.fluxychat.store..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ee.fluxychat.store..")
            .because("it is reached through the ports that others own, or it could not be replaced");

    @ArchTest
    static final ArchRule onlyStoreTouchesTheDatabase = noClasses()
            .that()
            .resideOutsideOfPackage("ee.fluxychat.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "org.hibernate..", "java.sql..", "javax.sql..")
            .because("a write past the group commit would overtake the timeline");

    @ArchTest
    static final ArchRule onlyTheClockReadsTheTime = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("ee.fluxychat.platform.Clock")
            .should()
            .callMethod(Instant.class, "now")
            .because("a test must be able to say what time it is");
}
