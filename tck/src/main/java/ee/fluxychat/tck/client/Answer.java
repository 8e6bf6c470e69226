package ee.fluxychat.tck.client;

import java.net.http.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a server answered to one HTTP request or refused handshake. Immutable. */
public record Answer(String to, int status, HttpHeaders headers, String body) {

    private static final int GIST = 120;
    private static final int SHOWN = 400;

    /** What comes later in a body is of no interest, and may be without end. */
    private static final int LOOKED_AT = 10_000;

    private static final Pattern UNSEEN = Pattern.compile("(?is)<(script|style)\\b.*?</\\1>");
    private static final Pattern TAG = Pattern.compile("<[^<>]*+>");

    /** Demands one of these statuses. */
    public Answer is(int... allowed) {
        if (Arrays.stream(allowed).noneMatch(each -> each == status)) {
            throw new Mismatch(
                    "status of " + Transcript.masked(to),
                    allowed.length == 1 ? String.valueOf(allowed[0]) : "one of " + Arrays.toString(allowed),
                    status + " " + Expect.shown(body));
        }
        return this;
    }

    /** Demands any answer that does not blame the server itself. */
    public Answer isNoServerError() {
        if (status >= 500) {
            throw new Mismatch("status of " + Transcript.masked(to), "below 500", status + " " + Expect.shown(body));
        }
        return this;
    }

    /** Demands this refusal: its status, and a JSON body with a {@code traceId} and an error, whatever its words. */
    public Fields refuses(int expectedStatus) {
        Fields json = is(expectedStatus).json();
        json.text("traceId");
        json.text("error");
        return json;
    }

    /** Demands this refusal, and that its error is this code or begins with it. */
    public Fields refuses(int expectedStatus, String code) {
        Fields json = refuses(expectedStatus);
        ErrorWord.of(code).isIn("error of " + Transcript.masked(to), json.text("error"));
        return json;
    }

    /** The body as a JSON object. */
    public Fields json() {
        return new Fields(
                "the answer to " + Transcript.masked(to), Json.parse("the body of " + Transcript.masked(to), body));
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The body for a sentence: of a web page no more than the beginning of its text. */
    public String gist() {
        String begin = body.length() <= LOOKED_AT ? body : body.substring(0, LOOKED_AT);
        String masked = Transcript.masked(begin).strip();
        if (!masked.startsWith("<")) {
            return masked.length() <= SHOWN ? masked : masked.substring(0, SHOWN) + "…";
        }
        String text = UNSEEN.matcher(masked).replaceAll(" ");
        text = TAG.matcher(text).replaceAll(" ").replaceAll("\\s+", " ").strip();
        return "a page of HTML"
                + (text.isEmpty() ? "" : ": " + (text.length() <= GIST ? text : text.substring(0, GIST) + "…"));
    }

    /** Every word of a header that is a comma list, on however many lines. */
    public List<String> words(String name) {
        return headers.allValues(name).stream()
                .flatMap(each -> Arrays.stream(each.split(",", -1)))
                .map(String::strip)
                .toList();
    }
}
