package ee.fluxychat.tck.client;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.client.EventParser.Event;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventParserTest {

    private final List<Event> events = new ArrayList<>();
    private final EventParser parser = new EventParser(events::add);

    @Test
    void joinsTheDataLinesOfAnEvent() {
        lines("data: one", "data:two", "data", "data:  three", "");

        assertThat(events).containsExactly(new Event("", "", "one\ntwo\n\n three"));
    }

    @Test
    void passesOverCommentsAndWhatItDoesNotKnow() {
        lines(": heartbeat", "", "retry: 10", "colour: blue", "data: x", "");

        assertThat(events).containsExactly(new Event("", "", "x"));
    }

    @Test
    void keepsAnIdUntilTheNext() {
        lines("id: 7", "data: a", "", "data: b", "", "id", "data: c", "", "id: 8\0", "data: d", "");

        assertThat(events).extracting(Event::id).containsExactly("7", "7", "", "");
    }

    @Test
    void forgetsANameAfterItsEvent() {
        lines("event: typing", "data: a", "", "data: b", "", "event: empty", "", "data: c", "");

        assertThat(events).extracting(Event::name).containsExactly("typing", "", "");
    }

    @Test
    void takesWhatIsNotEndedForNoEvent() {
        lines("\uFEFFdata: a", "", "data: cut");

        assertThat(events).extracting(Event::data).containsExactly("a");
    }

    private void lines(String... lines) {
        for (String each : lines) {
            parser.line(each);
        }
    }
}
