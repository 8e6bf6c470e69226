package ee.fluxychat.store;

import ee.fluxychat.platform.Durability;
import ee.fluxychat.wire.Refused;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.Transaction;
import org.hibernate.jpa.HibernatePersistenceProvider;

/** The open database: asked by everybody in snapshots, written by {@link GroupCommit} alone. Thread-safe. */
public final class Database implements AutoCloseable, Durability {

    private static final System.Logger LOG = System.getLogger(Database.class.getName());

    private final Engine engine;
    private final EntityManagerFactory entityManagers;
    private final SessionFactory sessions;

    Database(Engine engine) {
        this.engine = engine;
        this.entityManagers = entityManagers(engine);
        this.sessions = entityManagers.unwrap(SessionFactory.class);
    }

    private static EntityManagerFactory entityManagers(Engine engine) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "hibernate.hbm2ddl.auto", "none",
                "hibernate.jdbc.batch_size", "64",
                "hibernate.order_inserts", "true",
                "hibernate.order_updates", "true",
                "hibernate.query.in_clause_parameter_padding", "true",
                "hibernate.archive.autodetection", "none",
                "jakarta.persistence.validation.mode", "none"));
        engine.dialect().ifPresent(dialect -> properties.put("hibernate.dialect", dialect));
        EntityManagerFactory factory = new HibernatePersistenceProvider()
                .createContainerEntityManagerFactory(new PersistenceUnit("fluxy", engine.source()), properties);
        if (factory == null) {
            throw new IllegalStateException("Hibernate did not accept the persistence unit");
        }
        return factory;
    }

    Engine engine() {
        return engine;
    }

    /** Reads in one consistent snapshot of the database; refuses, to be asked again, while it is away or all connections are in use. */
    <T> T read(Function<EntityManager, T> question) {
        Connection connection;
        try {
            connection = engine.reading();
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.DEBUG, "no connection to read with", e);
            throw Refused.overloaded();
        }
        try {
            return answered(connection, question);
        } catch (RuntimeException e) {
            if (engine.isLost(e)) {
                LOG.log(System.Logger.Level.DEBUG, "the database went away under a question", e);
                throw Refused.overloaded();
            }
            throw e;
        } finally {
            engine.release(connection);
        }
    }

    private <T> T answered(Connection connection, Function<EntityManager, T> question) {
        try (Session session = session(connection)) {
            Transaction transaction = session.beginTransaction();
            try {
                return question.apply(session);
            } finally {
                end(transaction);
            }
        }
    }

    private static void end(Transaction transaction) {
        try {
            transaction.rollback();
        } catch (RuntimeException e) { // it changed nothing, and whether it was answered is known already
            LOG.log(System.Logger.Level.DEBUG, "a question did not end cleanly", e);
        }
    }

    /** A session over this connection, which the caller keeps. */
    Session session(Connection connection) {
        return sessions.withOptions().connection(connection).openSession();
    }

    /** Whether the database answers within that time. */
    boolean isReachable(Duration patience) {
        return CompletableFuture.supplyAsync(this::isReachable)
                .completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private boolean isReachable() {
        try {
            Connection connection = engine.reading();
            try {
                return connection.isValid(1);
            } finally {
                engine.release(connection);
            }
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public String description() {
        return engine.description();
    }

    @Override
    public void close() {
        if (entityManagers.isOpen()) {
            entityManagers.close();
        }
        engine.close();
    }
}
