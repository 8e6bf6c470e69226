package ee.fluxychat.tck;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** One command line as it is typed, what it printed and how it ended. Immutable. */
public record CommandRun(int exitCode, String out, String err) {

    /** Runs it in this JVM. */
    public static CommandRun of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        int exitCode = line.execute(args);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }
}
