package ee.fluxychat.tck.target;

import ee.fluxychat.tck.client.Http;
import ee.fluxychat.tck.client.Mismatch;
import ee.fluxychat.tck.client.Patience;
import ee.fluxychat.tck.client.Pause;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.client.Transcript;
import ee.fluxychat.tck.client.Unreachable;
import ee.fluxychat.tck.client.Witness;
import ee.fluxychat.tck.hooks.Receiver;
import ee.fluxychat.tck.provision.Control;
import ee.fluxychat.tck.report.RunFacts;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The server under judgement, with the projects that the kit works in. What a run finds out about it is kept. Thread-safe. */
public final class Target {

    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    // hundreds of rooms take seconds where they can be removed; a target that answers none of it is not waited for
    private static final Duration TIDYING = Duration.ofMinutes(1);
    private static final String WRONG_SECRET =
            "the secret that was given (--token-secret, or secret: in --config) is not what the tokens of the %s project are signed with, by HS256";
    private static final String NOT_BACK = "nobody has listened on since the server was killed: it did not come back";
    private static final int RETURN_SECONDS = 8;
    private static final String SLOW_RETURN =
            "the projects may not have been given back: that took longer than " + RETURN_SECONDS + " s";
    private static final Duration DEATH = Duration.ofSeconds(2);
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration BETWEEN_KNOCKS = Duration.ofMillis(100);

    private final TargetOptions options;
    private final Http http;
    private final String run = freshRun();
    private final AtomicInteger names = new AtomicInteger();
    private final Map<String, Outcome> found = new HashMap<>();
    private final Queue<Runnable> leftBehind = new ConcurrentLinkedQueue<>();
    private final Onlooker onlooker = new Onlooker();
    private final MadeRooms madeRooms = new MadeRooms(this);
    private final Footing footing;
    private final List<String> kept = new CopyOnWriteArrayList<>();

    private final AtomicReference<@Nullable LongListener> longListener = new AtomicReference<>();

    /** At most one. */
    private final List<Receiver> receivers = new ArrayList<>();

    private Target(TargetOptions options) {
        this.options = options;
        this.http = new Http(options.base(), new Patience(options.timeoutScale()));
        this.footing = Footing.at(options, http, run);
    }

    /** Reaches a target and gets what the run needs there; fails with {@code Unreachable} or {@link ProvisioningFailed}. */
    public static Target reach(TargetOptions options) {
        return new Target(options);
    }

    /** What every name of this run begins with. */
    public String run() {
        return run;
    }

    /** Where it is. */
    public URI base() {
        return options.base();
    }

    /** What a report should say about how the projects were got. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        notes.add(RunFacts.PROJECTS_BY + footing.provisioner().name());
        notes.addAll(footing.provision().notes());
        if (home().hasWrongSecret()) {
            notes.add(WRONG_SECRET.formatted("first") + ", so no token is forged with it");
        }
        if (footing.other().filter(Project::hasWrongSecret).isPresent()) {
            notes.add(WRONG_SECRET.formatted("second") + ", so no token is signed with it");
        }
        notes.addAll(kept);
        return notes;
    }

    /** Has somebody listen until the run is tidied up, if it can be done. */
    public void startsListening() {
        try {
            longListener.set(LongListener.in(this));
        } catch (RuntimeException | Mismatch cannot) { // what is wrong with that is for the cases to find
            kept.add("nobody listened all through the run: " + cannot.getMessage());
        }
    }

    /** Who has listened all through the run, or until the last crash before which he had heard something wrong. */
    public Optional<LongListener> longListener() {
        return Optional.ofNullable(longListener.get());
    }

    /** Forgets what was wrong with what somebody still listens to: hearing him out again finds it again, if it is so. */
    public void forgetsWhatIsStillHeard() {
        longListener().filter(each -> !each.isOver()).ifPresent(each -> onlooker.forgetAt(LongListener.PLACE));
    }

    private void stopsListening() {
        longListener().ifPresent(LongListener::close);
    }

