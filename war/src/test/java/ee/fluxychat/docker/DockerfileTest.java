package ee.fluxychat.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Our Dockerfiles keep to the rules, and each rule can be broken. */
class DockerfileTest {

    private static final String GOOD = """
            # a sample
            ARG JRE=docker.io/library/eclipse-temurin:17-jre
            FROM docker.io/library/maven:3.9 AS build
            WORKDIR /src
            COPY . .
            RUN mvn package
            FROM ${JRE}
            RUN apt-get update && apt-get install -y tini=0.19.0-1 && rm -rf /var/lib/apt/lists/*
            RUN useradd --no-log-init --uid 10001 fluxy
            COPY --from=build /src/a.war /opt/
            ENV HOME=/tmp \\
                LOGS="/tmp/logs"
            USER 10001
            EXPOSE 8080
            STOPSIGNAL SIGTERM
            HEALTHCHECK --timeout=5s CMD ["true"]
            ENTRYPOINT ["java", \\
                "-jar", "/opt/a.jar"]
            """;

    /** What to replace in the good sample, and by what. */
    private static final Map<Rule, List<String>> BREAKS = Map.ofEntries(
            Map.entry(Rule.DL3000_ABSOLUTE_WORKDIR, List.of("WORKDIR /src", "WORKDIR src")),
            Map.entry(Rule.DL3002_LAST_USER_IS_NUMBERED_AND_NOT_ROOT, List.of("USER 10001", "USER 10001\nUSER root")),
            Map.entry(Rule.DL3003_WORKDIR_NOT_CD, List.of("RUN mvn", "RUN cd war && mvn")),
            Map.entry(Rule.DL3006_TAGGED, List.of("temurin:17-jre", "temurin")),
            Map.entry(Rule.DL3007_NOT_LATEST, List.of("maven:3.9", "maven:latest")),
            Map.entry(Rule.DL3008_PACKAGES_PINNED, List.of("tini=0.19.0-1", "tini")),
            Map.entry(Rule.DL3009_NO_LISTS_LEFT, List.of(" && rm -rf /var/lib/apt/lists/*", "")),
            Map.entry(Rule.DL3011_VALID_PORTS, List.of("COPY . .", "COPY . .\nEXPOSE 80800")),
            Map.entry(Rule.DL3012_ONE_HEALTHCHECK, List.of("HEALTHCHECK", "HEALTHCHECK CMD [\"true\"]\nHEALTHCHECK")),
            Map.entry(Rule.DL3020_COPY_NOT_ADD, List.of("COPY . .", "ADD . .")),
            Map.entry(Rule.DL3022_COPIES_FROM_A_STAGE, List.of("--from=build", "--from=built")),
            Map.entry(Rule.DL3025_EXEC_FORM, List.of("[\"true\"]", "true")),
            Map.entry(Rule.DL3044_NO_VARIABLE_OF_ITS_OWN_STATEMENT, List.of("/tmp/logs", "$HOME/logs")),
            Map.entry(Rule.DL3045_RELATIVE_COPY_WITHIN_A_WORKDIR, List.of("a.war /opt/", "a.war opt/")),
            Map.entry(Rule.DL3046_USERADD_WITHOUT_LOGS, List.of("--no-log-init ", "")),
            Map.entry(Rule.DL3057_HEALTHCHECK, List.of("HEALTHCHECK --timeout=5s CMD [\"true\"]\n", "")),
            Map.entry(Rule.DL4000_NO_MAINTAINER, List.of("USER 10001", "MAINTAINER me\nUSER 10001")),
            Map.entry(Rule.DL4003_ONE_CMD, List.of("USER 10001", "CMD [\"a\"]\nCMD [\"b\"]\nUSER 10001")),
            Map.entry(Rule.DL4004_ONE_ENTRYPOINT, List.of("ENTRYPOINT", "ENTRYPOINT [\"sh\"]\nENTRYPOINT")),
            Map.entry(Rule.DL4006_NO_PIPES, List.of("RUN mvn package", "RUN mvn package | tail '|'")),
            Map.entry(Rule.EXPOSES_HTTP_ALONE, List.of("EXPOSE 8080", "EXPOSE 8080\nEXPOSE 4848")),
            Map.entry(Rule.STOPS_BY_SIGTERM, List.of("STOPSIGNAL SIGTERM", "STOPSIGNAL SIGKILL")));

    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+");

    static List<Path> files() {
        return Dockerfile.all();
    }

    @ParameterizedTest
    @MethodSource("files")
    void breaksNoRule(Path file) {
        assertThat(brokenBy(Dockerfile.read(file))).as(file.toString()).isEmpty();
    }

    @Test
    void isThereForEachServer() {
        assertThat(files().stream().map(each -> each.getFileName().toString()))
                .containsExactly(
                        "glassfish.Dockerfile", "liberty.Dockerfile", "payara.Dockerfile", "wildfly.Dockerfile");
    }

    @Test
    void findsNothingInAGoodFile() {
        assertThat(brokenBy(Dockerfile.parse(GOOD))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void findsExactlyTheRuleThatIsBroken(Rule rule) {
        List<String> change = BREAKS.getOrDefault(rule, List.of("", ""));

        assertThat(brokenBy(Dockerfile.parse(GOOD.replace(change.get(0), change.get(1)))))
                .containsExactly(rule);
    }

    @ParameterizedTest
    @MethodSource("files")
    void namesNoVersionOfItsOwn(Path file) throws IOException {
        String text = Files.readString(file).replaceAll("(127\\.0\\.0\\.1|0\\.0\\.0\\.0)", "");

        assertThat(VERSION.matcher(text).results().map(each -> each.group()))
                .as("the POM names the servers' versions; the label repeats the project's")
                .containsOnly(projectVersion());
    }

    @ParameterizedTest
    @MethodSource("files")
    void unpacksItsServerByAnExecutionOfThePom(Path file) throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));

        assertThat(Dockerfile.read(file).all("RUN").stream()
                        .flatMap(each -> Pattern.compile("dependency:unpack@(\\w+)")
                                .matcher(each.rest())
                                .results())
                        .map(each -> each.group(1)))
                .hasSize(file.endsWith("payara.Dockerfile") ? 0 : 1)
                .allSatisfy(id -> assertThat(pom)
                        .contains("<id>" + id + "</id>")
                        .contains("<version>${" + id + ".version}</version>"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void copiesOnlyWhatIsThere(Path file) {
        Stream<String> sources = Dockerfile.read(file).finalStage().all("COPY").stream()
                .filter(each -> !each.rest().contains("--from="))
                .flatMap(each -> each.arguments().subList(0, each.arguments().size() - 1).stream());

        assertThat(sources.map(Dockerfile.ROOT::resolve)).isNotEmpty().allSatisfy(each -> assertThat(each)
                .exists());
    }

    private static String projectVersion() throws IOException {
        Matcher version = Pattern.compile("<artifactId>fluxy-ee</artifactId>\\s*<version>([^<]*)<")
                .matcher(Files.readString(Dockerfile.ROOT.resolve("pom.xml")));
        assertThat(version.find()).isTrue();
        return version.group(1);
    }

    private static List<Rule> brokenBy(Dockerfile file) {
        return Arrays.stream(Rule.values())
                .filter(each -> each.isBrokenBy(file))
                .toList();
    }
}
