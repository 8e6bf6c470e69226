package ee.fluxychat.tck;

import ee.fluxychat.tck.client.Mismatch;
import ee.fluxychat.tck.client.Transcript;
import ee.fluxychat.tck.client.Unreachable;
import ee.fluxychat.tck.provision.Provisioner;
import ee.fluxychat.tck.report.ExitCode;
import ee.fluxychat.tck.report.Visible;
import ee.fluxychat.tck.report.folder.Masking;
import ee.fluxychat.tck.target.Project;
import ee.fluxychat.tck.target.ProvisioningFailed;
import ee.fluxychat.tck.target.Skipped;
import ee.fluxychat.tck.target.Target;
import ee.fluxychat.tck.target.TargetOptions;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Gets the projects that a run would work in, and nothing more. */
@Command(
        name = "provision",
        description =
                "Tries out how the kit gets projects and tokens at a target: gets them, prints them with masked keys, and cleans up. The first thing to run against a new server: it takes the options of run about a target, so that a command line is tried as it stands; those about nodes, webhooks, control and rate limits change nothing here.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnExecutionException = ExitCode.COULD_NOT_JUDGE,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:projects were got and tokens minted, or the steps were printed",
            "2:wrong usage",
            "3:the target could not be reached, or gave no project or no tokens for it"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  provision --dry-run --target http://localhost:8080 --bootstrap-secret …",
            "  provision --target http://localhost:8080 --key fc_…",
            "  provision --config my-server.yaml"
        })
final class ProvisionCommand implements Callable<Integer> {

    @Mixin
    TargetArguments target;

    @Option(
            names = "--dry-run",
            description = "Prints step by step what would be done, and contacts neither the target nor a program.")
    boolean dryRun;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        TargetOptions options = target.options();
        PrintWriter out = spec.commandLine().getOut();
        Masking masking = Masking.of(target.secrets());
        if (dryRun) {
            printSteps(out, options, masking);
            return 0;
        }
        try {
            tryOut(out, Target.reach(options), masking);
            return 0;
        } catch (Unreachable | ProvisioningFailed nothing) {
            spec.commandLine().getErr().println(Visible.line(masking.of(String.valueOf(nothing.getMessage()))));
            return ExitCode.COULD_NOT_JUDGE;
        }
    }

    private static void printSteps(PrintWriter out, TargetOptions options, Masking masking) {
        List<Provisioner> ways = options.provisioners();
        out.println(
                "At " + masking.of(options.base().toString()) + " the kit would, with RUN a new name like kabc123:");
        for (int i = 0; i < ways.size(); i++) {
            out.println();
            out.println((i == 0 ? "" : "if that fails, ") + "by " + ways.get(i).name() + ":");
            int number = 0;
            for (String step : ways.get(i).steps()) {
                number++;
                out.print(Paragraph.of(number + ".", step));
            }
        }
        out.println();
        out.println("Nothing was sent.");
        out.flush();
    }

    private static void tryOut(PrintWriter out, Target target, Masking given) {
        try {
            Masking masking = given.and(target.secrets());
            target.notes().forEach(each -> out.println(Visible.line(masking.of(each))));
            mints(out, "the home project", target.home(), masking);
            if (hasOther(target)) {
                mints(out, "the second project", target.other(), masking);
            } else {
                out.println("no second project: cases about tenants would be skipped");
            }
        } finally {
            target.cleanUp();
            out.println("cleaned up, as far as the target allows");
            out.flush();
        }
    }

    private static boolean hasOther(Target target) {
        try {
            target.other();
            return true;
        } catch (Skipped none) {
            return false;
        }
    }

    /** A member's token has been got already: without one there is no project to speak of. */
    private static void mints(PrintWriter out, String name, Project project, Masking masking) {
        out.println(name + ", key " + masked(project.key()));
        out.println("  a token for alice with the role member: minted");
        out.print("  a token for admin with the role admin: ");
        try {
            project.holder("admin", "admin", new Transcript());
            out.println("minted");
        } catch (Skipped | Mismatch refused) {
            out.println("none, so cases that need an admin would be skipped: "
                    + Visible.line(masking.of(String.valueOf(refused.getMessage()))));
        }
    }

    private static String masked(String key) {
        return key.length() < 12 ? "…" : key.substring(0, 3) + "…" + key.substring(key.length() - 2);
    }
}
