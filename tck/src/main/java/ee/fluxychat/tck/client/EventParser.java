package ee.fluxychat.tck.client;

import java.util.function.Consumer;

/** Makes events of the lines of an event stream, as browsers do (HTML, 9.2.6). For one thread. */
final class EventParser {

    private final Consumer<Event> events;
    private final StringBuilder data = new StringBuilder();
    private String name = "";
    private String id = "";
    private boolean isFirst = true;

    /** One event: its name, which is empty unless the server gave one, the last id that was told, and its data. */
    record Event(String name, String id, String data) {}

    EventParser(Consumer<Event> events) {
        this.events = events;
    }

    /** How long the data of the event that has begun is so far, in units. */
    int length() {
        return data.length();
    }

    /** Takes the next line, without its end. */
    void line(String text) {
        String line = isFirst && text.startsWith("\uFEFF") ? text.substring(1) : text;
        isFirst = false;
        if (line.isEmpty()) {
            ends();
            return;
        }
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String rest = colon < 0 ? "" : line.substring(colon + 1);
        String value = rest.startsWith(" ") ? rest.substring(1) : rest;
        switch (field) {
            case "data" -> data.append(value).append('\n');
            case "event" -> name = value;
            case "id" -> id = value.indexOf('\0') < 0 ? value : id;
            default -> {
                // a comment, a hint when to come back, or nothing that is known
            }
        }
    }

    private void ends() {
        if (data.length() > 0) {
            events.accept(new Event(name, id, data.substring(0, data.length() - 1)));
        }
        data.setLength(0);
        name = "";
    }
}
