package ee.fluxychat.tck.report.folder;

import ee.fluxychat.tck.history.HistoryFile;
import ee.fluxychat.tck.report.CaseResult;
import ee.fluxychat.tck.report.JUnitXmlReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The folder into which a run is written. All files are made beside their places and only then moved there one by one, so that a reader
 * meets whole files, and a run that is killed leaves the ones of the run before. Files that are not the kit's stay untouched.
 */
public final class ReportFolder {

    private static final String UNFINISHED = ".unfinished";
    private static final String TRANSCRIPTS = "transcripts";
    private static final String HISTORY = "history";

    /** What a case is called; a report that is here already may be anybody's. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]++(?:\\.[A-Za-z0-9_]++)*+");

    private final Path folder;

    private ReportFolder(Path folder) {
        this.folder = folder;
    }

    /** Makes the folder if there is none, and tries to write there: what cannot be kept need not be judged. */
    public static ReportFolder at(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".writable", ""));
            return new ReportFolder(folder);
        } catch (FileAlreadyExistsException e) {
            throw new IOException(e.getFile() + " is a file and no folder", e);
        } catch (AccessDeniedException e) {
            throw new IOException("permission is denied for " + e.getFile(), e);
        }
    }

    /** Writes all files anew and masked; what an older run left of the kit's files is gone then. */
    public void write(Report unmasked, Masking masking) throws IOException {
        Report report = new Report(masking.of(unmasked.result()), unmasked.unjudged());
        Set<String> earlier = namesOfEarlierReport();
        Path unfinished = folder.resolve(UNFINISHED);
        delete(unfinished);
        Files.createDirectories(unfinished.resolve(TRANSCRIPTS));
        Set<String> names = new LinkedHashSet<>();
        for (CaseResult each : report.result().cases()) {
            names.add(put(unfinished, TranscriptFile.name(each), TranscriptFile.content(each)));
            if (!each.history().isEmpty()) {
                String name = historyOf(each);
                HistoryFile.write(unfinished.resolve(name), each.history());
                names.add(name);
            }
        }
        JUnitXmlReport.write(unfinished.resolve("junit.xml"), report.result());
        names.add("junit.xml");
        names.add(put(unfinished, "badge.svg", Badge.of(report.result())));
        names.add(put(unfinished, "summary.txt", SummaryText.of(report)));
        names.add(put(unfinished, "results.json", ResultsJson.of(report)));
        names.add(put(unfinished, "report.html", ReportPage.of(report)));
        earlier.removeAll(names);
        moveFrom(unfinished, names, earlier);
    }

    /** The recordings that a report of the kit's lists which is here already; whatever else lies here is not the kit's. */
    private Set<String> namesOfEarlierReport() {
        Set<String> names = new LinkedHashSet<>();
        try {
            for (CaseResult each : ResultsReader.read(folder).result().cases()) {
                if (NAME.matcher(each.name()).matches()) {
                    names.add(TranscriptFile.name(each));
                    names.add(historyOf(each));
                }
            }
        } catch (NoResults none) {
            // nothing of the kit's
        }
        return names;
    }

    private static String historyOf(CaseResult result) {
        return HISTORY + "/" + result.name() + ".jsonl";
    }

    private static String put(Path where, String name, String content) throws IOException {
        // getBytes, unlike a writer, has an answer to half a surrogate pair
        Files.write(where.resolve(name), content.getBytes(StandardCharsets.UTF_8));
        return name;
    }

    private void moveFrom(Path unfinished, Set<String> names, Set<String> outdated) throws IOException {
        for (String each : List.of(TRANSCRIPTS, HISTORY)) {
            Files.createDirectories(folder.resolve(each));
        }
        for (String each : outdated) {
            Files.deleteIfExists(folder.resolve(each));
        }
        for (String each : names) {
            Files.move(unfinished.resolve(each), folder.resolve(each), StandardCopyOption.REPLACE_EXISTING);
        }
        delete(unfinished);
    }

    private static void delete(Path tree) throws IOException {
        if (Files.isDirectory(tree)) {
            try (DirectoryStream<Path> children = Files.newDirectoryStream(tree)) {
                for (Path each : children) {
                    delete(each);
                }
            }
        }
        Files.deleteIfExists(tree);
    }
}
