package ee.fluxychat.store;

import ee.fluxychat.wire.Refused;
import jakarta.persistence.FlushModeType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of the database. Writes that wait are stored together in one transaction, so that one fsync serves them all: at 64 waiting
 * messages that is ten times faster than one by one. Thread-safe; the writes themselves run on one thread, in the order submitted.
 */
public final class GroupCommit implements AutoCloseable {

    /** Most writes of one transaction; more would make the first of them wait longer than its fsync costs. */
    private static final int GROUP = 128;

    /** Most writes that may wait; who comes later waits, which slows his socket down, and is refused after {@link #PATIENCE_SECONDS}. */
    private static final int WAITING = 10_000;

    private static final int PATIENCE_SECONDS = 10;

    /** How long it takes at most to notice that it is to stop. */
    private static final long IDLE_NANOS = 100_000_000;

    /** How long a group waits for more in all, and for the next one: a fraction of what a commit costs. */
    private static final long GATHERING_NANOS = 200_000;

    private static final long GATHERING_STEP_NANOS = 50_000;

    /** In a group of so many the costs of a commit are shared well enough. */
    private static final int WORTH_WAITING_FOR = 16;

    private static final System.Logger LOG = System.getLogger(GroupCommit.class.getName());

    /** One write: changes entities, answers a result. May be run again after a rollback, so it touches nothing but the group. */
    @FunctionalInterface
    interface Write<T> {
        T apply(CommitGroup group);
    }

    private final Database database;
    private final Engine engine;
    private final InstantSource clock;
    private final RoomHeads heads;
    private final LinkedBlockingQueue<Pending<?>> queue = new LinkedBlockingQueue<>(WAITING);
    private final Thread thread;

    /** How many writes came together lately, halved from group to group; 1 when everybody waits for his echo. */
    private int together;

    private volatile boolean stopping;
    private volatile boolean failing;
    private boolean isAway;

    /** Starts the writer of this database. */
    GroupCommit(Database database, InstantSource clock) {
        this.database = database;
        this.engine = database.engine();
        this.heads = engine.heads();
        this.clock = clock;
        this.thread = new Thread(this::work, "fluxy-writer");
        thread.setContextClassLoader(GroupCommit.class.getClassLoader());
        thread.setDaemon(true);
        thread.start();
    }

