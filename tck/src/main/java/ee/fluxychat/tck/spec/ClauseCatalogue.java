package ee.fluxychat.tck.spec;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Every clause of the contract, in the order of {@code clauses.json}. Immutable. */
public final class ClauseCatalogue {

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** One clause; {@code untested} says why no case judges it. */
    public record Entry(
            String id, Level level, Profile profile, String text, String source, Optional<String> untested) {

        /** What the id begins with: {@code RESUME} of {@code RESUME-PAGE-1}. */
        public String area() {
            return id.substring(0, id.indexOf('-'));
        }

        /** Whether a case could judge it, and none does yet. */
        public boolean isPending() {
            return untested.filter(each -> each.startsWith("no case yet")).isPresent();
        }

        /** Whether a claim on its profile needs it: every MUST, and of the extended profile, which is made of recommendations, every SHOULD. */
        public boolean isNeededForClaim() {
            return level == Level.MUST || (profile == Profile.EXTENDED && level == Level.SHOULD);
        }
    }

    private ClauseCatalogue(InputStream json) {
        try (JsonReader reader = Json.createReader(json)) {
            for (JsonValue each : reader.readArray()) {
                Entry entry = entry(each.asJsonObject());
                if (entries.put(entry.id(), entry) != null) {
                    throw new IllegalStateException("two clauses are called " + entry.id());
                }
            }
        }
    }

    /** The catalogue inside the jar. */
    public static ClauseCatalogue shipped() {
        return Shipped.CATALOGUE;
    }

    private static final class Shipped {
        static final ClauseCatalogue CATALOGUE = read();

        private Shipped() {}
    }

    private static ClauseCatalogue read() {
        try (InputStream json = ClauseCatalogue.class.getResourceAsStream("/clauses.json")) {
            if (json == null) {
                throw new IllegalStateException("clauses.json is missing from the jar");
            }
            return new ClauseCatalogue(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All clauses. */
    public Collection<Entry> entries() {
        return entries.values();
    }

    /** Whether there is such a clause. */
    public boolean has(String id) {
        return entries.containsKey(id);
    }

    /** The clause of this id; a case that cites an unknown one is a mistake of the kit. */
    public Entry entry(String id) {
        Entry entry = entries.get(id);
        if (entry == null) {
            throw new IllegalArgumentException("clauses.json has no clause " + id);
        }
        return entry;
    }

    private static Entry entry(JsonObject json) {
        return new Entry(
                text(json, "id"),
                Level.valueOf(text(json, "level")),
                Profile.valueOf(text(json, "profile").toUpperCase(Locale.ROOT)),
                text(json, "text"),
                text(json, "source"),
                json.get("untested") instanceof JsonString reason ? Optional.of(reason.getString()) : Optional.empty());
    }

    private static String text(JsonObject json, String name) {
        if (json.get(name) instanceof JsonString string) {
            return string.getString();
        }
        throw new IllegalStateException("a clause has no text called " + name + ": " + json);
    }
}
