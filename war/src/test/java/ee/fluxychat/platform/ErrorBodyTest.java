package ee.fluxychat.platform;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Refused;
import org.junit.jupiter.api.Test;

class ErrorBodyTest {

    @Test
    void tellsTheSentenceAndTheWord() {
        assertThat(ErrorBody.of("t-1", new Refused(ErrorCode.CONTENT_EMPTY)))
                .isEqualTo("{\"traceId\":\"t-1\",\"error\":\"content cannot be empty\",\"code\":\"invalid_content\"}");
    }

    @Test
    void tellsWhenToTryAgain() {
        assertThat(ErrorBody.of("t-1", Refused.rateLimited(17))).endsWith("\"retryAfterSeconds\":17}");
    }

    @Test
    void tellsTheTypeOfARoomInWhichOnlySomeMaySpeak() {
        assertThat(ErrorBody.of("t-1", new Refused(ErrorCode.ANNOUNCEMENT_READ_ONLY)))
                .endsWith("\"roomType\":\"announcement\"}");
    }
}
