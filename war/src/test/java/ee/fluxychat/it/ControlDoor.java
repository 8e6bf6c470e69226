package ee.fluxychat.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Where {@link ControlClient} has a server killed and started again. One request at a time. */
final class ControlDoor implements AutoCloseable {

    private final HttpServer door;
    private final ServerProcess server;

    ControlDoor(ServerProcess server) {
        this.server = server;
        try {
            this.door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        door.createContext("/", this::answer);
        door.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String line = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String answer = "{\"ok\":true}";
        try {
            if (line.contains("\"kill\"")) {
                server.kill();
            } else {
                server.startAgain();
            }
        } catch (RuntimeException e) {
            answer = "{\"error\":\"the server did not start\"}";
        }
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** What the kit is told with {@code --control}. */
    String command() {
        return Path.of(System.getProperty("java.home"), "bin", "java") + " -cp "
                + Path.of("target", "test-classes").toAbsolutePath() + " " + ControlClient.class.getName()
                + " http://localhost:" + door.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
        door.stop(0);
    }
}
