package ee.fluxychat.tck.report.folder;

import ee.fluxychat.tck.client.Transcript;
import ee.fluxychat.tck.history.HistoryEvent;
import ee.fluxychat.tck.report.CaseResult;
import ee.fluxychat.tck.report.Closing;
import ee.fluxychat.tck.report.Finding;
import ee.fluxychat.tck.report.Remark;
import ee.fluxychat.tck.report.RunFacts;
import ee.fluxychat.tck.report.RunResult;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Takes out of a run what would open a door: tokens, keys, passwords in URLs, and every secret that the kit was given. Immutable. */
public final class Masking {

    // a shorter one would be found in half of all words, and is no secret
    private static final int SHORTEST = 6;
    private static final char CUT = '…';
    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/?#@\\s\"'<>]+@");

    private final Collection<String> given;
    private final List<String> secrets;

    private Masking(Collection<String> given, List<String> secrets) {
        this.given = given;
        this.secrets = secrets;
    }

    /** Masks what looks like a token or a key, and these secrets, as they are and as a URL or JSON spells them. */
    public static Masking of(Collection<String> secrets) {
        return new Masking(
                List.copyOf(secrets),
                secrets.stream()
                        .filter(each -> each.length() >= SHORTEST)
                        .flatMap(each -> Stream.of(each, URLEncoder.encode(each, StandardCharsets.UTF_8), asJson(each)))
                        .distinct()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList());
    }

    private static String asJson(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** Masks these secrets, too. */
    public Masking and(Collection<String> more) {
        return of(Stream.concat(given.stream(), more.stream()).toList());
    }

    /** The text without them. */
    public String of(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, "<secret>");
        }
        return USER_INFO.matcher(Transcript.masked(withoutCutSecrets(masked))).replaceAll("…@");
    }

    /** Long texts are cut when they are kept, maybe in the middle of a secret. */
    private String withoutCutSecrets(String text) {
        String masked = text;
        for (int cut = masked.indexOf(CUT); cut >= 0; cut = masked.indexOf(CUT, cut + 1)) {
            int begin = beginOfSecret(masked, cut);
            if (begin < cut) {
                masked = masked.substring(0, begin) + "<secret>" + masked.substring(cut);
                cut = begin + "<secret>".length();
            }
        }
        return masked;
    }

    /** Where a secret begins that reaches as far as this, or else this. */
    private int beginOfSecret(String text, int end) {
        int begin = end;
        for (String secret : secrets) {
            for (int length = Math.min(secret.length() - 1, end); length >= SHORTEST; length--) {
                if (text.startsWith(secret.substring(0, length), end - length)) {
                    begin = Math.min(begin, end - length);
                    break;
                }
            }
        }
        return begin;
    }

    /** The run without them. */
    public RunResult of(RunResult run) {
        return new RunResult(
                facts(run.facts()), run.cases().stream().map(this::of).toList(), run.ending());
    }

    private RunFacts facts(RunFacts facts) {
        return new RunFacts(
                facts.runId(),
                of(facts.target()),
                facts.startedAt(),
                facts.took(),
                facts.profiles(),
                facts.selection().stream().map(this::of).toList(),
                facts.strict(),
                facts.seed(),
                of(facts.command()),
                facts.kit(),
                facts.notes().stream().map(this::of).toList(),
                facts.pending(),
                facts.about().stream()
                        .map(each -> new Remark(of(each.name()), of(each.text())))
                        .toList());
    }

    /** One case without them. */
    public CaseResult of(CaseResult result) {
        return new CaseResult(
                result.chapter(),
                result.clause(),
                result.name(),
                result.claim(),
                result.transport(),
                result.verdict(),
                result.finding().map(this::finding),
                of(result.reason()),
                new Closing(
                        result.closing().kind(),
                        result.closing().seen().stream().map(this::of).toList()),
                result.took(),
                result.attempts(),
                result.transcript().stream().map(this::line).toList(),
                result.history().stream().map(this::event).toList());
    }

    private Finding finding(Finding finding) {
        return new Finding(
                of(finding.what()), of(finding.expected()), of(finding.actual()), finding.line(), finding.seenWith());
    }

    private HistoryEvent event(HistoryEvent event) {
        return event.masked(this::of);
    }

    private Transcript.Line line(Transcript.Line line) {
        return new Transcript.Line(line.number(), line.at(), of(line.who()), line.direction(), of(line.text()));
    }
}
