package ee.fluxychat.tck;

import ee.fluxychat.tck.cases.AlongsideCases;
import ee.fluxychat.tck.client.Transport;
import ee.fluxychat.tck.spec.Clause;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Optional;

/** A method that judges one clause over one transport: in which class, under which heading. */
public record Case(String clause, String chapter, Method method, Transport transport) {

    /** What the target is claimed to do, in words: the method's name, taken apart, and the transport where there is a choice. */
    public String claim() {
        String words = method.getName()
                .replaceAll("([A-Z]|\\d+)", " $1")
                .toLowerCase(Locale.ROOT)
                .strip();
        return words + told().map(each -> ", over " + each.word()).orElse("");
    }

    /** The transport, unless it is the usual one and the only one that can carry the story. */
    public Optional<Transport> told() {
        Transport[] over = method.getAnnotation(Clause.class).over();
        return over.length == 1 && over[0] == Transport.WS ? Optional.empty() : Optional.of(transport);
    }

    /** Whether it judges what the other cases have seen. */
    public boolean isAlongside() {
        return method.getDeclaringClass() == AlongsideCases.class;
    }

    /** Where it is found, as in {@code ResumeCases.pagesToTheEnd}; over another transport than WebSocket, that follows after a dot. */
    public String where() {
        String name = method.getDeclaringClass().getSimpleName() + "." + method.getName();
        return transport == Transport.WS ? name : name + "." + transport.word();
    }
}
