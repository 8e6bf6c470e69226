package ee.fluxychat.tck.target;

import ee.fluxychat.tck.client.Answer;
import ee.fluxychat.tck.client.Witness;
import ee.fluxychat.tck.contract.Contract;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Holds all that a target says in a run to the forms of the contract and to what each may see, and remembers the first of each kind that is
 * not so. Thread-safe.
 */
public final class Onlooker {

    private static final Contract CONTRACT = Contract.shipped();

    private final AtomicReference<Sight> answer = new AtomicReference<>();
    private final AtomicReference<Sight> frame = new AtomicReference<>();
    private final AtomicReference<Sight> leak = new AtomicReference<>();
    private final Audiences audiences = new Audiences();
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong frames = new AtomicLong();

    /** Something that is not as the contract has it: what it was, in which case, what is wrong, and the text. */
    public record Sight(String what, String wrong, String text) {}

    /** What the witness of one case sees. */
    Witness during(String caseName) {
        return new Witness() {
            private void look(Ear ear, String what, String text) {
                audiences
                        .leak(ear, text)
                        .ifPresent(wrong -> leak.compareAndSet(
                                null, new Sight(what + " to " + ear.who() + " in " + caseName, wrong, text)));
            }

            @Override
            public void answered(Ear ear, String method, String path, String sent, Answer given) {
                answers.incrementAndGet();
                if (given.status() == 200) {
                    audiences.learn(ear, method, withoutQuery(path), sent, given.body());
                }
                look(ear, "the answer to " + method + " " + withoutQuery(path), given.body());
                List<String> wrong = CONTRACT.violationsOfAnswer(
                        method, withoutQuery(path), given.status(), given.header("Content-Type"), given.body());
                if (!wrong.isEmpty()) {
                    answer.compareAndSet(
                            null,
                            new Sight(
                                    "the answer to " + method + " " + withoutQuery(path) + " of " + ear.who() + " in "
                                            + caseName,
                                    wrong.get(0),
                                    given.status() + " " + given.body()));
                }
            }

            @Override
            public void delivered(Ear ear, String body) {
                look(ear, "a delivery", body);
            }

            @Override
            public void told(Ear ear, String text) {
                frames.incrementAndGet();
                look(ear, "a frame", text);
                List<String> wrong = CONTRACT.violationsOfServerFrame(text);
                if (!wrong.isEmpty()) {
                    frame.compareAndSet(
                            null, new Sight("a frame that " + ear.who() + " hears in " + caseName, wrong.get(0), text));
                }
            }
        };
    }

    private static String withoutQuery(String path) {
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    /** The first answer that has another form than the contract's. */
    public Optional<Sight> strangeAnswer() {
        return Optional.ofNullable(answer.get());
    }

    /** The first frame that has another form than the contract's. */
    public Optional<Sight> strangeFrame() {
        return Optional.ofNullable(frame.get());
    }

    /** The first message that somebody was shown who may not see it. */
    public Optional<Sight> leak() {
        return Optional.ofNullable(leak.get());
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
