package ee.fluxychat.tck;

import ee.fluxychat.tck.bench.BenchCommand;
import ee.fluxychat.tck.matrix.MatrixCommand;
import ee.fluxychat.tck.report.ExitCode;
import ee.fluxychat.tck.report.folder.Masking;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The kit's command line: arguments, then selection, run, report, exit code. */
@Command(
        name = "fluxychat-tck",
        description = "Judges any server that claims to speak FluxyChat, over HTTP and WebSocket.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            ListCommand.class,
            ExplainCommand.class,
            CheckCommand.class,
            DiffCommand.class,
            ProvisionCommand.class,
            VersionCommand.class,
            MatrixCommand.class,
            SelfTestCommand.class,
            BenchCommand.class,
            HelpCommand.class
        })
public final class Main {

    private static final Masking NOTHING_GIVEN = Masking.of(List.of());

    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::refused);
    }

    /** Wrong usage is answered with one sentence and the way to help, not with pages of it. */
    private static int refused(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        // what was typed, or stands in a file, may hold a key or a password
        err.println(NOTHING_GIVEN.of(String.valueOf(wrong.getMessage())));
        if (!UnmatchedArgumentException.printSuggestions(wrong, err)) {
            err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
        }
        return ExitCode.WRONG_USAGE;
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"fluxychat-tck " + (version == null ? "(not packaged)" : version)};
        }
    }
}
