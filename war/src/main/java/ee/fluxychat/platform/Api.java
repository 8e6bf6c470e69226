package ee.fluxychat.platform;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The HTTP side of the server: every resource of the WAR, at its root. Pages are answered before it by {@link Pages}. */
@ApplicationPath("/")
public class Api extends Application {}
