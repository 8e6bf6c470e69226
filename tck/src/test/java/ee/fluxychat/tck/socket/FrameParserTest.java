package ee.fluxychat.tck.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameParserTest {

    private static final int LAST = 0x80;

    private final FrameParser parser = new FrameParser();
    private final Heard heard = new Heard();

    @Test
    void findsTheSameFramesWhereverTheBytesAreCut() {
        byte[] bytes = frames(
                frame(LAST | Opcode.TEXT, "one"),
                frame(LAST | Opcode.PING, "mark"),
                frame(LAST | Opcode.TEXT, "x".repeat(126)),
                frame(LAST | Opcode.TEXT, ""),
                frame(LAST | Opcode.CLOSE, "\u0003\u00f5slow"));

        for (int cut = 0; cut <= bytes.length; cut++) {
            Heard inTwoPieces = new Heard();

            int consumed = parser.parse(bytes, 0, cut, inTwoPieces);
            int end = parser.parse(bytes, consumed, bytes.length, inTwoPieces);

            assertThat(end).isEqualTo(bytes.length);
            assertThat(inTwoPieces.all)
                    .as("cut at byte %d", cut)
                    .containsExactly("text one", "ping mark", "text " + "x".repeat(126), "text ", "close 1013 slow");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 125, 126, 65_535, 65_536, 200_000})
    void readsEveryFormOfLength(int length) {
        byte[] bytes = frame(LAST | Opcode.TEXT, "y".repeat(length));

        assertThat(parser.parse(bytes, 0, bytes.length, heard)).isEqualTo(bytes.length);

        assertThat(heard.all).containsExactly("text " + "y".repeat(length));
    }

    @Test
    void leavesAnIncompleteFrameToTheNextCall() {
        byte[] bytes = frames(frame(LAST | Opcode.TEXT, "one"), frame(LAST | Opcode.TEXT, "two"));

        assertThat(parser.parse(bytes, 0, bytes.length - 1, heard)).isEqualTo(5);

        assertThat(heard.all).containsExactly("text one");
    }

    @Test
    void joinsTheFragmentsOfAMessageAroundAPing() {
        byte[] bytes = frames(
                frame(Opcode.TEXT, "one "),
                frame(LAST | Opcode.PING, "mark"),
                frame(Opcode.CONTINUATION, "two "),
                frame(LAST | Opcode.CONTINUATION, "three"),
                frame(LAST | Opcode.TEXT, "four"));

        parser.parse(bytes, 0, bytes.length, heard);

        assertThat(heard.all).containsExactly("ping mark", "text one two three", "text four");
    }

    @Test
    void passesOverBinaryFramesAndPongs() {
        byte[] bytes = frames(
                frame(LAST | Opcode.BINARY, "b"), frame(LAST | Opcode.PONG, "p"), frame(LAST | Opcode.TEXT, "t"));

        parser.parse(bytes, 0, bytes.length, heard);

        assertThat(heard.all).containsExactly("text t");
    }

    @Test
    void readsACloseFrameWithoutACode() {
        byte[] bytes = frame(LAST | Opcode.CLOSE, "");

        parser.parse(bytes, 0, bytes.length, heard);

        assertThat(heard.all).containsExactly("close 1005 ");
    }

    @Test
    void refusesWhatAServerMustNotSend() {
        assertBroken("mask", 0x81, 0x80, 0, 0, 0, 0);
        assertBroken("reserved bit", 0xC1, 0);
        assertBroken("opcode 3", 0x83, 0);
        assertBroken("control frame", 0x09, 0);
        assertBroken("control frame", 0x89, 126, 0, 126);
        assertBroken("without a beginning", 0x80, 0);
        assertBroken("inside another", 0x01, 0, 0x81, 0);
        assertBroken("claims a length", 0x81, 127, 0xFF, 0, 0, 0, 0, 0, 0, 0);
    }

    private static void assertBroken(String why, int... bytes) {
        byte[] array = new byte[bytes.length];
        Arrays.setAll(bytes, i -> {
            array[i] = (byte) bytes[i];
            return bytes[i];
        });
        assertThatThrownBy(() -> new FrameParser().parse(array, 0, array.length, new Heard()))
                .isInstanceOf(BrokenFrame.class)
                .hasMessageContaining(why);
    }

    static byte[] frame(int first, String text) {
        byte[] payload = text.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer frame = ByteBuffer.allocate(10 + payload.length).put((byte) first);
        if (payload.length < 126) {
            frame.put((byte) payload.length);
        } else if (payload.length < 1 << 16) {
            frame.put((byte) 126).putShort((short) payload.length);
        } else {
            frame.put((byte) 127).putLong(payload.length);
        }
        frame.put(payload);
        return Arrays.copyOf(frame.array(), frame.position());
    }

    private static byte[] frames(byte[]... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            all.writeBytes(frame);
        }
        return all.toByteArray();
    }

    private static final class Heard implements FrameSink {

        private final List<String> all = new ArrayList<>();

        @Override
        public void text(byte[] buffer, int offset, int length) {
            all.add("text " + new String(buffer, offset, length, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void ping(byte[] buffer, int offset, int length) {
            all.add("ping " + new String(buffer, offset, length, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void closing(int code, String reason) {
            all.add("close " + code + " " + reason);
        }
    }
}
