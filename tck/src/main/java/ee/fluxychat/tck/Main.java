package ee.fluxychat.tck;

import ee.fluxychat.tck.bench.BenchCommand;
import ee.fluxychat.tck.matrix.MatrixCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

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
            MatrixCommand.class,
            SelfTestCommand.class,
            BenchCommand.class
        })
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setUsageHelpAutoWidth(true);
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"fluxychat-tck " + (version == null ? "(not packaged)" : version)};
        }
    }
}
