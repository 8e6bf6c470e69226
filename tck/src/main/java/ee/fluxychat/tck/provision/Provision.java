package ee.fluxychat.tck.provision;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a provisioner got: the project that most cases work in, another tenant if there is one, and what the report should say about it. */
public record Provision(Tenant home, Optional<Tenant> other, List<String> notes) {

    /** The same with one more thing to say. */
    Provision noting(String note) {
        return new Provision(
                home, other, Stream.concat(Stream.of(note), notes.stream()).toList());
    }

    /** All of it that opens doors, for reports to leave out. */
    public List<String> secrets() {
        return Stream.concat(Stream.of(home), other.stream())
                .flatMap(each -> each.secrets().stream())
                .toList();
    }
}
