package ee.fluxychat.tck.hooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.fluxychat.tck.client.Mismatch;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    /** As the reference sent and signed it. */
    private static final String JOINED = """
            {"type":"member_joined","projectId":"dev-local","payload":{"roomId":"t14-1795421672313","userId":"alice",\
            "userInfo":{},"socketId":"a2b32176-36b4-402f-b82e-58807e4c62e3","subscriptionCount":1,\
            "at":"2026-11-23T08:14:32.975Z"},"createdAt":"2026-11-23T08:14:32.995Z"}""";

    @Test
    void signsAsTheReferenceDoes() {
        assertThat(delivery(JOINED).signatureBy("s3cret"))
                .isEqualTo("sha256=76b967405d0814b79c23694d695f39742753b49348ad0503d4eac0fd72d2727c");
    }

    @Test
    void signsTheBytesAndNotWhatTheyMean() {
        assertThat(delivery("{\"a\": 1}").signatureBy("s"))
                .isNotEqualTo(delivery("{\"a\":1}").signatureBy("s"));
    }

    @Test
    void findsTheRoomOfAnEventAndOfAMessage() {
        assertThat(delivery(JOINED).room()).contains("t14-1795421672313");
        assertThat(delivery("{\"payload\":{\"message\":{\"roomId\":\"r1\"}}}").room())
                .contains("r1");
        assertThat(delivery("{\"payload\":{\"userId\":\"alice\"}}").room()).isEmpty();
    }

    @Test
    void demandsAnIdAndAnObject() {
        assertThatThrownBy(() -> delivery(JOINED).id()).isInstanceOf(Mismatch.class);
        assertThatThrownBy(() -> delivery("[]").json()).isInstanceOf(Mismatch.class);
    }

    private static Delivery delivery(String body) {
        return new Delivery("POST", Map.of(), body.getBytes(UTF_8), 0);
    }
}
