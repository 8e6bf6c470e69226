package ee.fluxychat.tck.report.folder;

import ee.fluxychat.tck.client.Transcript;
import ee.fluxychat.tck.report.CaseResult;
import ee.fluxychat.tck.report.Finding;
import ee.fluxychat.tck.report.Verdict;
import ee.fluxychat.tck.report.Visible;
import java.util.List;
import java.util.Locale;

/** The part of a transcript that a page shows: the end of what went well, and the surroundings of what went wrong. */
record Wire(String file, int before, int after, List<WireLine> lines) {

    // three hundred long transcripts are more than a browser likes; the file has the rest
    private static final int LINES_WHEN_OK = 24;
    private static final int LINES_WHEN_WRONG = 120;
    private static final int LINES_AFTER_WRONG = 20;

    /** One line, drawn. */
    record WireLine(String milliseconds, String who, String arrow, String direction, String text, boolean isWrong) {}

    static Wire of(CaseResult result) {
        List<Transcript.Line> all = result.transcript();
        int wrong = result.finding().map(Finding::line).orElse(0);
        int most = result.verdict() == Verdict.OK ? LINES_WHEN_OK : LINES_WHEN_WRONG;
        int end = Math.min(all.size(), Math.max(most, position(all, wrong) + LINES_AFTER_WRONG));
        int begin = Math.max(0, end - most);
        return new Wire(
                TranscriptFile.name(result),
                begin,
                all.size() - end,
                all.subList(begin, end).stream().map(each -> line(each, wrong)).toList());
    }

    /** How many lines there are up to the wrong one, all when none is known to be wrong. */
    private static int position(List<Transcript.Line> all, int wrong) {
        for (int i = 0; i < all.size() && wrong != 0; i++) {
            if (all.get(i).number() == wrong) {
                return i + 1;
            }
        }
        return all.size();
    }

    private static WireLine line(Transcript.Line line, int wrong) {
        return new WireLine(
                String.format(Locale.ROOT, "%.1f", line.at().toNanos() / 1e6),
                line.who(),
                line.direction().arrow(),
                ResultsJson.word(line.direction()),
                Visible.line(line.text()),
                line.number() != 0 && line.number() == wrong);
    }

    boolean hasLines() {
        return !lines.isEmpty();
    }
}
