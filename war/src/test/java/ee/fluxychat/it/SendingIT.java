package ee.fluxychat.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.client.Frame;
import ee.fluxychat.tck.client.Http;
import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.client.Patience;
import ee.fluxychat.tck.client.RawSocket;
import ee.fluxychat.tck.client.RawSocket.RawFrame;
import ee.fluxychat.tck.client.Transcript;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What each server's send mode must keep while frames flow: a changed meaning of a container's raw write shows here and nowhere else. Runs
 * against Payara Micro, or against {@code fluxy.target} with the API key {@code fluxy.key} and no limit on messages and tokens.
 */
class SendingIT {

    private static final int MESSAGES = 600;
    private static final String BIG = "x".repeat(3_900);

    @TempDir
    private static Path data;

    private static @Nullable ServerProcess server;
    private static URI target = URI.create(System.getProperty("fluxy.target", ""));
    private static String key = System.getProperty("fluxy.key", "");

    private final Http http = new Http(target, new Patience(3));
    private final Transcript transcript = new Transcript();
    private final String room = "sending-" + UUID.randomUUID();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @BeforeAll
    static void startUnlessGiven() {
        if (target.getHost() == null) {
            ServerProcess started = ServerProcess.start(data, ServerProcess.UNLIMITED);
            server = started;
            target = started.url();
            key = Judgement.demoKey(data);
        }
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @BeforeEach
    void openARoom() {
        http.call(transcript, "boss", "POST", "/rooms")
                .bearer(token("boss", "owner"))
                .json(Json.object("id", room, "name", "Sending", "type", "public"))
                .send()
                .is(200, 201);
    }

    @Test
    void keepsTheOrderAtEveryReader() {
        List<RawSocket> readers =
                IntStream.range(0, 10).mapToObj(i -> join("reader" + i)).toList();
        List<CompletableFuture<List<Long>>> heard =
                readers.stream().map(each -> seqs(each, MESSAGES)).toList();

        post(join("alice"));

        List<Long> all = LongStream.rangeClosed(1, MESSAGES).boxed().toList();
        assertThat(heard).allSatisfy(each -> assertThat(each.join()).isEqualTo(all));
    }

    @Test
    void answersEveryPingWhileFramesFlow() {
        RawSocket bob = join("bob");
        RawSocket alice = join("alice");
        CompletableFuture<Void> flow = run(() -> post(alice));
        int pongs = 0;
        for (int i = 0; i < 200; i++) {
            byte[] word = ("ping " + i).getBytes(StandardCharsets.UTF_8);
            bob.frame(RawSocket.PING, true, word);
            pongs += await(bob, RawSocket.PONG).text().equals("ping " + i) ? 1 : 0;
        }
        flow.join();

        assertThat(pongs).isEqualTo(200);
    }

    @Test
    void answersACloseFrameWhileFramesFlow() {
        RawSocket bob = join("bob");
        RawSocket alice = join("alice");
        CompletableFuture<Void> flow = run(() -> post(alice));
        await(bob, RawSocket.TEXT);

        bob.frame(RawSocket.CLOSE, true, new byte[] {0x03, (byte) 0xE8});

        assertThat(await(bob, RawSocket.CLOSE).closeCode()).isEqualTo(1000);
        flow.join();
    }

    @Test
    void closesOneWhoIsRemovedWith4001WhileFramesFlow() {
        RawSocket bob = join("bob");
        RawSocket alice = join("alice");
        CompletableFuture<Void> flow = run(() -> post(alice));
        http.call(transcript, "boss", "DELETE", "/rooms/" + room + "/members/bob")
                .bearer(token("boss", "owner"))
                .send()
                .is(200);

        assertThat(await(bob, RawSocket.CLOSE).closeCode()).isEqualTo(4001);
        flow.join();
    }

    @Test
    void saysNothingBehindItsCloseFrame() {
        RawSocket bob = join("bob");
        await(bob, RawSocket.TEXT); // he is in
        http.call(transcript, "boss", "DELETE", "/rooms/" + room + "/members/bob")
                .bearer(token("boss", "owner"))
                .send()
                .is(200);
        RawFrame close = await(bob, RawSocket.CLOSE);
        bob.frame(RawSocket.CLOSE, true, close.payload());

        assertThat(bob.next()).isNull(); // RFC 6455, 5.5.1
    }

    @Test
    void closesOneWhoReadsNothingWith1013AndServesTheOthers() {
        RawSocket stalled = join("stalled");
        RawSocket alice = join("alice");

        boolean left = false;
        for (int i = 0; i < MESSAGES && !left; i++) { // 9 times what a kernel and our queue hold together
            left = talks(alice, 20);
        }
        assertThat(await(stalled, RawSocket.CLOSE).closeCode()).isEqualTo(1013); // he has seconds to find out why

        assertThat(left).isTrue();
        talks(alice, 20);
    }

    /** Says big things and hears them; answers whether the stalled one left meanwhile. */
    private static boolean talks(RawSocket alice, int count) {
        IntStream.range(0, count).forEach(i -> say(alice, BIG));
        boolean left = false;
        for (int heard = 0; heard < count; ) {
            Frame frame = Frame.parse(await(alice, RawSocket.TEXT).text());
            heard += frame.is("message") ? 1 : 0;
            left |= frame.is("member_left") && frame.text("userId").equals("stalled");
        }
        return left;
    }

    private static void say(RawSocket socket, String content) {
        socket.text("{\"type\":\"message\",\"content\":\"" + content + "\"}");
    }

    private String token(String user, String role) {
        return http.call(transcript, user, "POST", "/auth/token")
                .header("X-Fluxy-Api-Key", key)
                .json(Json.object("userId", user, "roles", List.of(role)))
                .send()
                .is(200)
                .json()
                .text("token");
    }

    private RawSocket join(String user) {
        RawSocket socket = RawSocket.connect(http, transcript, user);
        socket.handshake("/ws/room/" + room + "?replay=off&token=" + token(user, "member"), RawSocket.upgradeHeaders())
                .is(101);
        return socket;
    }

    private CompletableFuture<Void> run(Runnable task) {
        return CompletableFuture.runAsync(task, threads);
    }

    /** Posts without waiting, but reads what comes, as a healthy client does. */
    private void post(RawSocket socket) {
        CompletableFuture<List<Long>> own = seqs(socket, MESSAGES);
        IntStream.range(0, MESSAGES).forEach(i -> say(socket, "hello"));
        own.join();
    }

    /** The {@code seq} of so many messages as they come. */
    private CompletableFuture<List<Long>> seqs(RawSocket socket, int count) {
        return CompletableFuture.supplyAsync(
                () -> {
                    List<Long> seqs = new ArrayList<>();
                    while (seqs.size() < count) {
                        Frame frame = Frame.parse(await(socket, RawSocket.TEXT).text());
                        if (frame.is("message")) {
                            seqs.add(frame.number("seq"));
                        }
                    }
                    return seqs;
                },
                threads);
    }

    /** Reads on until a frame of this kind comes and answers pings on the way. */
    private static RawFrame await(RawSocket socket, int opcode) {
        for (@Nullable RawFrame frame = socket.next(); frame != null; frame = socket.next()) {
            if (frame.opcode() == opcode) {
                return frame;
            }
            if (frame.opcode() == RawSocket.PING) {
                socket.frame(RawSocket.PONG, true, frame.payload());
            }
        }
        throw new AssertionError("the connection ended before a frame with opcode " + opcode);
    }
}
