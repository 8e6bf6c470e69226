package ee.fluxychat.tck.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ee.fluxychat.tck.ScriptedServer;
import ee.fluxychat.tck.ScriptedServer.Talk;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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

    private Participant enters(Consumer<Talk> script) {
        server = ScriptedServer.playing("{}", script);
        return Participant.enter(alice(), "r", "alice", "");
    }

    private Person alice() {
        Http http = new Http(Objects.requireNonNull(server).uri(), new Patience(0.1));
        return new Person("alice", "alice", "token", http, transcript);
    }
}
