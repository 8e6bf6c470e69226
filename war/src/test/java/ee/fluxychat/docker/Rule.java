package ee.fluxychat.docker;

import ee.fluxychat.docker.Dockerfile.Instruction;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a Dockerfile of ours keeps to: rules of hadolint by its numbers, and two of our own. Each says whether it is broken. */
enum Rule {
    DL3000_ABSOLUTE_WORKDIR(
            file -> file.all("WORKDIR").stream().anyMatch(each -> !each.rest().startsWith("/"))),
    DL3002_LAST_USER_IS_NUMBERED_AND_NOT_ROOT(
            file -> !lastUser(file.finalStage()).matches("[1-9]\\d*(:[1-9]\\d*)?")),
    DL3003_WORKDIR_NOT_CD(file -> runs(file).anyMatch(run -> run.matches("(.*(&&|;)\\s*)?cd\\s.*"))),
    DL3006_TAGGED(file -> file.bases().stream().anyMatch(base -> !isPinned(base))),
    DL3007_NOT_LATEST(file -> file.bases().stream().anyMatch(base -> base.endsWith(":latest"))),
    DL3008_PACKAGES_PINNED(file -> runs(file).anyMatch(Rule::installsUnpinned)),
    DL3009_NO_LISTS_LEFT(file -> runs(file)
            .anyMatch(run -> run.contains("apt-get install") && !run.contains("rm -rf /var/lib/apt/lists/*"))),
    DL3011_VALID_PORTS(file -> file.all("EXPOSE").stream()
            .flatMap(each -> each.arguments().stream())
            .anyMatch(port -> !port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535)),
    DL3012_ONE_HEALTHCHECK(file -> file.finalStage().all("HEALTHCHECK").size() > 1),
    DL3020_COPY_NOT_ADD(file -> !file.all("ADD").isEmpty()),
    DL3022_COPIES_FROM_A_STAGE(file -> file.all("COPY").stream()
            .filter(each -> each.rest().contains("--from="))
            .anyMatch(each -> file.all("FROM").stream().noneMatch(from -> each.rest()
                    .contains("--from=" + from.arguments().get(from.arguments().size() - 1) + " ")))),
    DL3025_EXEC_FORM(file -> Stream.of("CMD", "ENTRYPOINT", "HEALTHCHECK")
            .flatMap(word -> file.all(word).stream())
            .anyMatch(each -> !each.isExecForm())),
    DL3044_NO_VARIABLE_OF_ITS_OWN_STATEMENT(
            file -> file.all("ENV").stream().anyMatch(env -> env.pairs().keySet().stream()
                    .anyMatch(name -> env.rest().matches(".*\\$\\{?" + name + "\\b.*")))),
    DL3045_RELATIVE_COPY_WITHIN_A_WORKDIR(file -> file.stages().stream().anyMatch(Rule::copiesNowhere)),
    DL3046_USERADD_WITHOUT_LOGS(
            file -> runs(file).anyMatch(run -> run.contains("useradd ") && !run.contains("--no-log-init"))),
    DL3057_HEALTHCHECK(file -> file.finalStage().all("HEALTHCHECK").isEmpty()),
    DL4000_NO_MAINTAINER(file -> !file.all("MAINTAINER").isEmpty()),
    DL4003_ONE_CMD(file -> file.finalStage().all("CMD").size() > 1),
    DL4004_ONE_ENTRYPOINT(file -> file.finalStage().all("ENTRYPOINT").size() != 1),
    DL4006_NO_PIPES(file -> runs(file).anyMatch(run -> unquoted(run).matches(".*[^|]\\|[^|].*"))),
    EXPOSES_HTTP_ALONE(file -> !file.finalStage().all("EXPOSE").stream()
            .map(Instruction::rest)
            .toList()
            .equals(List.of("8080"))),
    STOPS_BY_SIGTERM(file -> !file.finalStage().all("STOPSIGNAL").stream()
            .map(Instruction::rest)
            .toList()
            .equals(List.of("SIGTERM")));

    private static final Pattern INSTALLED = Pattern.compile("apt-get install ([^&;]*)");

    @SuppressWarnings("ImmutableEnumChecker") // lambdas that capture nothing
    private final Predicate<Dockerfile> broken;

    Rule(Predicate<Dockerfile> broken) {
        this.broken = broken;
    }

    boolean isBrokenBy(Dockerfile file) {
        return broken.test(file);
    }

    private static Stream<String> runs(Dockerfile file) {
        return file.all("RUN").stream().map(Instruction::rest);
    }

    private static String lastUser(Dockerfile stage) {
        return stage.all("USER").stream().map(Instruction::rest).reduce("root", (earlier, last) -> last);
    }

    private static boolean isPinned(String base) {
        return base.contains("@sha256:")
                || base.substring(base.lastIndexOf('/') + 1).contains(":");
    }

    private static boolean installsUnpinned(String run) {
        return INSTALLED
                .matcher(run)
                .results()
                .flatMap(each -> Stream.of(each.group(1).strip().split("\\s+", -1)))
                .anyMatch(word -> !word.startsWith("-") && !word.contains("="));
    }

    private static boolean copiesNowhere(Dockerfile stage) {
        for (Instruction each : stage.instructions()) {
            if (each.is("WORKDIR")) {
                return false;
            }
            List<String> arguments = each.arguments();
            if (each.is("COPY") && !arguments.get(arguments.size() - 1).startsWith("/")) {
                return true;
            }
        }
        return false;
    }

    private static String unquoted(String run) {
        return run.replaceAll("'[^']*'", "").replaceAll("\"[^\"]*\"", "");
    }
}
