package ee.fluxychat.tck;

import ee.fluxychat.tck.report.ExitCode;
import ee.fluxychat.tck.report.KitIdentity;
import ee.fluxychat.tck.seal.Seal;
import ee.fluxychat.tck.seal.Seal.Report;
import ee.fluxychat.tck.spec.ClauseCatalogue;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says which kit this is, and whether it is as it was built. */
@Command(
        name = "version",
        description =
                "Prints which kit this is: version, SHA-256 of the jar and of the catalogue, how many clauses and cases, Java. Two reports with the same hashes were judged alike.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:printed; with --verify: the jar is as it was built",
            "1:the jar is not as it was built",
            "2:wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  version", "  version --verify"})
final class VersionCommand implements Callable<Integer> {

    @Option(
            names = "--verify",
            description = "Holds every file in the jar to the list of hashes that the build put there.")
    boolean verify;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        KitIdentity kit = KitIdentity.current();
        ClauseCatalogue catalogue = ClauseCatalogue.shipped();
        List<Case> cases = CaseFinder.all(catalogue);
        long judged = cases.stream().map(Case::clause).distinct().count();
        out.println("kit        fluxychat-tck " + kit.version());
        out.println("jar        sha256 " + kit.jarSha256());
        out.println("catalogue  sha256 " + kit.catalogueSha256());
        out.println("clauses    " + catalogue.entries().size() + ", " + judged + " of them judged by " + cases.size()
                + " cases");
        out.println("java       " + kit.java() + ", " + kit.os());
        int exitCode = verify ? verified(out, KitIdentity.location()) : 0;
        out.flush();
        return exitCode;
    }

    static int verified(PrintWriter out, Path jar) throws IOException {
        if (!Files.isRegularFile(jar)) {
            out.println("verified   no: the kit does not run from a jar");
            return ExitCode.NOT_CONFORMANT;
        }
        Report report = Seal.verify(jar);
        report.changed().forEach(each -> out.println("changed    " + each));
        report.missing().forEach(each -> out.println("missing    " + each));
        report.added().forEach(each -> out.println("added      " + each));
        out.println("verified   "
                + (report.isWhole()
                        ? "yes: all " + report.files() + " files are as they were built"
                        : "no: " + report.changed().size() + " changed, "
                                + report.missing().size() + " missing, "
                                + report.added().size() + " added"));
        return report.isWhole() ? ExitCode.CONFORMANT : ExitCode.NOT_CONFORMANT;
    }
}
