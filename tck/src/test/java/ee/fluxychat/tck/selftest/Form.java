package ee.fluxychat.tck.selftest;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The form that values of one kind were seen to have: of which types they are, and of objects, which fields they have always or at times. */
final class Form {

    private final Set<JsonValue.ValueType> types = new TreeSet<>();
    private final Map<String, Form> fields = new TreeMap<>();
    private final Set<String> always = new TreeSet<>();
    private final List<Form> items = new ArrayList<>();

    /** Takes in one more value. */
    void learn(JsonValue value) {
        boolean isFirstObject = types.add(type(value));
        if (value instanceof JsonObject object) {
            Set<String> names = new TreeSet<>();
            object.forEach((name, each) -> {
                names.add(named(name));
                fields.computeIfAbsent(named(name), none -> new Form()).learn(each);
            });
            if (isFirstObject) {
                always.addAll(names);
            } else {
                always.retainAll(names);
            }
        } else if (value instanceof JsonArray array) {
            array.forEach(each -> item().learn(each));
        }
    }

    private Form item() {
        if (items.isEmpty()) {
            items.add(new Form());
        }
        return items.get(0);
    }

    /** Where a value has another form than any that was seen, each place as a path. */
    void differences(String path, JsonValue value, Set<String> found) {
        if (types.isEmpty()) {
            return; // no item of such an array was ever seen
        } else if (!types.contains(type(value))) {
            found.add(path + " is " + type(value));
        } else if (value instanceof JsonObject object) {
            Set<String> missing = new TreeSet<>(always);
            object.forEach((name, each) -> {
                missing.remove(named(name));
                Form field = fields.get(named(name));
                if (field == null) {
                    found.add(path + "/" + named(name) + " is new");
                } else {
                    field.differences(path + "/" + named(name), each, found);
                }
            });
            missing.forEach(name -> found.add(path + "/" + name + " is missing"));
        } else if (value instanceof JsonArray array) {
            array.forEach(each -> item().differences(path + "/*", each, found));
        }
    }

    /** Ids and emojis are no names of fields. */
    private static String named(String name) {
        return name.matches("[A-Za-z_][A-Za-z_0-9]*") ? name : "*";
    }

    private static JsonValue.ValueType type(JsonValue value) {
        return value.getValueType() == JsonValue.ValueType.FALSE ? JsonValue.ValueType.TRUE : value.getValueType();
    }
}