    /** Stores a write with the next group and answers when it is committed; throws what the write threw. */
    <T> T run(Write<T> write) {
        try {
            return submit(write, result -> {}).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** As {@link #run} without waiting; {@code stored} is told on the writer's thread, after the commit, in order, and must not block. */
    <T> CompletableFuture<T> submit(Write<T> write, Consumer<T> stored) {
        Pending<T> pending = new Pending<>(write, stored);
        try {
            if (stopping
                    || !queue.offer(pending, PATIENCE_SECONDS, TimeUnit.SECONDS)
                    || !thread.isAlive()) { // stopped meanwhile, and nobody looks into the queue any more
                pending.fail(Refused.overloaded());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            pending.fail(Refused.overloaded());
        }
        return pending.future;
    }

    /** Whether writes are stored. Where the last one failed, tries one that changes nothing, and waits so long for it. */
    boolean isHealthy(Duration patience) {
        if (!thread.isAlive() || !engine.isAlone()) {
            return false;
        }
        return !failing
                || submit(group -> group.touch(), touched -> {})
                        .completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS)
                        .exceptionally(failure -> false)
                        .join();
    }

    private void work() {
        List<Pending<?>> group = new ArrayList<>(GROUP);
        while (!stopping || !queue.isEmpty()) {
            Pending<?> first = next(IDLE_NANOS);
            if (first != null) {
                group.add(first);
                gather(group);
                commit(group);
                group.clear();
            }
        }
    }

    private @Nullable Pending<?> next(long nanos) {
        try {
            return queue.poll(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            stopping = true;
            return null;
        }
    }

    /**
     * Adds what waits, and, where writes came together lately, as many as came in the next instants: a client that does not wait for its echoes
     * sends several at once, and to commit the first of them alone would cost a second commit and a second turn of its room.
     */
    private void gather(List<Pending<?>> group) {
        queue.drainTo(group, GROUP - group.size());
        int expected = Math.min(together, WORTH_WAITING_FOR);
        long until = System.nanoTime() + GATHERING_NANOS;
        while (group.size() < expected && System.nanoTime() < until) {
            Pending<?> next = next(GATHERING_STEP_NANOS);
            if (next == null) {
                break;
            }
            group.add(next);
            queue.drainTo(group, GROUP - group.size());
        }
        together = Math.max(group.size(), together / 2);
    }

    private void commit(List<Pending<?>> group) {
        CommitGroup stored;
        try {
            stored = stored(group);
        } catch (Away away) {
            noticeLoss(away);
            group.forEach(each -> each.fail(Refused.overloaded()));
            refuseWaiting();
            return;
        } catch (RuntimeException | Error e) { // an Error as well: without this thread nothing is stored any more
            if (group.size() == 1) {
                failing = true;
                LOG.log(System.Logger.Level.ERROR, "a write could not be stored", e);
                group.get(0).fail(e);
            } else {
                // one of them spoils the transaction: each alone, so that only that one fails
                group.forEach(each -> commit(List.of(each)));
            }
            return;
        }
        noticeSuccess();
        stored.committed();
        group.forEach(Pending::tell);
    }

    private CommitGroup stored(List<Pending<?>> group) {
        try {
            return written(group);
        } catch (InDoubt doubt) {
            noticeLoss(doubt);
            if (hasCommitted(doubt, group)) {
                return doubt.group;
            }
            throw new Away(doubt);
        }
    }

    private CommitGroup written(List<Pending<?>> group) {
        Connection connection;
        try {
            connection = engine.writing();
        } catch (SQLException e) {
            throw new Away(e);
        }
        Session session = database.session(connection);
        try {
            session.setFlushMode(FlushModeType.COMMIT); // a flush before each query would tear the batches apart
            return written(session, group);
        } finally {
            close(session);
            engine.release(connection);
        }
    }

    private CommitGroup written(Session session, List<Pending<?>> group) {
        Transaction transaction = session.getTransaction();
        CommitGroup writing = null;
        String name = null;
        boolean isCommitting = false;
        try {
            transaction.begin();
            CommitGroup current = new CommitGroup(
                    session,
                    engine,
                    heads,
                    clock,
                    group.stream().map(each -> each.write).toList());
            writing = current;
            group.forEach(each -> each.apply(current));
            current.finish();
            name = heads.transaction();
            isCommitting = true;
            transaction.commit();
            return current;
        } catch (RuntimeException | Error e) { // else the next group would commit what this one has begun
            heads.forgetAll();
            rollback(transaction, e);
            if (writing != null && isCommitting) {
                throw new InDoubt(writing, name, e);
            } else if (engine.isLost(e)) {
                throw new Away(e);
            }
            throw e;
        }
    }

    /** Whether it closes cleanly says nothing about what was stored. */
    private static void close(Session session) {
        try {
            session.close();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "a session did not close cleanly", e);
        }
    }

    /**
     * Something broke while the group was committing: only the database knows what came of it, so it is asked, as soon as it is back. Nobody is
     * kept waiting for long: who wrote is told to try again, which finds his message if it is stored, and whoever writes meanwhile is, too.
     */
    private boolean hasCommitted(InDoubt doubt, List<Pending<?>> group) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try {
                return engine.hasCommitted(doubt.transaction, doubt.group.changed());
            } catch (SQLException notYet) {
                LOG.log(System.Logger.Level.DEBUG, "a commit is in doubt", notYet);
            }
            boolean isLate = System.nanoTime() - until > 0;
            if (isLate) {
                group.forEach(each -> each.fail(Refused.overloaded()));
                if (stopping) {
                    return false;
                }
            }
            refuseWaiting();
            LockSupport.parkNanos(engine.pause().toNanos());
        }
    }

    private void refuseWaiting() {
        List<Pending<?>> waiting = new ArrayList<>();
        queue.drainTo(waiting);
        waiting.forEach(each -> each.fail(Refused.overloaded()));
    }

    private void noticeLoss(RuntimeException loss) {
        if (!isAway) {
            isAway = true;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the database takes no writes, and whoever writes is told to try again: " + reasonOf(loss));
        }
        failing = true;
    }

    private void noticeSuccess() {
        if (isAway) {
            isAway = false;
            LOG.log(System.Logger.Level.INFO, "the database takes writes again");
        }
        failing = false;
    }

    private static String reasonOf(Throwable loss) {
        Throwable each = loss;
        while (!(each instanceof SQLException) && each.getCause() != null) {
            each = each.getCause();
        }
        return String.valueOf(each.getMessage());
    }

    private static void rollback(Transaction transaction, Throwable cause) {
        try {
            if (transaction.isActive()) {
                transaction.rollback();
            }
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    /** Stores what is still waiting, then stops. */
    @Override
    public void close() {
        stopping = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        queue.forEach(each -> each.fail(Refused.overloaded()));
    }

    /** The database is not there: nothing of the group is stored. */
    private static class Away extends RuntimeException {
        private static final long serialVersionUID = 1;

        Away(Throwable cause) {
            super(cause);
        }
    }

    /** The commit of the group has failed, or its answer was lost. */
    private static final class InDoubt extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient CommitGroup group;
        private final @Nullable String transaction;

        InDoubt(CommitGroup group, @Nullable String transaction, Throwable cause) {
            super(cause);
            this.group = group;
            this.transaction = transaction;
        }
    }

    /** A write on its way. Confined to the writer's thread once it is queued. */
    private static final class Pending<T> {

        private final Write<T> write;
        private final Consumer<T> stored;
        private final CompletableFuture<T> future = new CompletableFuture<>();
        private @Nullable T result;
        private @Nullable Refused refusal;

        Pending(Write<T> write, Consumer<T> stored) {
            this.write = write;
            this.stored = stored;
        }

        void apply(CommitGroup group) {
            result = null;
            refusal = null;
            try {
                result = write.apply(group);
            } catch (Refused refused) {
                refusal = refused;
            }
        }

        void tell() {
            T committed = result;
            if (refusal != null) {
                future.completeExceptionally(refusal);
            } else if (committed == null) {
                future.completeExceptionally(new IllegalStateException("a write answered nothing"));
            } else {
                try {
                    stored.accept(committed);
                } catch (RuntimeException | Error e) { // it is stored all the same, and so are those behind it
                    LOG.log(System.Logger.Level.ERROR, "a stored write could not be told", e);
                }
                future.complete(committed);
            }
        }

        void fail(Throwable cause) {
            future.completeExceptionally(cause);
        }
    }
}
