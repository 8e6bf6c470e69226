package ee.fluxychat.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodedFrameTest {

    // RFC 6455, 5.2: seven bits of length, or 126 and sixteen bits, or 127 and sixty-four bits
    @ParameterizedTest
    @CsvSource({
        "100,   81 64",
        "125,   81 7D",
        "126,   81 7E 00 7E",
        "65535, 81 7E FF FF",
        "65536, 81 7F 00 00 00 00 00 01 00 00",
        "70000, 81 7F 00 00 00 00 00 01 11 70"
    })
    void putsTheLengthBeforeThePayload(int length, String header) {
        EncodedFrame frame = ofLength(length);

        byte[] bytes = new EncodedFrames(List.of(frame)).webSocketBytes();

        int headerLength = (header.length() + 1) / 3;
        assertThat(hex(bytes, headerLength)).isEqualTo(header);
        assertThat(frame.webSocketLength()).isEqualTo(bytes.length).isEqualTo(headerLength + length);
        assertThat(new String(bytes, headerLength, length, StandardCharsets.UTF_8))
                .isEqualTo(frame.text());
    }

    @Test
    void countsBytesAndNotCharacters() {
        EncodedFrame frame = EncodedFrame.of(new ServerFrame.Typing("ü😀", true, "composing"));

        int payload = frame.text().getBytes(StandardCharsets.UTF_8).length;
        assertThat(payload).isEqualTo(frame.text().length() + 3);
        assertThat(frame.webSocketLength()).isEqualTo(payload + 2);
    }

    @Test
    void putsFramesBehindEachOther() {
        EncodedFrame one = ofLength(125);
        EncodedFrame two = ofLength(126);

        EncodedFrames both = new EncodedFrames(List.of(one, two));

        ByteBuffer expected = ByteBuffer.allocate(127 + 130);
        one.putWebSocketFrame(expected);
        two.putWebSocketFrame(expected);
        assertThat(both.count()).isEqualTo(2);
        assertThat(both.bytes()).isEqualTo(257);
        assertThat(both.webSocketBytes()).isEqualTo(expected.array());
        assertThat(both.webSocketBytes()).isSameAs(both.webSocketBytes());
    }

    /** A frame whose text has so many bytes. */
    private static EncodedFrame ofLength(int bytes) {
        int empty = EncodedFrame.of(new ServerFrame.Typing("", true, "")).text().length();
        return EncodedFrame.of(new ServerFrame.Typing("x".repeat(bytes - empty), true, ""));
    }

    private static String hex(byte[] bytes, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(String.format("%02X", bytes[i]));
        }
        return text.toString();
    }
}
