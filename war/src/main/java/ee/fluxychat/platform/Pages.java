package ee.fluxychat.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/**
 * Serves the pages of the WAR. JAX-RS at the root would take their paths for unknown resources, so they are answered before it. Thread-safe.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class Pages extends HttpFilter {

    private static final long serialVersionUID = 1;

    // the pages have no inline script or style; ws: and wss: because not every browser counts the socket as 'self'
    private static final String POLICY =
            "default-src 'self'; connect-src 'self' ws: wss:; object-src 'none'; base-uri 'none';"
                    + " form-action 'self'; frame-ancestors 'none'";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=UTF-8",
            "css", "text/css;charset=UTF-8",
            "js", "text/javascript;charset=UTF-8",
            "svg", "image/svg+xml");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (path.isEmpty()) { // links of the page would lead out of the context
            response.sendRedirect(request.getContextPath() + "/");
            return;
        }
        Optional<String> file = file(path);
        boolean asksForIt =
                request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (file.isPresent() && asksForIt) {
            send(file.get(), request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** The file in the WAR that a path means, if it is one of the pages' paths. */
    static Optional<String> file(String path) {
        return switch (path) {
            case "/", "/index.html" -> Optional.of("/index.html");
            case "/demo", "/demo.html" -> Optional.of("/demo.html");
            default -> Optional.of(path).filter(each -> each.matches("/assets(/[a-z0-9-]+)+\\.[a-z]+"));
        };
    }

    private static void send(String file, HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (InputStream content = request.getServletContext().getResourceAsStream(file)) {
            String type = TYPES.get(file.substring(file.lastIndexOf('.') + 1));
            if (content == null || type == null) {
                response.setStatus(HttpServletResponse.SC_NOT_FOUND);
                response.setContentType("text/plain;charset=UTF-8");
                response.getWriter().print("Not found");
                return;
            }
            byte[] bytes = content.readAllBytes();
            response.setContentType(type);
            response.setContentLength(bytes.length);
            response.setHeader("Cache-Control", "no-cache");
            response.setHeader("Content-Security-Policy", POLICY);
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Referrer-Policy", "no-referrer");
            response.getOutputStream().write(bytes);
        }
    }
}
