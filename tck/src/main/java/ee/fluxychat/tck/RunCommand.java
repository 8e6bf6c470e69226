package ee.fluxychat.tck;

import ee.fluxychat.tck.client.Unreachable;
import ee.fluxychat.tck.report.ConsoleReport;
import ee.fluxychat.tck.report.JUnitXmlReport;
import ee.fluxychat.tck.report.RunResult;
import ee.fluxychat.tck.target.ProvisioningFailed;
import ee.fluxychat.tck.target.RateLimits;
import ee.fluxychat.tck.target.TargetOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Judges one server. */
@Command(
        name = "run",
        description =
                "Judges one server: runs the cases against it, prints each verdict, and the reason and the wire where one fails.",
        mixinStandardHelpOptions = true,
        exitCodeOnExecutionException = 3,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every MUST that could be judged holds",
            "1:a MUST does not hold",
            "2:wrong usage",
            "3:the target could not be reached, or gave the kit nothing to work with"
        })
final class RunCommand implements Callable<Integer> {

    private static final int CONFORMANT = 0;
    private static final int NOT_CONFORMANT = 1;
    private static final int COULD_NOT_JUDGE = 3;

    @Option(
            names = "--target",
            required = true,
            paramLabel = "URL",
            description = "The server, e.g. http://localhost:8080.")
    URI target;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "An API key of a project in which the kit may create rooms.")
    @Nullable
    String key;

    @Option(
            names = "--second-key",
            paramLabel = "KEY",
            description =
                    "An API key of another project, for the cases about tenants. Without it the kit asks the target for a project.")
    @Nullable
    String secondKey;

    @Option(
            names = "--bootstrap-secret",
            paramLabel = "SECRET",
            description = "Lets the kit create its first project when no key is given.")
    @Nullable
    String bootstrapSecret;

    @Option(
            names = "--token-secret",
            paramLabel = "SECRET",
            description =
                    "What the project's tokens are signed with, for the cases that forge tokens with the right secret.")
    @Nullable
    String tokenSecret;

    @Option(
            names = "--rate-limits",
            defaultValue = "AUTO",
            description =
                    "Whether the target's rate limits are the protocol's: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    RateLimits rateLimits;

    @Option(
            names = "--only",
            paramLabel = "PATTERN",
            split = ",",
            description = "Judges only clauses that match, e.g. RESUME or ORDER-*.")
    List<String> only = new ArrayList<>();

    @Option(names = "--except", paramLabel = "PATTERN", split = ",", description = "Leaves out clauses that match.")
    List<String> except = new ArrayList<>();

    @Option(names = "--strict", description = "SHOULD binds like MUST.")
    boolean strict;

    @Option(
            names = "--timeout-scale",
            defaultValue = "1",
            paramLabel = "FACTOR",
            description = "Waits that many times longer for everything.")
    double timeoutScale;

    @Option(names = "--junit", paramLabel = "FILE", description = "Writes the verdicts as JUnit XML, too.")
    @Nullable
    Path junit;

    @Option(names = "-v", description = "Prints the wire of every case.")
    boolean verbose;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        requireSense();
        PrintWriter out = spec.commandLine().getOut();
        ConsoleReport report =
                new ConsoleReport(out, "java -jar fluxychat-tck.jar run --target " + target + " --key …", verbose);
        try {
            Kit kit = Kit.on(options());
            RunResult result = (strict ? kit.strict() : kit).run(new Selection(only, except), report::ended);
            report.ended(result);
            if (junit != null) {
                JUnitXmlReport.write(junit, result);
            }
            return result.stopped() ? COULD_NOT_JUDGE : result.isConformant() ? CONFORMANT : NOT_CONFORMANT;
        } catch (Unreachable | ProvisioningFailed nothingToJudge) {
            spec.commandLine().getErr().println(nothingToJudge.getMessage());
            return COULD_NOT_JUDGE;
        }
    }

    private void requireSense() {
        CommandLine line = spec.commandLine();
        if (!List.of("http", "https").contains(String.valueOf(target.getScheme())) || target.getHost() == null) {
            throw new ParameterException(line, "--target is an http or https URL");
        }
        if (key == null && bootstrapSecret == null) {
            throw new ParameterException(line, "give --key or --bootstrap-secret");
        }
        if (!(timeoutScale > 0)) {
            throw new ParameterException(line, "--timeout-scale is greater than 0");
        }
    }

    private TargetOptions options() {
        return new TargetOptions(
                target,
                Optional.ofNullable(key),
                Optional.ofNullable(secondKey),
                Optional.ofNullable(bootstrapSecret),
                Optional.ofNullable(tokenSecret),
                rateLimits,
                timeoutScale);
    }
}
