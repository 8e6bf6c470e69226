package ee.fluxychat.tck.report.folder;

import ee.fluxychat.tck.client.Transport;
import ee.fluxychat.tck.report.CaseResult;
import ee.fluxychat.tck.report.Closing;
import ee.fluxychat.tck.report.Ending;
import ee.fluxychat.tck.report.Finding;
import ee.fluxychat.tck.report.KitIdentity;
import ee.fluxychat.tck.report.Remark;
import ee.fluxychat.tck.report.RunFacts;
import ee.fluxychat.tck.report.RunResult;
import ee.fluxychat.tck.report.Verdict;
import ee.fluxychat.tck.spec.ClauseCatalogue.Entry;
import ee.fluxychat.tck.spec.Level;
import ee.fluxychat.tck.spec.Profile;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/** Reads {@code results.json} back, strictly: what is missing or of another type is a {@link NoResults}. What is new is passed over. */
public final class ResultsReader {

    /** Of milliseconds: 30,000 years. */
    private static final int MOST_DIGITS = 15;

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private ResultsReader() {}

    /** The report in this folder, or in this file; without transcripts, which lie in files of their own. */
    public static Report read(Path folderOrFile) {
        Path file = Files.isDirectory(folderOrFile) ? folderOrFile.resolve("results.json") : folderOrFile;
        try (Reader in = Files.newBufferedReader(file);
                JsonReader reader = Json.createReader(in)) {
            return report(new Item(reader.readObject(), "results"));
        } catch (NoSuchFileException e) {
            throw new NoResults(
                    Files.isDirectory(folderOrFile)
                            ? folderOrFile + " is no report folder: it has no results.json"
                            : folderOrFile + " does not exist");
        } catch (IOException e) {
            throw new NoResults(file + " cannot be read: " + e);
        } catch (JsonException e) {
            throw new NoResults(file + " is no results.json: it holds no JSON object");
        } catch (Missing | DateTimeParseException | ArithmeticException e) {
            throw new NoResults(file + " is no results.json of this kit: " + e.getMessage());
        } catch (RuntimeException e) {
            // Parsson has no exception of its own for what is nested too deep
            throw new NoResults(file + " is no results.json: " + e.getMessage());
        }
    }

    private static Report report(Item json) {
        int schema = json.integer("schema");
        if (schema != ResultsJson.SCHEMA) {
            throw new Missing("its schema is " + schema + ", and this kit reads " + ResultsJson.SCHEMA);
        }
        Item run = json.item("run");
        RunResult result = new RunResult(
                facts(run, json.item("kit")),
                json.items("cases").stream().map(ResultsReader::result).toList(),
                run.constant("ending", Ending.class));
        return new Report(
                result,
                json.items("unjudged").stream()
                        .map(each -> new Unjudged(clause(each, Optional.of(each.text("reason"))), each.text("reason")))
                        .toList());
    }

    private static RunFacts facts(Item run, Item kit) {
        return new RunFacts(
                run.text("id"),
                run.text("target"),
                run.instant("startedAt"),
                run.milliseconds("milliseconds"),
                profiles(run),
                run.texts("selection"),
                run.truth("strict"),
                run.has("seed") ? OptionalLong.of(run.number("seed").longValueExact()) : OptionalLong.empty(),
                run.text("command"),
                new KitIdentity(
                        kit.text("version"),
                        kit.text("jarSha256"),
                        kit.text("catalogueSha256"),
                        kit.text("java"),
                        kit.text("os")),
                run.texts("notes"),
                pending(run.item("pending")),
                run.has("about") ? remarks(run) : List.of());
    }

    private static List<Remark> remarks(Item run) {
        return run.items("about").stream()
                .map(each -> new Remark(each.text("name"), each.text("text")))
                .toList();
    }

    private static Map<Profile, Long> pending(Item counts) {
        Map<Profile, Long> pending = new EnumMap<>(Profile.class);
        for (Profile each : Profile.values()) {
            if (counts.has(each.word())) {
                pending.put(each, counts.number(each.word()).longValueExact());
            }
        }
        return pending;
    }

    private static Set<Profile> profiles(Item run) {
        Set<Profile> profiles = EnumSet.noneOf(Profile.class);
        run.texts("profiles").forEach(each -> profiles.add(constant(each, Profile.class)));
        return Collections.unmodifiableSet(profiles);
    }

