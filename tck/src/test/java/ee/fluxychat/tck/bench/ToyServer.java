package ee.fluxychat.tck.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A chat server of one thread and no memory: it tells a room what is said in it, as fast as sockets go, and can be told to
 * do that wrong. It shows that the benchmark catches liars, and how fast its client is.
 */
final class ToyServer implements AutoCloseable {

    /** What it does wrong. */
    enum Lie {
        NONE,
        LOSES_ONE_FOR_ALL,
        LOSES_ONE_FOR_ONE,
        REPEATS_ONE_FOR_ONE,
        SWAPS_TWO_FOR_ONE,
        SKIPS_A_SEQ,
        LOSES_THE_LAST_FOR_ONE,
        LIMITS_THE_RATE
    }

    /** The message at which it lies. */
    private static final int AT = 20;

    private final Lie lie;
    private final Selector selector;
    private final ServerSocketChannel listening;
    private final Thread thread = new Thread(this::serve, "toy server");
    private final Map<String, Room> rooms = new HashMap<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(256 << 10);
    private int ids = 1_000;

    ToyServer(Lie lie) {
        this.lie = lie;
        try {
            selector = Selector.open();
            listening = ServerSocketChannel.open();
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
            listening.configureBlocking(false);
            listening.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread.setDaemon(true);
        thread.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listening.socket().getLocalPort());
    }

    @Override
    public void close() throws IOException {
        thread.interrupt();
        listening.close();
    }

