package ee.fluxychat.platform;

import ee.fluxychat.wire.Json;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells monitors whether the server lives, and whether it can work. A filter and no resource, because Payara puts a servlet of its own for
 * MicroProfile Health on the same path of every application. Thread-safe.
 */
@WebFilter(
        urlPatterns = {"/health", "/health/live", "/health/ready"},
        asyncSupported = true)
public class Health extends HttpFilter {

    private static final long serialVersionUID = 1;

    @Inject
    @Any
    transient Instance<HealthCheck> checks;

    @Inject
    transient InstantSource clock;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            chain.doFilter(request, response);
            return;
        }
        Map<String, Boolean> found = request.getRequestURI().endsWith("/live") ? Map.of() : look();
        byte[] report =
                report(found, clock.millis(), Version.of(getServletContext())).getBytes(StandardCharsets.UTF_8);
        response.setStatus(isWell(found) ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/json;charset=UTF-8");
        response.setContentLength(report.length);
        response.getOutputStream().write(report);
    }

    /** Not for {@code /health/live}: a lost database is no reason to restart the process. */
    private Map<String, Boolean> look() {
        Map<String, Boolean> found = new LinkedHashMap<>();
        checks.forEach(check -> found.put(check.name(), check.isHealthy()));
        return found;
    }

    private static boolean isWell(Map<String, Boolean> found) {
        return !found.containsValue(false);
    }

    static String report(Map<String, Boolean> found, long now, String version) {
        return Json.object(json -> {
            json.write("ok", isWell(found))
                    .write("ts", now)
                    .writeNull("projectId")
                    .write("version", version)
                    .writeStartObject("checks");
            found.forEach((name, isHealthy) -> json.write(name, isHealthy ? "connected" : "unreachable"));
            json.writeEnd();
        });
    }
}
