package ee.fluxychat.tck.contract;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads the files of the contract as JSON, whichever they are written in. */
final class ContractFiles {

    private static final JsonProvider JSON = JsonProvider.provider();

    private ContractFiles() {}

    static JsonObject json(String name) {
        return parse(text(name)).asJsonObject();
    }

    static JsonObject yaml(String name) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return value(new Yaml(new SafeConstructor(options)).load(text(name))).asJsonObject();
    }

    /** Throws {@link JsonException} for whatever is no JSON, and nothing else. */
    static JsonValue parse(String text) {
        try (JsonParser parser = JSON.createParser(new StringReader(text))) {
            parser.next();
            JsonValue value = parser.getValue();
            if (parser.hasNext()) {
                throw new JsonException("more than one value");
            }
            return value;
        } catch (JsonException notJson) {
            throw notJson;
        } catch (RuntimeException unreadable) { // how Parsson meets deep nesting, huge exponents and an empty text
            throw new JsonException("cannot be read", unreadable);
        }
    }

    /** What stands at a pointer like {@code /components/schemas/Error}. */
    static JsonValue at(JsonObject document, String pointer) {
        return JSON.createPointer(pointer).getValue(document);
    }

    private static String text(String name) {
        try (InputStream file = ContractFiles.class.getResourceAsStream("/openapi/" + name)) {
            if (file == null) {
                throw new IllegalStateException("the kit's jar lacks openapi/" + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonValue value(@Nullable Object yaml) {
        if (yaml == null) {
            return JsonValue.NULL;
        } else if (yaml instanceof Boolean flag) {
            return flag ? JsonValue.TRUE : JsonValue.FALSE;
        } else if (yaml instanceof Integer || yaml instanceof Long) {
            return JSON.createValue(((Number) yaml).longValue());
        } else if (yaml instanceof Number number) {
            return JSON.createValue(new BigDecimal(number.toString()));
        } else if (yaml instanceof String text) {
            return JSON.createValue(text);
        } else if (yaml instanceof Map<?, ?> fields) {
            JsonObjectBuilder object = JSON.createObjectBuilder();
            fields.forEach((name, each) -> object.add(String.valueOf(name), value(each)));
            return object.build();
        } else if (yaml instanceof List<?> items) {
            JsonArrayBuilder array = JSON.createArrayBuilder();
            items.forEach(each -> array.add(value(each)));
            return array.build();
        }
        throw new IllegalStateException("quote " + yaml + " in the contract: YAML takes it for a "
                + yaml.getClass().getSimpleName());
    }
}
