package ee.fluxychat.connect;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.identity.Caller;
import ee.fluxychat.identity.ProjectId;
import ee.fluxychat.identity.Role;
import ee.fluxychat.identity.UserId;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArrivalTest {

    private static final Caller ALICE =
            new Caller(new ProjectId("p"), new UserId("alice"), Set.of(Role.MEMBER), Instant.MAX, null);

    /** What a request of Payara's offers on the way down to its connection. */
    public interface Facade {
        Catalina getUnwrappedCoyoteRequest();
    }

    public record Catalina(Coyote getCoyoteRequest) {}

    public record Coyote(Context getContext) {}

    public record Context(@Nullable String getConnection) {}

    @Test
    void findsTheConnectionBelowARequestOfPayaras() {
        ServletRequest wrapped = new ServletRequestWrapper(new ServletRequestWrapper(payara("the connection")));

        assertThat(Arrival.of(wrapped, ALICE).tcp()).isEqualTo("the connection");
    }

    @Test
    void knowsNoConnectionElsewhere() {
        ServletRequest other = FakeSession.fake(ServletRequest.class, (proxy, method, arguments) -> null);

        assertThat(Arrival.of(other, ALICE).tcp()).isNull();
        assertThat(Arrival.of(payara(null), ALICE).tcp()).isNull();
    }

    @Test
    void isTheCallersPrincipal() {
        Arrival arrival = Arrival.of(payara("c"), ALICE);

        assertThat(arrival.getName()).isEqualTo("alice");
        assertThat(arrival.caller()).isEqualTo(ALICE);
        assertThat(arrival.<String>getClaim("tid")).isEqualTo("p");
        assertThat(arrival.getClaimNames()).contains("sub", "tid", "exp");
    }

    private static ServletRequest payara(@Nullable String connection) {
        Catalina catalina = new Catalina(new Coyote(new Context(connection)));
        return (ServletRequest) Proxy.newProxyInstance(
                ArrivalTest.class.getClassLoader(),
                new Class<?>[] {ServletRequest.class, Facade.class},
                (proxy, method, arguments) -> catalina);
    }
}
