package ee.fluxychat.tck.provision;

import java.util.List;
import java.util.Optional;

/** What a provisioner got: the project that most cases work in, another tenant if there is one, and what the report should say about it. */
public record Provision(Tenant home, Optional<Tenant> other, List<String> notes) {}
