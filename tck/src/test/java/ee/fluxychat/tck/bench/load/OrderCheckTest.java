package ee.fluxychat.tck.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class OrderCheckTest {

    private final OrderCheck order = new OrderCheck("r1", 2, 1);

    @Test
    void isContentWithOneOrderForAll() {
        hear(0, 0, 1, 2);
        hear(1, 0, 1, 2);

        assertThatNoException().isThrownBy(() -> order.complete(3));
    }

    @Test
    void tellsWhenAMessageHasBeenHeardByAll() {
        hear(0, 0);
        assertThat(order.heardByAll(0)).isFalse();

        hear(1, 0);
        assertThat(order.heardByAll(1)).isTrue();
    }

    @Test
    void passesOverFramesThatAreNoMessages() {
        assertThat(heard(0, "{\"type\":\"presence\",\"online\":2}")).isEqualTo(OrderCheck.NOTHING);
    }

    @Test
    void acceptsASeqThatDoesNotBeginAtOneAndComparesAListenerWhoIsFarBehind() {
        for (int number = 0; number < 500; number++) {
            heard(0, message(7_000 + number, 41 + number, number));
        }
        for (int number = 0; number < 500; number++) {
            heard(1, message(7_000 + number, 41 + number, number));
        }

        assertThatNoException().isThrownBy(() -> order.complete(500));
    }

    @Test
    void catchesAReaderWhoHearsTwoInAnotherOrder() {
        hear(0, 0, 1, 2);

        assertViolation(
                () -> hear(1, 0, 2, 1), "Listener 1 of room r1 heard message id 102 where the others heard id 101");
    }

    @Test
    void catchesAReaderWhoHearsOneTwice() {
        hear(0, 0, 1, 2);

        assertViolation(() -> hear(1, 0, 1, 1), "heard message id 101 again");
    }

    @Test
    void catchesAReaderWhoMissesOne() {
        hear(0, 0, 1, 2);

        assertViolation(() -> hear(1, 0, 2), "heard message id 102 where the others heard id 101");
    }

    @Test
    void catchesAReaderWhoMissesTheLast() {
        hear(0, 0, 1, 2);
        hear(1, 0, 1);

        assertViolation(() -> order.complete(3), "Listener 1 of room r1 lost 1 of 3 messages at the end");
    }

    @Test
    void catchesAMessageThatNobodyHears() {
        hear(0, 0, 1);
        hear(1, 0, 1);

        assertViolation(() -> order.complete(3), "Room r1 lost 1 of 3 messages");
    }

    @Test
    void catchesAMessageThatAllHearTwice() {
        hear(0, 0, 1);

        assertViolation(() -> heard(0, message(102, 3, 1)), "after message 1 of sender 0 came its message 1");
    }

    @Test
    void catchesASenderWhoseMessagesOvertakeEachOther() {
        OrderCheck ofThree = new OrderCheck("r2", 1, 3);
        byte[] second = message(100, 1, 4).getBytes(StandardCharsets.UTF_8);

        assertViolation(() -> ofThree.heard(0, second, 0, second.length), "of sender 1 came its message 4");
    }

    @Test
    void catchesAHoleInSeq() {
        hear(0, 0);

        assertViolation(() -> heard(0, message(101, 3, 1)), "seq 3 follows seq 1");
    }

    @Test
    void asksForNoSeqWhereNoneIsTold() {
        assertThat(heard(0, withoutSeq(100, 0))).isZero();
        assertThat(heard(0, withoutSeq(101, 1))).isEqualTo(1);

        assertViolation(() -> heard(1, withoutSeq(101, 1)), "heard message id 101 where the others heard id 100");
    }

    @Test
    void catchesAMessageWithoutASeqAmongOthers() {
        hear(0, 0);

        assertViolation(() -> heard(0, withoutSeq(101, 1)), "message 101 bears no seq");
    }

    @Test
    void readsFramesWithWhiteSpace() {
        String spaced = message(100, 1, 0).replace(":", " : ").replace(",", ",\n  ");

        assertThat(heard(0, spaced)).isZero();
    }

    @Test
    void catchesAnIdThatDoesNotRise() {
        hear(0, 0);

        assertViolation(() -> heard(0, message(99, 2, 1)), "message id 99 follows id 100");
    }

    private void hear(int listener, int... numbers) {
        for (int number : numbers) {
            assertThat(heard(listener, message(100 + number, 1 + number, number)))
                    .isEqualTo(number);
        }
    }

    private int heard(int listener, String frame) {
        byte[] bytes = ("??" + frame + "??").getBytes(StandardCharsets.UTF_8);
        return order.heard(listener, bytes, 2, bytes.length - 4);
    }

    private static String message(int id, int seq, int number) {
        return "{\"type\":\"message\",\"id\":" + id + ",\"roomId\":\"r1\",\"content\":\"hello\",\"clientMessageId\":\""
                + String.format("bench-%010d", number) + "\",\"seq\":" + seq + ",\"version\":1}";
    }

    private static String withoutSeq(int id, int number) {
        return message(id, 0, number).replace("\"seq\":0,", "");
    }

    private static void assertViolation(ThrowingCallable what, String sentence) {
        assertThatThrownBy(what).isInstanceOf(Violation.class).hasMessageContaining(sentence);
    }
}