    /** Kills the server and, when somebody has looked at what is left, starts it again and waits until it is well. */
    public void crash() {
        Control control = options.control()
                .orElseThrow(() -> new Skipped(
                        "needs a program that kills and starts the server: give --control, or control: in --config"));
        longListener().ifPresent(each -> each.isHeardOut(onlooker));
        boolean goesOn = longListener().isPresent() && !onlooker.hasSeen(LongListener.PLACE);
        stopsListening();
        if (goesOn) {
            kept.add(NOT_BACK);
        }
        control.kill();
        requireDead(control);
        control.start();
        awaitHealth(System.nanoTime() + http.patience().scaled(START).toNanos());
        if (goesOn) {
            kept.remove(NOT_BACK);
            startsListening();
        }
    }

    /** Demands what a crash needs, before anything is done that takes time. */
    public void requireControl() {
        if (options.control().isEmpty()) {
            throw new Skipped(
                    "needs a program that kills and starts the server: give --control, or control: in --config");
        }
    }

    /** A server that goes on has lost nothing by a kill that was none, and would be judged by it. */
    private void requireDead(Control control) {
        long deadline = System.nanoTime() + http.patience().scaled(DEATH).toNanos();
        while (isWell()) {
            if (System.nanoTime() > deadline) {
                throw new ControlFailed("--control: " + control
                        + " says that it has killed the server, but GET /health is answered as before");
            }
            Pause.of(BETWEEN_KNOCKS);
        }
    }

    private boolean isWell() {
        try {
            return http.call(new Transcript(), "the kit", "GET", "/health")
                            .send()
                            .status()
                    == 200;
        } catch (Unreachable | Mismatch gone) {
            return false;
        }
    }

    private void awaitHealth(long deadline) {
        while (!isWell()) {
            if (System.nanoTime() > deadline) {
                throw new Mismatch("the server after a kill", "to answer GET /health with 200 again", "not in time");
            }
            Pause.of(BETWEEN_KNOCKS);
        }
    }

    /** The kit's own end of webhooks, opened for the first who asks. */
    public Receiver receiver() {
        synchronized (receivers) {
            if (receivers.isEmpty()) {
                receivers.add(openReceiver());
            }
            return receivers.get(0);
        }
    }

    private Receiver openReceiver() {
        try {
            return options.hooks()
                    .open(base())
                    .orElseThrow(
                            () -> new Skipped(
                                    "needs a place where the target, which is on another machine, can tell the kit of events: give --hook-bind"));
        } catch (IOException cannotListen) {
            throw new Skipped(
                    "cannot listen for webhooks: " + cannotListen.getMessage() + "; give another --hook-bind");
        }
    }

    private void closeReceiver() {
        synchronized (receivers) {
            receivers.forEach(Receiver::close);
            receivers.clear();
        }
    }

    /** Whether it was said where the kit hears webhooks; otherwise it is a guess that the target reaches it. */
    boolean isHookSiteSaid() {
        return options.hooks().isSaid();
    }

    /** Who has looked at everything the target said so far. */
    public Onlooker onlooker() {
        return onlooker;
    }

    /** What sees all that the target says in the case of this name. */
    Witness witness(String caseName) {
        return madeRooms.besides(onlooker.during(caseName));
    }

    /** Who sees what is told in a place that is no case's: who removes rooms, and who learns what others may not see of it. */
    Witness unjudged() {
        return madeRooms.besides(onlooker.learning());
    }

    /** A further URL of the same service. */
    public Http otherNode() {
        return options.nodes().stream()
                .findFirst()
                .map(node -> new Http(node, http.patience()))
                .orElseThrow(
                        () -> new Skipped("needs another node of the service: give --node, or nodes: in --config"));
    }

    /** Remembers to do this at the end of the run, so that nothing of it stays behind. */
    public void atTheEnd(Runnable tidying) {
        leftBehind.add(tidying);
    }

    /** Removes what the run has made, each thing by itself and as far as the target allows; what stays is no verdict on it, but noted. */
    public void cleanUp() {
        stopsListening();
        closeReceiver();
        long deadline = System.nanoTime() + TIDYING.toNanos();
        int all = leftBehind.size();
        List<String> stays = new ArrayList<>();
        for (Runnable each = leftBehind.poll(); each != null; each = leftBehind.poll()) {
            tidies(each, deadline).ifPresent(stays::add);
        }
        if (!stays.isEmpty()) {
            kept.add(stays.size() + " of " + all + " things whose ids begin with " + run + " were left at the target: "
                    + stays.get(0));
        }
        givesBack();
    }

