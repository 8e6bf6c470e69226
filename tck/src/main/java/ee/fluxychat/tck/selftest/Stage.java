package ee.fluxychat.tck.selftest;

import java.net.URI;

/** One of the servers inside this jar, served on loopback for somebody to try the kit on. Thread-safe. */
public final class Stage implements AutoCloseable {

    private final TruthfulServer server;

    private Stage(Rules rules) {
        this.server = new TruthfulServer(rules);
    }

    /** Serves the truthful server. */
    public static Stage ofTheTruth() {
        return new Stage(new Rules());
    }

    /** Serves a liar. */
    public static Stage of(Lie lie) {
        return new Stage(lie.rules().get());
    }

    /** Where it listens. */
    public URI uri() {
        return server.uri();
    }

    /** The API key of its project. */
    public String key() {
        return server.key();
    }

    /** What its tokens are signed with. */
    public String secret() {
        return server.secret();
    }

    @Override
    public void close() {
        server.close();
    }
}
