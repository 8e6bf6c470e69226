package ee.fluxychat.tck.matrix;

import ee.fluxychat.tck.report.ExitCode;
import ee.fluxychat.tck.report.Visible;
import ee.fluxychat.tck.report.folder.NoResults;
import ee.fluxychat.tck.report.folder.ResultsReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts the results of several runs into one page: servers against clauses. */
@Command(
        name = "matrix",
        description = "Puts the results of several runs into one page: servers against clauses.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnExecutionException = ExitCode.WRONG_USAGE,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the page is written", "2:wrong usage, or a file that holds no results"},
        footerHeading = "%nExample:%n",
        footer = "  matrix payara=reports/payara liberty=reports/liberty -o matrix.html")
public final class MatrixCommand implements Callable<Integer> {

    @Parameters(
            arity = "1..*",
            paramLabel = "RESULTS",
            description =
                    "A report folder or its results.json; NAME=PATH names the server, which else is called by its address.")
    List<String> results = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The page to write, e.g. matrix.html.")
    Path output;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        List<Server> servers = servers();
        write(MatrixPage.of(servers));
        spec.commandLine().getOut().printf("%s: %d servers%n", output, servers.size());
        return ExitCode.CONFORMANT;
    }

    private List<Server> servers() {
        List<Server> servers = new ArrayList<>();
        for (String each : results) {
            Server server = server(each);
            long namesakes = servers.stream()
                    .filter(other -> other.address().equals(server.address()))
                    .count();
            servers.add(namesakes == 0 ? server : server.numbered(namesakes + 1));
        }
        return servers;
    }

    private Server server(String argument) {
        int equals = argument.indexOf('=');
        try {
            if (equals > 0 && !Files.exists(Path.of(argument))) {
                return Server.named(
                        argument.substring(0, equals), ResultsReader.read(Path.of(argument.substring(equals + 1))));
            }
            return Server.of(ResultsReader.read(Path.of(argument)));
        } catch (NoResults | InvalidPathException e) {
            throw wrong(String.valueOf(e.getMessage()), e);
        }
    }

    /** Beside its place first, so that a page that is there stays whole until the new one is. */
    private void write(String page) {
        Path file = output.toAbsolutePath();
        if (Files.isDirectory(file)) {
            throw wrong(output + " is a folder; -o names the file to write", null);
        }
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try {
            Files.write(unfinished, page.getBytes(StandardCharsets.UTF_8));
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            throw wrong("cannot write " + output + ": there is no folder " + file.getParent(), e);
        } catch (IOException e) {
            throw wrong("cannot write " + output + ": " + e, e);
        }
    }

    private ParameterException wrong(String message, @Nullable Exception cause) {
        return new ParameterException(spec.commandLine(), Visible.line(message), cause);
    }
}
