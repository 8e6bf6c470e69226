package ee.fluxychat.tck.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** One mapping of a YAML file, read strictly: what is of another kind, missing or unknown is {@link Malformed}, with the way to it. Immutable. */
public final class Section {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

    /** The file is not what it should be; the message says where and what to change. */
    public static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Malformed(String message) {
            super(message);
        }
    }

    private final String where;
    private final Map<?, ?> content;
    private final UnaryOperator<@Nullable String> environment;

    private Section(String where, @Nullable Object content, UnaryOperator<@Nullable String> environment) {
        if (content != null && !(content instanceof Map)) {
            throw new Malformed(where + " is to be a mapping of keys to values");
        }
        this.where = where;
        this.content = content == null ? Map.of() : (Map<?, ?>) content;
        this.environment = environment;
    }

    /** Reads the file's text; {@code called} stands in messages, {@code environment} answers variables. */
    public static Section read(String called, Reader yaml, UnaryOperator<@Nullable String> environment) {
        try {
            LoaderOptions strict = new LoaderOptions();
            strict.setAllowDuplicateKeys(false);
            return new Section(called, new Yaml(new SafeConstructor(strict)).load(yaml), environment);
        } catch (MarkedYAMLException e) {
            String where = e.getProblemMark() == null
                    ? ""
                    : " in line " + (e.getProblemMark().getLine() + 1);
            throw new Malformed(called + " cannot be taken as YAML" + where + ": " + e.getProblem());
        } catch (YAMLException e) {
            throw new Malformed(called + " is no YAML: " + e.getMessage());
        }
    }

    /** Reads a file; {@code ${NAME}} in it stands for an environment variable. */
    public static Section read(Path file) {
        try (Reader yaml = Files.newBufferedReader(file)) {
            return read(file.toString(), yaml, System::getenv);
        } catch (NoSuchFileException e) {
            throw new Malformed(file + " cannot be read: no such file");
        } catch (IOException e) {
            throw new Malformed(file + " cannot be read: " + e.getMessage());
        }
    }

    /** Demands that there is no other key than these. */
    public Section knowing(String... keys) {
        for (Object key : content.keySet()) {
            if (!Set.of(keys).contains(String.valueOf(key))) {
                throw new Malformed(where + ": there is no key " + key + "; there are "
                        + String.join(", ", new TreeSet<>(Set.of(keys))));
            }
        }
        return this;
    }

    /** A text, number or date as text, environment variables filled in. */
    public Optional<String> text(String key) {
        Object value = content.get(key);
        if (value instanceof Map || value instanceof List) {
            throw new Malformed(where + ": " + key + " is to be one text");
        }
        return Optional.ofNullable(value)
                .map(each -> filled(key, each instanceof Date day ? iso(day) : String.valueOf(each)));
    }

    /** A text that must be there. */
    public String required(String key) {
        return text(key).orElseThrow(() -> new Malformed(where + ": " + key + " is missing"));
    }

    /** A number. */
    public Optional<Double> number(String key) {
        return text(key).map(each -> {
            try {
                return Double.valueOf(each);
            } catch (NumberFormatException e) {
                throw new Malformed(where + ": " + key + " is to be a number, not " + each);
            }
        });
    }

    /** A list of texts, empty when there is none. */
    public List<String> texts(String key) {
        return items(key).stream()
                .map(each -> filled(key, String.valueOf(each)))
                .toList();
    }

    /** A list of mappings, empty when there is none. */
    public List<Section> sections(String key) {
        List<Section> sections = new ArrayList<>();
        for (Object each : items(key)) {
            sections.add(new Section(where + ", " + key + "[" + sections.size() + "]", each, environment));
        }
        return sections;
    }

    /** A mapping of names to mappings, empty when there is none. */
    public Map<String, Section> members(String key) {
        Map<String, Section> members = new LinkedHashMap<>();
        new Section(where + ", " + key, content.get(key), environment)
                .content.forEach((name, each) -> members.put(
                        String.valueOf(name), new Section(where + ", " + key + "." + name, each, environment)));
        return members;
    }

    private List<?> items(String key) {
        Object value = content.get(key);
        if (value == null) {
            return List.of();
        } else if (value instanceof List<?> list) {
            return list;
        }
        throw new Malformed(where + ": " + key + " is to be a list");
    }

    /** YAML reads an unquoted day as a time. */
    private static String iso(Date day) {
        return day.toInstant().atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    private String filled(String key, String text) {
        Matcher matcher = VARIABLE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            String value = environment.apply(matcher.group(1));
            if (value == null) {
                throw new Malformed(where + ": " + key + " needs the environment variable " + matcher.group(1));
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(filled).toString();
    }

    @Override
    public String toString() {
        return where;
    }
}
