package ee.fluxychat.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import org.junit.jupiter.api.Test;

class TyrusGoodbyeTest {

    @Test
    void tellsTheContainerThatItIsClosing() throws ReflectiveOperationException {
        TyrusRemote.SocketLike socket = new TyrusRemote.SocketLike(TyrusRemote.State.CONNECTED);

        TyrusGoodbye.teller(session(socket)).accept(session(socket));

        assertThat(socket.state.get()).isEqualTo(TyrusRemote.State.CLOSING);
    }

    @Test
    void leavesTheClosingToTheContainerAfterAll() {
        TyrusRemote.SocketLike socket = new TyrusRemote.SocketLike(TyrusRemote.State.CLOSING);

        TyrusGoodbye.takeBack(session(socket));

        assertThat(socket.state.get()).isEqualTo(TyrusRemote.State.CONNECTED);
    }

    @Test
    void leavesAloneWhatIsClosed() throws ReflectiveOperationException {
        TyrusRemote.SocketLike socket = new TyrusRemote.SocketLike(TyrusRemote.State.CLOSED);

        TyrusGoodbye.teller(session(socket)).accept(session(socket));

        assertThat(socket.state.get()).isEqualTo(TyrusRemote.State.CLOSED);
    }

    @Test
    void failsWhereTheContainerIsBuiltOtherwise() {
        RemoteEndpoint.Basic plain = FakeSession.fake(RemoteEndpoint.Basic.class, (proxy, method, arguments) -> null);
        Session other = FakeSession.fake(Session.class, (proxy, method, arguments) -> plain);

        assertThatThrownBy(() -> TyrusGoodbye.teller(other)).isInstanceOf(NoSuchFieldException.class);
        assertThatNoException().isThrownBy(() -> TyrusGoodbye.takeBack(other)); // the session is closed all the same
    }

    private static Session session(TyrusRemote.SocketLike socket) {
        RemoteEndpoint.Basic remote = new TyrusRemote(socket);
        return FakeSession.fake(Session.class, (proxy, method, arguments) -> remote);
    }
}
