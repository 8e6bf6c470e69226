package ee.fluxychat.tck.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ee.fluxychat.tck.ScriptedServer;
import ee.fluxychat.tck.ScriptedServer.Talk;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ParticipantTest {

    private static final String GREETING = "{\"type\":\"subscription_succeeded\",\"socketId\":\"s\"}";

    private final Transcript transcript = new Transcript();
    private @Nullable ScriptedServer server;

    @AfterEach
    void stop() {
        Objects.requireNonNull(server).close();
    }

    @Test
    void keepsTheGreeting() {
        Participant alice = enters(talk -> {
            talk.says("{\"type\":\"history\",\"messages\":[]}");
            talk.says(GREETING);
            talk.hears();
        });

        assertThat(alice.greeting()).extracting(Frame::type).containsExactly("history", "subscription_succeeded");
        assertThat(alice.greeted("subscription_succeeded").text("socketId")).isEqualTo("s");
    }

    @Test
    void takesItsOwnEchoForTheAnswer() {
        Participant alice = enters(talk -> {
            talk.says(GREETING);
            String said = talk.hears();
            talk.says(
                    "{\"type\":\"message\",\"id\":1,\"content\":\"of another\",\"clientMessageId\":\"cmsg_other-1\"}");
            talk.says(said.replace("{\"type\":\"message\"", "{\"type\":\"message\",\"id\":2"));
            talk.hears();
        });

        assertThat(alice.posts("mine").number("id")).isEqualTo(2);
    }

    @Test
    void provesAbsenceByAMarker() {
        Participant alice = enters(talk -> {
            talk.says(GREETING);
            talk.says("{\"type\":\"presence\"}");
            talk.says("{\"type\":\"edit\",\"id\":7}");
            talk.says(talk.hears());
            talk.says("{\"type\":\"edit\",\"id\":8}");
            talk.hears();
        });

        assertThat(alice.hearsBeforeMarkerOf(alice, "edit", "delete"))
                .extracting(each -> each.number("id"))
                .containsExactly(7L);
    }

    @Test
    void saysWhatWasHeardInsteadOfWhatWasAwaited() {
        Participant alice = enters(talk -> {
            talk.says(GREETING);
            talk.says("{\"type\":\"presence\",\"online\":1}");
            talk.closes(1011);
            talk.hears();
        });

        assertThatExceptionOfType(Mismatch.class)
                .isThrownBy(() -> alice.hears("typing"))
                .satisfies(mismatch -> {
                    assertThat(mismatch.expected()).isEqualTo("a frame typing");
                    assertThat(mismatch.actual()).contains("\"online\":1").contains("closed with 1011");
                });
    }

    @Test
    void doesNotWaitForEver() {
        Participant alice = enters(talk -> {
            talk.says(GREETING);
            talk.hears();
        });

        assertThatExceptionOfType(Mismatch.class)
                .isThrownBy(() -> alice.hears("typing"))
                .satisfies(mismatch -> assertThat(mismatch.actual()).startsWith("nothing within"));
    }

    @Test
    void tellsAClosedConnectionFromOneThatItLeft() {
        Participant alice = enters(talk -> {
            talk.says(GREETING);
            talk.closes(4001);
            talk.hears();
        });

        assertThat(alice.isClosed().code()).isEqualTo(4001);
        alice.requireNotClosed();
    }

    @Test
    void failsWhenTheServerClosesUnasked() {
        Participant alice = enters(talk -> {
            talk.says(GREETING);
            talk.says("{\"type\":\"pong\",\"ts\":1}");
            talk.closes(1011);
            talk.hears();
        });
        assertThatExceptionOfType(Mismatch.class).isThrownBy(() -> alice.hears("nothing"));

        assertThatExceptionOfType(Mismatch.class)
                .isThrownBy(alice::requireNotClosed)
                .satisfies(mismatch -> assertThat(mismatch.expected()).isEqualTo("to stay open"));
    }

    @Test
    void takesARefusedHandshakeForAMismatch() {
        server = ScriptedServer.answering("403 Forbidden", "{\"error\":\"forbidden\"}");

        assertThatExceptionOfType(Mismatch.class)
                .isThrownBy(() -> Participant.enter(alice(), "r", "alice", ""))
                .satisfies(mismatch -> assertThat(mismatch.actual()).startsWith("403"));
    }

    @Test
    void readsEverythingThatResumePages() {
        Participant alice = enters(talk -> {
            talk.says(GREETING);
            talk.hears();
            talk.says("{\"type\":\"replay\",\"events\":[{\"seq\":1},{\"seq\":2}],\"lastSeq\":2,\"currentSeq\":3}");
            talk.hears();
            talk.says("{\"type\":\"replay\",\"events\":[{\"seq\":3}],\"lastSeq\":3,\"currentSeq\":3}");
            talk.hears();
        });

        assertThat(alice.resumesToTheEnd(0))
                .extracting(each -> each.number("seq"))
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void stopsPagingWhenTheServerStandsStill() {
        Participant alice = enters(talk -> {
            talk.says(GREETING);
            talk.hears();
            talk.says("{\"type\":\"replay\",\"events\":[],\"lastSeq\":0,\"currentSeq\":3}");
            talk.hears();
        });

        assertThatExceptionOfType(Mismatch.class).isThrownBy(() -> alice.resumesToTheEnd(0));
    }

    @Test
    void doesNotListenForEverToAServerThatNeverStopsTalking() {
        Participant alice = enters(talk -> {
            talk.says(GREETING);
            while (true) {
                talk.says("{\"type\":\"presence\"}");
            }
        });

        assertThatExceptionOfType(Mismatch.class).isThrownBy(() -> alice.hears("typing"));
        assertThatExceptionOfType(Mismatch.class).isThrownBy(alice::isClosed);
    }

    @Test
    void cutsOffAServerThatSaysMoreThanAnybodyReads() throws InterruptedException {
        String tooMuch = "{\"type\":\"presence\",\"x\":\"" + "y".repeat(60_000) + "\"}";
        CountDownLatch isCut = new CountDownLatch(1);
        Participant alice = enters(talk -> {
            talk.says(GREETING);
            try {
                while (true) {
                    talk.says(tooMuch);
                }
            } finally {
                isCut.countDown();
            }
        });

        isCut.await();

        assertThatExceptionOfType(Mismatch.class).isThrownBy(alice::requireNotClosed);
        assertThatExceptionOfType(Mismatch.class)
                .isThrownBy(alice::hearsToTheEnd)
                .satisfies(mismatch -> assertThat(mismatch.actual()).isEqualTo("a flood"));
    }

    @Test
    void cutsOffAServerThatLeavesAFarewellUnanswered() throws InterruptedException {
        CountDownLatch isCut = new CountDownLatch(1);
        Participant alice = enters(talk -> {
            talk.says(GREETING);
            talk.hears();
            talk.hears();
            isCut.countDown();
        });

        alice.leaves();

        isCut.await();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no frame",
                "[]",
                "{\"type\":7}",
                "{\"type\":\"message\",\"id\":1e999999999}",
                "{\"type\":\"message\",\"content\":\"\\ud83d\"}"
            })
    void goesOnAfterAFrameThatIsNone(String frame) {
        Participant alice = enters(talk -> {
            talk.says(GREETING);
            talk.says(frame);
            talk.hears();
        });

        assertThatExceptionOfType(Mismatch.class).isThrownBy(() -> alice.hears("typing"));
        alice.requireNotClosed();
    }

    @Test
    void blamesTheServerForAFrameThatIsTooLong() {
        Participant alice = enters(talk -> {
            talk.says(GREETING);
            talk.bytes(0x81, 127, 0x7F, 0, 0, 0, 0, 0, 0, 0);
            talk.hears();
        });

        assertThatExceptionOfType(Mismatch.class)
                .isThrownBy(() -> alice.hears("typing"))
                .withMessageContaining("claims a length");
    }

    private Participant enters(Consumer<Talk> script) {
        server = ScriptedServer.playing("{}", script);
        return Participant.enter(alice(), "r", "alice", "");
    }

    private Person alice() {
        Http http = new Http(Objects.requireNonNull(server).uri(), new Patience(0.1));
        return new Person("alice", "alice", "token", http, transcript);
    }
}
