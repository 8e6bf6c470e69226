package ee.fluxychat.connect;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.identity.Caller;
import ee.fluxychat.identity.ProjectId;
import ee.fluxychat.identity.Role;
import ee.fluxychat.identity.UserId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArrivalTest {

    private static final Caller ALICE =
            new Caller(new ProjectId("p"), new UserId("alice"), Set.of(Role.MEMBER), Instant.MAX, null);

    /** What a request offers on the way down to its connection. */
    public interface Facade {
        Object getUnwrappedCoyoteRequest();
    }

    public record Payara(Grizzly getCoyoteRequest) {}

    public record GlassFish(Grizzly getGrizzlyRequest) {}

    public record Grizzly(Context getContext) {}

    public record Context(@Nullable String getConnection) {}

    @Test
    void findsTheConnectionBelowARequestOfPayaras() {
        HttpServletRequest wrapped =
                new HttpServletRequestWrapper(new HttpServletRequestWrapper(payara("the connection")));

        assertThat(Arrival.of(wrapped, ALICE).tcp()).isEqualTo("the connection");
    }

    @Test
    void findsTheConnectionBelowARequestOfGlassFishs() {
        HttpServletRequest request = facade(new GlassFish(new Grizzly(new Context("the connection"))));

        assertThat(Arrival.of(request, ALICE).tcp()).isEqualTo("the connection");
    }

    @Test
    void knowsNoConnectionElsewhere() {
        HttpServletRequest other = FakeSession.fake(HttpServletRequest.class, (proxy, method, arguments) -> null);

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

    private static HttpServletRequest payara(@Nullable String connection) {
        return facade(new Payara(new Grizzly(new Context(connection))));
    }

    private static HttpServletRequest facade(Object catalina) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                ArrivalTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class, Facade.class},
                (proxy, method, arguments) -> method.getName().equals("getQueryString") ? null : catalina);
    }
}
