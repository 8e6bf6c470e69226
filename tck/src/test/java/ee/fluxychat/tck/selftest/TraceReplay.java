package ee.fluxychat.tck.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.client.Answer;
import ee.fluxychat.tck.client.Http;
import ee.fluxychat.tck.client.HttpCall;
import ee.fluxychat.tck.client.Inbox.Closed;
import ee.fluxychat.tck.client.Participant;
import ee.fluxychat.tck.client.Patience;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.client.RawSocket;
import ee.fluxychat.tck.client.Transcript;
import ee.fluxychat.tck.client.Witness;
import ee.fluxychat.tck.selftest.Trace.Step;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The clients' side of one recorded conversation, step by step with the kit's own client. Not thread-safe. */
final class TraceReplay {

    private static final String ROOMS = "/ws/room/";

    private final Trace trace;
    private final Http http;
    private final Transcript transcript;
    private final Map<String, Participant> open = new HashMap<>();
    private final Map<String, Deque<Answer>> answers = new HashMap<>();
    private int frames;

    TraceReplay(Trace trace, URI server, Witness witness) {
        this.trace = trace;
        this.http = new Http(server, new Patience(1));
        this.transcript = new Transcript(witness);
    }

    Transcript transcript() {
        return transcript;
    }

    /** How many text frames were heard as they were recorded. */
    int frames() {
        return frames;
    }

    /** Says what was said then; whatever is heard otherwise than it was recorded is an error. */
    void run() {
        for (Step step : trace.steps()) {
            if (step.isHttp() && step.isSent()) {
                asks(step);
            } else if (step.isHttp()) {
                isAnswered(step, step.answer());
            } else if (step.isSent()) {
                says(step);
            } else {
                hears(step);
            }
        }
        open.values().forEach(Participant::leaves);
    }

    private void asks(Step step) {
        if (trace.next(step).isPresent()) { // one request was never answered
            HttpCall call = http.call(transcript, step.channel(), step.method(), step.path());
            step.headers().forEach((name, value) -> call.header(name, value.replace("…", "")));
            isGiven(step, (step.body().isEmpty() ? call : call.text(step.body())).send());
        }
    }

    private void isGiven(Step step, Answer answer) {
        answers.computeIfAbsent(step.channel(), channel -> new ArrayDeque<>()).add(answer);
    }

    private void isAnswered(Step step, Reply recorded) {
        Answer answer = Objects.requireNonNull(answers.get(step.channel())).remove();
        assertThat(answer.status()).as(named(step)).isEqualTo(recorded.status());
        assertThat(answer.body()).as(named(step)).isEqualTo(recorded.body());
        recorded.headers()
                .forEach((name, value) ->
                        assertThat(answer.header(name)).as(named(step)).contains(value));
    }

    private void says(Step step) {
        if (step.upgrade().isPresent()) {
            opens(step);
        } else if (step.isEnd()) {
            left(step).ifPresent(Participant::leaves);
        } else {
            step.text().ifPresent(text -> at(step).ifPresent(each -> each.saysText(text)));
        }
    }

    /** Whoever is on this step's socket; nobody once he has left, when the rest is said to nobody. */
    private Optional<Participant> at(Step step) {
        return Optional.ofNullable(open.get(step.channel()));
    }

    private Optional<Participant> left(Step step) {
        return Optional.ofNullable(open.remove(step.channel()));
    }

    private void opens(Step step) {
        String path = step.upgrade().orElseThrow();
        boolean isRefused =
                trace.next(step).filter(each -> each.refusal().isPresent()).isPresent();
        if (isRefused) {
            try (RawSocket socket = RawSocket.connect(http, transcript, step.channel())) {
                isGiven(step, socket.handshake(path, RawSocket.upgradeHeaders()));
            }
            return;
        }
        if (step.opensRoom()) {
            String user = trace.user(step.channel());
            Person person = new Person(user, user, "token", http, transcript);
            String[] room = path.substring(ROOMS.length()).split("(?=\\?)", 2);
            open.put(
                    step.channel(), Participant.open(person, room[0], step.channel(), room.length == 1 ? "" : room[1]));
        }
    }

    private void hears(Step step) {
        if (step.refusal().isPresent()) {
            isAnswered(step, step.refusal().get());
        } else if (step.isEnd() && step.code() == Closed.CUT) { // who cut it, was not recorded
            left(step).ifPresent(Participant::vanishes);
        } else if (step.isEnd()) {
            left(step).ifPresent(each -> assertThat(each.isClosed())
                    .as(named(step))
                    .isEqualTo(new Closed(step.code(), step.payload().getString("reason"), true)));
        } else if (step.text().isPresent()) {
            at(step).ifPresent(each -> {
                assertThat(each.hears("any frame", frame -> true))
                        .as(named(step))
                        .hasToString(step.text().get());
                frames++;
            });
        }
    }

    private String named(Step step) {
        return trace.name() + ", step " + step.number();
    }
}
