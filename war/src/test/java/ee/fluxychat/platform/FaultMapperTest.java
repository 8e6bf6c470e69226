package ee.fluxychat.platform;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Refused;
import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FaultMapperTest {

    @Test
    void takesABodyThatDoesNotArriveForTheClientsFault() {
        assertThat(FaultMapper.isOfTheLine(new EOFException())).isTrue();
        assertThat(FaultMapper.isOfTheLine(new IllegalStateException(new IOException("closed"))))
                .isTrue();
        assertThat(FaultMapper.isOfTheLine(new IllegalStateException("a fault of ours")))
                .isFalse();
    }

    @Test
    void findsARefusalThatCameWrapped() {
        Refused refused = new Refused(ErrorCode.FORBIDDEN);

        assertThat(FaultMapper.refusalWithin(new IllegalStateException(new IOException(refused))))
                .isSameAs(refused);
    }

    @Test
    void takesNothingElseForARefusal() {
        assertThat(FaultMapper.refusalWithin(new IllegalStateException(new IOException("disk full"))))
                .isNull();
    }
}
