package ee.fluxychat.tck.target;

import ee.fluxychat.tck.client.Http;
import ee.fluxychat.tck.client.Mismatch;
import ee.fluxychat.tck.client.Patience;
import ee.fluxychat.tck.client.Transcript;
import ee.fluxychat.tck.client.Unreachable;
import ee.fluxychat.tck.hooks.Receiver;
import ee.fluxychat.tck.provision.Control;
import ee.fluxychat.tck.provision.Provision;
import ee.fluxychat.tck.provision.Provisioner;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The server under judgement, with the projects that the kit works in. What a run finds out about it is kept. Thread-safe. */
public final class Target {

    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    private static final Duration START = Duration.ofMinutes(2);
    private static final int HEALTH_PAUSE_MILLIS = 100;

    private final TargetOptions options;
    private final Http http;
    private final String run = freshRun();
    private final AtomicInteger names = new AtomicInteger();
    private final Map<String, Outcome> found = new ConcurrentHashMap<>();
    private final Queue<Runnable> leftBehind = new ConcurrentLinkedQueue<>();
    private final Onlooker onlooker = new Onlooker();

    /** At most one. */
    private final List<Receiver> receivers = new ArrayList<>();

    private final Provisioner provisioner;
    private volatile List<String> kept = List.of();
    private final Provision provision;
    private final Project home;
    private final Optional<Project> other;

    private Target(TargetOptions options) {
        this.options = options;
        this.http = new Http(options.base(), new Patience(options.timeoutScale()));
        Transcript transcript = new Transcript();
        List<String> refusals = new ArrayList<>();
        Provisioner chosen = null;
        Provision got = null;
        for (Provisioner each : options.provisioners()) {
            try {
                got = each.provision(http, run, transcript);
                chosen = each;
                break;
            } catch (ProvisioningFailed failed) {
                refusals.add(each.name() + ": " + failed.getMessage());
            } catch (Mismatch wrong) {
                refusals.add(each.name() + ": " + wrong.getMessage());
            }
        }
        if (got == null || chosen == null) {
            throw new ProvisioningFailed("the kit got no project to work in. " + String.join("; ", refusals));
        }
        this.provisioner = chosen;
        this.provision = got;
        this.home = new Project(got.home(), http, run);
        this.other = got.other().map(tenant -> new Project(tenant, http, run));
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
        notes.add("projects by " + provisioner.name());
        notes.addAll(provision.notes());
        notes.addAll(kept);
        return notes;
    }

    /** Kills the server and, when somebody has looked at what is left, starts it again and waits until it is well. */
    public void crash() {
        Control control = options.control()
                .orElseThrow(() -> new Skipped("needs a program that kills and starts the server: give --control"));
        control.kill();
        control.start();
        awaitHealth(System.nanoTime() + http.patience().scaled(START).toNanos());
    }

    /** Demands what a crash needs, before anything is done that takes time. */
    public void requireControl() {
        if (options.control().isEmpty()) {
            throw new Skipped("needs a program that kills and starts the server: give --control");
        }
    }

    private void awaitHealth(long deadline) {
        while (true) {
            try {
                if (http.call(new Transcript(), "the kit", "GET", "/health")
                                .send()
                                .status()
                        == 200) {
                    return;
                }
            } catch (Unreachable | Mismatch notYet) {
                // asked again below
            }
            if (System.nanoTime() > deadline) {
                throw new Mismatch("the server after a kill", "to answer GET /health with 200 again", "not in time");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(HEALTH_PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
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

    /** A further URL of the same service. */
    public Http otherNode() {
        return options.nodes().stream()
                .findFirst()
                .map(node -> new Http(node, http.patience()))
                .orElseThrow(() -> new Skipped("needs another node of the service: give --node"));
    }

    /** Remembers to do this at the end of the run, so that nothing of it stays behind. */
    public void atTheEnd(Runnable tidying) {
        leftBehind.add(tidying);
    }

    /** Removes what the run has made, as far as the target allows; what stays is no verdict on it, but noted. */
    public void cleanUp() {
        closeReceiver();
        try {
            for (Runnable each = leftBehind.poll(); each != null; each = leftBehind.poll()) {
                each.run();
            }
            provisioner.cleanUp(run);
        } catch (Mismatch | Unreachable | ProvisioningFailed | Skipped stays) {
            keep(stays.getMessage());
        }
    }

    /** Leaves what the run has made where it is. */
    public void keep(@Nullable String because) {
        closeReceiver();
        leftBehind.clear();
        kept = List.of("rooms whose ids begin with " + run + " were left at the target: " + because);
    }

    /** The project that most cases work in. */
    public Project home() {
        return home;
    }

    /** A second tenant. */
    public Project other() {
        return other.orElseThrow(() ->
                new Skipped("needs a second project: name two in --config, or give a key that may create projects"));
    }

    /** The secret that tokens of the home project are signed with. */
    public String tokenSecret() {
        return provision
                .home()
                .secret()
                .orElseThrow(() -> new Skipped("needs the secret of the project's tokens: give --token-secret"));
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
    @SuppressWarnings("unchecked") // one key, one supplier
    public <T> T once(String what, Supplier<T> finding) {
        return (T) found.computeIfAbsent(what, first -> Outcome.of(finding)).get();
    }

    /** Forgets what was found out by {@link #once}, so that a repetition finds out anew. */
    public void forgets() {
        found.clear();
    }

    private record Outcome(
            @Nullable Object value,
            @Nullable RuntimeException broken,
            @Nullable Mismatch mismatch) {

        private static Outcome of(Supplier<?> finding) {
            try {
                return new Outcome(finding.get(), null, null);
            } catch (RuntimeException broken) {
                return new Outcome(null, broken, null);
            } catch (Mismatch mismatch) {
                return new Outcome(null, null, mismatch);
            }
        }

        private Object get() {
            if (broken != null) {
                throw broken;
            } else if (mismatch != null) {
                throw mismatch;
            }
            return Objects.requireNonNull(value);
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
