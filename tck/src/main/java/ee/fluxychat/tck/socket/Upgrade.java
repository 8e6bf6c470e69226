package ee.fluxychat.tck.socket;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.SplittableRandom;

/** The client's half of one handshake: the request, and the answer that alone accepts it (RFC 6455, 4.1). Immutable. */
final class Upgrade {

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final byte[] BLANK_LINE = {'\r', '\n', '\r', '\n'};

    private final URI uri;
    private final String key;

    Upgrade(URI uri, SplittableRandom random) {
        this.uri = uri;
        byte[] nonce = new byte[16];
        random.nextBytes(nonce);
        this.key = Base64.getEncoder().encodeToString(nonce);
    }

    byte[] request() {
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return ("GET " + uri.getRawPath() + query + " HTTP/1.1\r\nHost: " + uri.getRawAuthority()
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: " + key
                        + "\r\nSec-WebSocket-Version: 13\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Where the head of the answer ends, or -1 while it has not come whole. */
    static int endOfHead(byte[] buffer, int end) {
        for (int at = 0; at + 4 <= end; at++) {
            if (buffer[at] == '\r' && startsWith(buffer, at)) {
                return at + 4;
            }
        }
        return -1;
    }

    private static boolean startsWith(byte[] buffer, int at) {
        return buffer[at + 1] == BLANK_LINE[1] && buffer[at + 2] == BLANK_LINE[2] && buffer[at + 3] == BLANK_LINE[3];
    }

    boolean acceptedBy(String head) {
        return head.startsWith("HTTP/1.1 101")
                && head.lines()
                        .anyMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-accept:")
                                && line.substring(line.indexOf(':') + 1).strip().equals(expectedAccept()));
    }

    private String expectedAccept() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JDK has SHA-1", impossible);
        }
    }
}
