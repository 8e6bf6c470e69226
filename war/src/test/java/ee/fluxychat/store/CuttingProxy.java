package ee.fluxychat.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** A way to a database that breaks when it is told to. Thread-safe. */
final class CuttingProxy implements AutoCloseable {

    /** Where the next commit ends. */
    enum Cut {
        /** The database never hears of it. */
        BEFORE_THE_COMMIT,
        /** The database commits, and its answer gets lost. */
        BEFORE_THE_ANSWER
    }

    private final int target;
    private final ServerSocket door;
    private final AtomicReference<Cut> cut = new AtomicReference<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch hasCut = new CountDownLatch(1);
    private volatile boolean isShut;

    CuttingProxy(int target) {
        this.target = target;
        try {
            this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::admit);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Breaks the way at the next commit, once, and lets nobody through until {@link #open}. */
    void cutsAtTheNextCommit(Cut where) {
        cut.set(where);
    }

    /** Waits until it has broken. */
    void awaitCut() throws InterruptedException {
        hasCut.await();
    }

    /** Lets everybody through again. */
    void open() {
        isShut = false;
    }

    /** Breaks all ways at once and lets nobody through until {@link #open}. */
    void shut() {
        isShut = true;
        open.forEach(CuttingProxy::close);
    }

    private void admit() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                if (isShut) {
                    client.close();
                    continue;
                }
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(client);
                open.add(server);
                CountDownLatch lost = new CountDownLatch(1);
                daemon(() -> toServer(client, server, lost));
                daemon(() -> toClient(server, client, lost));
            } catch (IOException e) {
                // the test is over
            }
        }
    }

    private void toServer(Socket client, Socket server, CountDownLatch lost) {
        byte[] buffer = new byte[65_536];
        try {
            InputStream in = client.getInputStream();
            OutputStream out = server.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                boolean isCommit =
                        new String(Arrays.copyOf(buffer, read), StandardCharsets.ISO_8859_1).contains("COMMIT");
                Cut where = isCommit ? cut.getAndSet(null) : null;
                if (where != null) {
                    isShut = true;
                }
                if (where == Cut.BEFORE_THE_COMMIT) {
                    hasCut.countDown();
                    break;
                }
                if (where == Cut.BEFORE_THE_ANSWER) {
                    lost.countDown();
                    hasCut.countDown();
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // either side is gone
        }
        close(client);
        close(server);
    }

    private static void toClient(Socket server, Socket client, CountDownLatch lost) {
        byte[] buffer = new byte[65_536];
        try {
            InputStream in = server.getInputStream();
            OutputStream out = client.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (lost.getCount() == 0) {
                    break;
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // either side is gone
        }
        close(client);
        close(server);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is closed
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        open.forEach(CuttingProxy::close);
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
