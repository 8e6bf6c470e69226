package ee.fluxychat.tck.selftest;

import ee.fluxychat.tck.client.Inbox;
import ee.fluxychat.tck.selftest.Trace.Step;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * The server's side of one recorded conversation: it answers each request as the reference answered it, and tells each socket what the
 * reference told it, once the clients have said all that they had said before. Thread-safe.
 */
final class TraceServer implements AutoCloseable, Listener.Speech {

    private final Listener listener;
    private final Trace trace;
    private final Deque<Step> untold;
    private final List<Exchange> unanswered = new ArrayList<>();
    private final List<Step> unheard = new ArrayList<>();
    private final IdentityHashMap<Request, Step> accepted = new IdentityHashMap<>();
    private final Set<Integer> heard = new HashSet<>();
    private final Map<String, SocketPeer> open = new HashMap<>();
    private final List<String> misheard = new ArrayList<>();

    private record Exchange(Step request, Step answer) {
        boolean isFor(Request asked) {
            return request.method().equals(asked.method())
                    && request.path().equals(asked.target())
                    && request.body().equals(asked.body().text());
        }
    }

    TraceServer(Trace trace) {
        this.trace = trace;
        this.untold = new ArrayDeque<>(trace.steps());
        Map<String, Deque<Step>> asked = new HashMap<>();
        for (Step step : trace.steps()) {
            if (step.isHttp() && step.isSent()) {
                asked.computeIfAbsent(step.channel(), channel -> new ArrayDeque<>())
                        .add(step);
            } else if (step.isHttp()) {
                unanswered.add(new Exchange(
                        Objects.requireNonNull(asked.get(step.channel())).remove(), step));
            } else if (step.isSent()) {
                unheard.add(step);
            }
        }
        this.listener = new Listener(this);
    }

    URI uri() {
        return listener.uri();
    }

    /** What clients said that they had not said then. */
    synchronized List<String> misheard() {
        return List.copyOf(misheard);
    }

    // --- what clients say

    @Override
    public synchronized Reply answers(Request request, BooleanSupplier isCut) {
        Optional<Exchange> exchange =
                unanswered.stream().filter(each -> each.isFor(request)).findFirst();
        if (exchange.isEmpty()) {
            misheard.add(request.line() + " " + request.body().text());
            return Reply.text(500, "nobody asked this");
        }
        unanswered.remove(exchange.get());
        hears(exchange.get().request());
        return exchange.get().answer().answer();
    }

    @Override
    public synchronized Reply shakes(Request request) {
        Optional<Step> upgrade =
                said(step -> step.upgrade().filter(request.target()::equals).isPresent());
        if (upgrade.isEmpty()) {
            misheard.add("handshake " + request.target());
            return Reply.text(500, "nobody opened this");
        }
        Optional<Reply> refusal = trace.next(upgrade.get()).flatMap(Step::refusal);
        unheard.remove(upgrade.get()); // now, as the next one may knock at the same door before this one is met
        if (refusal.isPresent()) {
            hears(upgrade.get());
        } else {
            accepted.put(request, upgrade.get());
        }
        return refusal.orElse(new Reply(101, Map.of(), ""));
    }

    private Optional<Step> said(Predicate<Step> what) {
        return unheard.stream().filter(what).findFirst();
    }

    @Override
    public Optional<SocketPeer.Flaw> flaw() {
        return Optional.empty();
    }

    @Override
    public synchronized SocketPeer.Ears meets(SocketPeer peer, Request request) {
        Step upgrade = Objects.requireNonNull(accepted.remove(request));
        open.put(upgrade.channel(), peer);
        hears(upgrade);
        return new Ears(upgrade.channel());
    }

    /** Hears one socket. */
    private final class Ears implements SocketPeer.Ears {

        private final String channel;

        private Ears(String channel) {
            this.channel = channel;
        }

        @Override
        public void text(String text) {
            synchronized (TraceServer.this) {
                Optional<Step> said = said(step -> step.channel().equals(channel)
                        && step.text().filter(text::equals).isPresent());
                if (said.isEmpty()) {
                    misheard.add("frame " + text + " from " + channel);
                    return;
                }
                unheard.remove(said.get());
                hears(said.get());
            }
        }

        @Override
        public void binary() {
            text("a binary frame");
        }

        @Override
        public void gone() {
            // clients leave as they like
        }
    }

    // --- what the reference says

    /** Goes on in the record as far as the clients have come. */
    private void hears(Step said) {
        heard.add(said.number());
        while (!untold.isEmpty() && !isAwaited(untold.element())) {
            Step next = untold.remove();
            SocketPeer peer = open.get(next.channel());
            if (peer != null && next.isSent() && next.isEnd()) {
                open.remove(next.channel());
            } else if (peer != null && !next.isSent()) {
                tells(peer, next);
            }
        }
    }

    private boolean isAwaited(Step step) {
        if (!step.isSent() || heard.contains(step.number())) {
            return false;
        } else if (step.isHttp()) {
            return unanswered.stream().anyMatch(each -> each.request().equals(step));
        }
        return step.opensRoom()
                || (open.containsKey(step.channel()) && step.text().isPresent());
    }

    private void tells(SocketPeer peer, Step step) {
        if (step.isBinary()) {
            peer.saysBinary(step.payload().getInt("binary"));
        } else if (step.isEnd() && step.code() != Inbox.Closed.CUT) {
            peer.closes(step.code(), step.payload().getString("reason"));
        } else {
            step.text().ifPresent(peer::says);
        }
    }

    @Override
    public void close() {
        listener.close();
    }
}