    private void serve() {
        try (selector) {
            while (!Thread.currentThread().isInterrupted()) {
                selector.select(this::serve, 1_000);
                for (Room room : rooms.values()) {
                    room.tell();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept();
            } else {
                Client client = (Client) key.attachment();
                client.serve();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() throws IOException {
        SocketChannel channel = listening.accept();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        key.attach(new Client(channel, key));
    }

    private static byte[] frame(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        int header = payload.length < 126 ? 2 : 4;
        ByteBuffer frame = ByteBuffer.allocate(header + payload.length).put((byte) 0x81);
        if (header == 2) {
            frame.put((byte) payload.length);
        } else {
            frame.put((byte) 126).putShort((short) payload.length);
        }
        return frame.put(payload).array();
    }

    private static byte[] join(List<byte[]> parts) {
        ByteBuffer whole =
                ByteBuffer.allocate(parts.stream().mapToInt(each -> each.length).sum());
        parts.forEach(whole::put);
        return whole.array();
    }

    private final class Room {

        private final List<Client> clients = new ArrayList<>();
        private final List<byte[]> inbox = new ArrayList<>();
        private int seq;

        void hear(String text) {
            if (lie == Lie.LIMITS_THE_RATE && seq == AT) {
                inbox.add(frame("{\"type\":\"error\",\"message\":\"rate_limit_exceeded: retry in 59s\"}"));
                return;
            }
            seq += lie == Lie.SKIPS_A_SEQ && seq == AT ? 2 : 1;
            int at = text.indexOf("bench-");
            inbox.add(frame("{\"type\":\"message\",\"id\":" + ids++ + ",\"roomId\":\"r1\",\"userId\":\"alice\","
                    + "\"content\":\"" + "\u8a9e".repeat(text.length() > 2_000 ? 2_600 : 4)
                    + "\",\"createdAt\":\"2026-11-23T08:04:58.750Z\",\"parentId\":null,"
                    + "\"clientMessageId\":\"" + text.substring(at, at + 16) + "\",\"seq\":" + seq
                    + ",\"version\":1}"));
            if (lie == Lie.LOSES_ONE_FOR_ALL && seq == AT) {
                inbox.remove(inbox.size() - 1);
                seq--;
            }
        }

        void tell() throws IOException {
            if (!inbox.isEmpty()) {
                byte[] whole = join(inbox);
                clients.stream().filter(Client::isSlow).toList().forEach(this::drop);
                for (int i = 0; i < clients.size(); i++) {
                    clients.get(i).write(ByteBuffer.wrap(i == clients.size() - 1 ? join(twisted()) : whole));
                }
                inbox.clear();
            }
        }

        private void drop(Client client) {
            clients.remove(client);
            client.farewell();
            inbox.add(frame("{\"type\":\"member_left\",\"roomId\":\"r1\",\"userId\":\"slow\"}"));
        }

        /** What the one hears who is lied to. */
        private List<byte[]> twisted() {
            List<byte[]> twisted = new ArrayList<>(inbox);
            int first = seq - inbox.size() + 1;
            int place = AT - first;
            if (place >= 0 && place + 1 < twisted.size()) {
                switch (lie) {
                    case LOSES_ONE_FOR_ONE -> twisted.remove(place);
                    case REPEATS_ONE_FOR_ONE -> twisted.add(place, twisted.get(place));
                    case SWAPS_TWO_FOR_ONE -> twisted.add(place, twisted.remove(place + 1));
                    default -> {}
                }
            }
            if (lie == Lie.LOSES_THE_LAST_FOR_ONE && seq >= AT) {
                twisted.clear();
            }
            return twisted;
        }
    }

    private final class Client {

        private final SocketChannel channel;
        private final SelectionKey key;
        private byte[] kept = new byte[0];
        private byte[] unsent = new byte[0];
        private Room room = new Room();
        private boolean upgraded;

        Client(SocketChannel channel, SelectionKey key) {
            this.channel = channel;
            this.key = key;
        }

        void serve() throws IOException {
            try {
                if (key.isReadable()) {
                    read();
                }
                if (key.isValid() && key.isWritable()) {
                    write(ByteBuffer.allocate(0));
                }
            } catch (IOException gone) {
                leave();
            }
        }

        private void read() throws IOException {
            buffer.clear().put(kept);
            if (channel.read(buffer) < 0) {
                leave();
                return;
            }
            buffer.flip();
            while (upgraded ? hearFrame() : answerRequest()) {
                // as long as something whole is there
            }
            kept = new byte[buffer.remaining()];
            buffer.get(kept);
        }

        private void leave() throws IOException {
            room.clients.remove(this);
            channel.close();
        }

        private boolean answerRequest() throws IOException {
            String text =
                    new String(buffer.array(), buffer.position(), buffer.remaining(), StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n") + 4;
            int length = Integer.parseInt("0" + header(text, "Content-Length"));
            if (end < 4 || text.length() < end + length) {
                return false;
            }
            buffer.position(buffer.position() + end + length);
            if (text.startsWith("GET /ws/room/")) {
                upgrade(text);
            } else {
                respond(text);
            }
            return true;
        }

        private void upgrade(String request) throws IOException {
            upgraded = true;
            String accept = accept(header(request, "Sec-WebSocket-Key"));
            write(ByteBuffer.wrap(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Accept: " + accept + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1)));
            write(ByteBuffer.wrap(frame("{\"type\":\"subscription_succeeded\",\"roomId\":\"r1\"}")));
            room = rooms.computeIfAbsent(request.substring(13, request.indexOf('?')), none -> new Room());
            room.clients.add(this);
        }

        private void respond(String request) throws IOException {
            String body = request.startsWith("POST /auth/token")
                    ? "{\"token\":\"t\"}"
                    : request.startsWith("POST /rooms")
                            ? "{\"room\":{\"id\":\"r" + ids++ + "\"}}"
                            : "{\"ok\":true,\"version\":\"toy\"}";
            write(ByteBuffer.wrap(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                            + body.length() + "\r\n\r\n" + body)
                    .getBytes(StandardCharsets.ISO_8859_1)));
        }

        private boolean hearFrame() throws IOException {
            int start = buffer.position();
            if (buffer.remaining() < 6) {
                return false;
            }
            int opcode = buffer.get() & 0xF;
            int length = buffer.get() & 0x7F;
            length = length == 126 ? buffer.getShort() & 0xFFFF : length;
            if (buffer.remaining() < 4 + length) {
                buffer.position(start);
                return false;
            }
            byte[] mask = new byte[4];
            buffer.get(mask);
            byte[] payload = new byte[length];
            buffer.get(payload);
            for (int i = 0; i < length; i++) {
                payload[i] ^= mask[i & 3];
            }
            if (opcode == 8) {
                write(ByteBuffer.wrap(new byte[] {(byte) 0x88, 2, payload[0], payload[1]}));
                leave();
                return false;
            }
            room.hear(new String(payload, StandardCharsets.UTF_8));
            return true;
        }

        boolean isSlow() {
            return unsent.length > 1 << 20;
        }

        /** The close frame comes after all that is queued, so that no frame is cut. */
        void farewell() {
            byte[] close = {(byte) 0x88, 2, 1013 >> 8, (byte) (1013 & 0xFF)};
            unsent = Arrays.copyOf(unsent, unsent.length + close.length);
            System.arraycopy(close, 0, unsent, unsent.length - close.length, close.length);
        }

        void write(ByteBuffer bytes) throws IOException {
            if (unsent.length > 0) {
                ByteBuffer all = ByteBuffer.allocate(unsent.length + bytes.remaining());
                bytes = all.put(unsent).put(bytes).flip();
            }
            channel.write(bytes);
            unsent = Arrays.copyOfRange(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.limit());
            key.interestOps(unsent.length > 0 ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }

        private static String header(String request, String name) {
            return request.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }

        private static String accept(String key) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-1")
                        .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
                return Base64.getEncoder().encodeToString(digest);
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError(e);
            }
        }
    }
}