    private static CaseResult result(Item json) {
        return new CaseResult(
                json.text("chapter"),
                clause(json, Optional.empty()),
                json.text("name"),
                json.text("claim"),
                json.has("transport") ? Optional.of(json.constant("transport", Transport.class)) : Optional.empty(),
                json.constant("verdict", Verdict.class),
                json.has("finding") ? Optional.of(finding(json.item("finding"))) : Optional.empty(),
                json.text("reason"),
                json.has("closing") ? closing(json.item("closing")) : Closing.none(),
                json.milliseconds("milliseconds"),
                json.integer("attempts"),
                List.of(),
                List.of());
    }

    private static Entry clause(Item json, Optional<String> untested) {
        String id = json.text("clause");
        if (id.indexOf('-') < 1) {
            throw new Missing("a clause is called " + id);
        }
        return new Entry(
                id,
                json.constant("level", Level.class),
                json.constant("profile", Profile.class),
                json.text("text"),
                json.text("source"),
                untested);
    }

    private static Closing closing(Item json) {
        return new Closing(json.constant("verdict", Closing.Kind.class), json.texts("seen"));
    }

    private static Finding finding(Item json) {
        return new Finding(
                json.text("what"),
                json.text("expected"),
                json.text("actual"),
                json.integer("line"),
                json.has("seenWith") ? json.texts("seenWith") : List.of());
    }

    private static <E extends Enum<E>> E constant(String word, Class<E> type) {
        for (E each : type.getEnumConstants()) {
            if (each.name().equals(word.toUpperCase(Locale.ROOT))) {
                return each;
            }
        }
        throw new Missing("there is no " + type.getSimpleName().toLowerCase(Locale.ROOT) + " called " + word);
    }

    /** A JSON object that is asked for its members by type. */
    private record Item(JsonObject json, String where) {

        boolean has(String name) {
            return json.containsKey(name);
        }

        String text(String name) {
            return get(name, JsonString.class, "text").getString();
        }

        JsonNumber number(String name) {
            return get(name, JsonNumber.class, "number");
        }

        int integer(String name) {
            return number(name).intValueExact();
        }

        Duration milliseconds(String name) {
            BigDecimal value = number(name).bigDecimalValue();
            if (value.precision() - value.scale() > MOST_DIGITS) {
                throw new Missing(where + " has " + name + " that lasted longer than anything");
            }
            return Duration.ofNanos(value.movePointRight(6).longValue());
        }

        Instant instant(String name) {
            Instant instant = Instant.parse(text(name));
            if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LATEST)) {
                throw new Missing(where + " has " + name + " at no time when there are kits");
            }
            return instant;
        }

        boolean truth(String name) {
            JsonValue value = get(name, JsonValue.class, "truth value");
            if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
                return value == JsonValue.TRUE;
            }
            throw new Missing(where + " has no truth value called " + name);
        }

        <E extends Enum<E>> E constant(String name, Class<E> type) {
            return ResultsReader.constant(text(name), type);
        }

        Item item(String name) {
            return new Item(get(name, JsonObject.class, "object"), name);
        }

        List<Item> items(String name) {
            return list(name, each -> new Item(as(each, JsonObject.class, name, "objects"), "one of " + name));
        }

        List<String> texts(String name) {
            return list(name, each -> as(each, JsonString.class, name, "texts").getString());
        }

        private <T> List<T> list(String name, Function<JsonValue, T> reading) {
            return get(name, JsonArray.class, "list").stream().map(reading).toList();
        }

        private <T extends JsonValue> T get(String name, Class<T> type, String called) {
            return as(json.getOrDefault(name, JsonValue.NULL), type, name, called);
        }

        private <T extends JsonValue> T as(JsonValue value, Class<T> type, String name, String called) {
            if (type.isInstance(value)) {
                return type.cast(value);
            }
            throw new Missing(where + " has no " + called + " called " + name);
        }
    }

    /** What makes a JSON object no results. */
    private static final class Missing extends RuntimeException {
        private static final long serialVersionUID = 1;

        Missing(String message) {
            super(message);
        }
    }
}