    private static Optional<String> tidies(Runnable tidying, long deadline) {
        if (System.nanoTime() > deadline) {
            return Optional.of("removing them took longer than " + TIDYING.toSeconds() + " s");
        }
        return whyNot(tidying);
    }

    private static Optional<String> whyNot(Runnable step) {
        try {
            step.run();
            return Optional.empty();
        } catch (Mismatch | Unreachable | ProvisioningFailed | Skipped refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    /** Leaves what the run has made where it is, but gives the projects back; whoever waits for the report does not wait long for that. */
    public void keep(String because) {
        stopsListening();
        closeReceiver();
        leftBehind.clear();
        kept.add("rooms whose ids begin with " + run + " were left at the target: " + because);
        CompletableFuture<Optional<String>> returned = CompletableFuture.supplyAsync(this::notGivenBack);
        kept.addAll(
                returned.completeOnTimeout(Optional.of(SLOW_RETURN), RETURN_SECONDS, TimeUnit.SECONDS).join().stream()
                        .toList());
    }

    private void givesBack() {
        notGivenBack().ifPresent(kept::add);
    }

    private Optional<String> notGivenBack() {
        return whyNot(() -> footing.provisioner().cleanUp(run)).map(why -> "the projects were not given back: " + why);
    }

    /** The project that most cases work in. */
    public Project home() {
        return footing.home();
    }

    /** All that the run was provided with and that opens doors, for reports to leave out. */
    public List<String> secrets() {
        return footing.provision().secrets();
    }

    /** A second tenant. */
    public Project other() {
        return footing.other()
                .orElseThrow(
                        () -> new Skipped(
                                "needs a second project: name two under projects: in --config, give --second-key, or give a key that may create projects"));
    }

    /** An admin of the project of this id, unseen by any case. */
    Person rulerOf(String projectId) {
        return Stream.concat(Stream.of(home()), footing.other().stream())
                .filter(each -> each.id(new Transcript()).equals(projectId))
                .findFirst()
                .orElseThrow(() -> new Skipped("the kit has no admin of the project " + projectId))
                .holder("admin", "admin", new Transcript());
    }

    /** The secret that tokens of the home project are signed with. */
    public String tokenSecret() {
        return home().secret()
                .orElseThrow(
                        () -> new Skipped(
                                home().hasWrongSecret()
                                        ? WRONG_SECRET.formatted("first")
                                        : "needs the secret of the project's tokens: give --token-secret, or secret: in --config"));
    }

    /** The secret that tokens of the second project are signed with. */
    public String otherTokenSecret() {
        return other().secret()
                .orElseThrow(() -> new Skipped(
                        other().hasWrongSecret()
                                ? WRONG_SECRET.formatted("second")
                                : "needs the secret of the second project's tokens: give secret: in --config"));
    }

    /** How many messages each talker of a storm says where nothing limits him. */
    public int burst() {
        return options.burst();
    }

    /** What was said about rate limits. */
    public RateLimits rateLimits() {
        return options.rateLimits();
    }

    /** The way to it. */
    public Http http() {
        return http;
    }

    /** A name that no other case uses. */
    public String freshName(String kind) {
        return run + "_" + kind + names.incrementAndGet();
    }

    /** What takes long to find out and serves several cases: done by the first that asks; all others share its outcome, a failure too. */
    @SuppressWarnings("unchecked") // one name, one supplier
    public <T> T once(String what, Supplier<T> finding) {
        return (T) outcome(what, () -> Outcome.of(finding)).get();
    }

    /** The outcome of this name, had by the first that asks. One may need another. */
    Outcome outcome(String what, Supplier<Outcome> first) {
        synchronized (found) {
            Outcome known = found.get(what);
            if (known == null) {
                known = first.get();
                found.put(what, known);
            }
            return known;
        }
    }

    /** Forgets what was found out by {@link #once}, so that a repetition finds out anew. */
    public void forgets() {
        synchronized (found) {
            found.clear();
        }
    }

    private static String freshRun() {
        SecureRandom random = new SecureRandom();
        StringBuilder run = new StringBuilder("k");
        for (int i = 0; i < 6; i++) {
            run.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return run.toString();
    }
}
