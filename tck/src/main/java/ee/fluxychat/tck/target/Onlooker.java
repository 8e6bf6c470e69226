package ee.fluxychat.tck.target;

import ee.fluxychat.tck.client.Answer;
import ee.fluxychat.tck.client.Mismatch;
import ee.fluxychat.tck.client.Witness;
import ee.fluxychat.tck.contract.Contract;
import ee.fluxychat.tck.history.HistoryCheck;
import ee.fluxychat.tck.history.HistoryEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Holds all that a target says in a run to the forms of the contract and to what each may see, and remembers the first of each kind that is
 * not so. Thread-safe.
 */
public final class Onlooker {

    private static final Contract CONTRACT = Contract.shipped();

    /** The clauses about what is looked at. */
    private static final String ANSWERS = "CONTRACT-HTTP-1";

    private static final String FRAMES = "CONTRACT-FRAME-1";
    private static final String LEAKS = "PRIV-SEE-1";
    private static final String HISTORIES = "ORDER-ALONG-1";

    private final Map<String, Sight> sights = new ConcurrentHashMap<>();
    private final Audiences audiences = new Audiences();
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong frames = new AtomicLong();
    private final AtomicLong histories = new AtomicLong();
    private volatile boolean isAsked = true;

    /** Something that is not as it should be: what it was, in which case, what should have been, and the text. */
    public record Sight(String what, String during, String expected, String text) {}

    /** What the witness of one case sees. */
    Witness during(String caseName) {
        return isAsked ? looking(caseName) : Witness.NOBODY;
    }

    /** Learns who may see what, and holds nothing to it. */
    Witness learning() {
        return new Witness() {
            @Override
            public void answered(Ear ear, String method, String path, String sent, Answer given) {
                if (isAsked && given.status() == 200) {
                    audiences.learn(ear, method, withoutQuery(path), sent, given.body());
                }
            }

            @Override
            public void said(Ear ear, String text) {
                if (isAsked) {
                    audiences.said(ear, text);
                }
            }

            @Override
            public void told(Ear ear, String text) {}

            @Override
            public void delivered(Ear ear, String body) {}
        };
    }

    /** Nobody is going to ask what was seen; to look all the same would take a third of a run's time. */
    public void looksAway() {
        isAsked = false;
    }

    private Witness looking(String caseName) {
        return new Witness() {
            private void sees(String clause, String what, String expected, String text) {
                sights.putIfAbsent(clause, new Sight(what + " in " + caseName, caseName, expected, text));
            }

            @Override
            public void answered(Ear ear, String method, String path, String sent, Answer given) {
                answers.incrementAndGet();
                String called = "the answer to " + method + " " + withoutQuery(path);
                if (given.status() == 200) {
                    audiences.learn(ear, method, withoutQuery(path), sent, given.body());
                    audiences
                            .leakInAnswer(ear, path, given.body())
                            .ifPresent(wrong -> sees(LEAKS, called + " to " + ear.who(), wrong, given.body()));
                }
                CONTRACT
                        .violationsOfAnswer(
                                method, withoutQuery(path), given.status(), given.header("Content-Type"), given.body())
                        .stream()
                        .findFirst()
                        .ifPresent(wrong ->
                                sees(ANSWERS, called + " of " + ear.who(), wrong, given.status() + " " + given.body()));
            }

            @Override
            public void said(Ear ear, String text) {
                audiences.said(ear, text);
            }

            @Override
            public void delivered(Ear ear, String body) {
                audiences
                        .leakInFrame(ear, body)
                        .ifPresent(wrong -> sees(LEAKS, "a delivery to " + ear.who(), wrong, body));
            }

            @Override
            public void told(Ear ear, String text) {
                frames.incrementAndGet();
                audiences
                        .leakInFrame(ear, text)
                        .ifPresent(wrong -> sees(LEAKS, "a frame to " + ear.who(), wrong, text));
                CONTRACT.violationsOfServerFrame(text).stream()
                        .findFirst()
                        .ifPresent(wrong -> sees(FRAMES, "a frame that " + ear.who() + " hears", wrong, text));
            }
        };
    }

    private static String withoutQuery(String path) {
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    /** The first that was not as this clause has it. */
    public Optional<Sight> sight(String clause) {
        return Optional.ofNullable(sights.get(clause));
    }

    /** Whether something was seen in this place that is not as it should be. */
    boolean hasSeen(String place) {
        return sights.values().stream().anyMatch(each -> each.during().equals(place));
    }

    /** Forgets what was seen in this place that is not as it should be. */
    void forgetAt(String place) {
        sights.values().removeIf(each -> each.during().equals(place));
    }

    /** Forgets what was not as this clause has it, so that only what is seen from now on counts. */
    public void forget(String clause) {
        sights.remove(clause);
    }

    /** Holds what a case has recorded to the one order of each room. */
    public void recorded(String caseName, List<HistoryEvent> events) {
        if (!isAsked || events.isEmpty()) {
            return;
        }
        histories.incrementAndGet();
        HistoryCheck check = new HistoryCheck();
        // what is numbered, and what is told again to who asks for it, has clauses of its own, which bind fewer servers
        check.read(
                caseName,
                events.stream()
                        .filter(each -> !each.isResumed())
                        .map(HistoryEvent::unnumbered)
                        .toList());
        check.result().violations().stream()
                .findFirst()
                .ifPresent(wrong -> sights.putIfAbsent(
                        HISTORIES,
                        new Sight(
                                "what was heard and read in " + caseName,
                                caseName,
                                "one order, nothing lost and nothing twice",
                                wrong.toString())));
    }

    /** Holds what was met by somebody who listens all along against the one order of each room. */
    void sawAt(String place, Mismatch wrong) {
        histories.incrementAndGet();
        sights.putIfAbsent(
                HISTORIES, new Sight(wrong.what() + " in " + place, place, wrong.expected(), wrong.actual()));
    }

    /** How many recordings it has looked at. */
    public long histories() {
        return histories.get();
    }

    /** How many answers it has looked at. */
    public long answers() {
        return answers.get();
    }

    /** How many frames it has looked at. */
    public long frames() {
        return frames.get();
    }
}
