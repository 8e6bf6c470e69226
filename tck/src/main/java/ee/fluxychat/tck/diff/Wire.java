package ee.fluxychat.tck.diff;

import ee.fluxychat.tck.client.Transcript;
import ee.fluxychat.tck.client.Transcript.Direction;
import ee.fluxychat.tck.client.Transcript.Line;
import ee.fluxychat.tck.target.Scene;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a server said in one case: by connection and type of frame, and by request, each list in its order. What was too long to be kept
 * whole is left out, and so is what the kit's burst met, which is a matter of time. Of a wire that is cut, what is missing says nothing.
 * Immutable.
 */
record Wire(Map<Topic, List<Said>> said, boolean isCut) {

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Pattern REQUEST = Pattern.compile("(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (\\S+)(.*)");
    private static final Pattern ANSWER = Pattern.compile("(\\d{3}) (.*)", Pattern.DOTALL);

    /** What a thing was said to: who heard it, and the request it answers or the type of the frame it is. */
    record Topic(String who, String what) {}

    /** One answer or frame; the status is 0 of a frame. What came after the kit's last word may come too late to be seen. */
    record Said(int status, @Nullable JsonValue body, boolean isAtTheEnd) {}

    static Wire of(List<Line> transcript, Names names) {
        Map<Topic, List<Said>> said = new LinkedHashMap<>();
        Map<String, String> asked = new HashMap<>();
        Set<String> gone = new HashSet<>();
        int lastWord = lastWord(transcript);
        boolean isCut = false;
        for (Line line : transcript) {
            if (line.number() == 0) {
                isCut = true; // lines are left out here, and what follows cannot be put side by side
                break;
            } else if (Scene.isBurster(line.who())) {
                continue;
            }
            boolean isAtTheEnd = line.number() > lastWord;
            Matcher answer = ANSWER.matcher(line.text());
            if (line.direction() == Direction.SENT) {
                Matcher request = REQUEST.matcher(line.text());
                if (line.text().startsWith("close ")) {
                    gone.add(line.who());
                } else if (request.matches()) {
                    asked.put(line.who(), request.group(1) + " " + names.without(request.group(2)));
                }
            } else if (line.direction() == Direction.HEARD && answer.matches() && asked.containsKey(line.who())) {
                add(
                        said,
                        new Topic(line.who(), "answer to " + asked.get(line.who())),
                        new Said(Integer.parseInt(answer.group(1)), json(answer.group(2)), isAtTheEnd));
            } else if (line.direction() == Direction.HEARD && json(line.text()) instanceof JsonObject frame) {
                add(said, new Topic(line.who(), "frame " + typeOf(frame, names)), new Said(0, frame, isAtTheEnd));
            } else if (line.direction() == Direction.HEARD && line.text().startsWith("{")) {
                isCut = true; // a frame too long to be kept whole, of a type that the other side may have heard whole
            } else if (line.direction() == Direction.HEARD
                    && line.text().startsWith("close ")
                    && !gone.contains(line.who())) {
                // of who closes himself it is a matter of time whether he hears the other side do so, too
                add(
                        said,
                        new Topic(line.who(), "close"),
                        new Said(Integer.parseInt(line.text().split(" ", 3)[1]), null, isAtTheEnd));
            }
        }
        return new Wire(said, isCut);
    }

    private static int lastWord(List<Line> transcript) {
        return transcript.stream()
                .filter(each ->
                        each.direction() == Direction.SENT && !each.text().startsWith("close "))
                .mapToInt(Line::number)
                .max()
                .orElse(0);
    }

    /** With whose it is: frames of several people may come in any order. */
    private static String typeOf(JsonObject frame, Names names) {
        String type = frame.get("type") instanceof JsonString text ? text.getString() : "without a type";
        return frame.get("userId") instanceof JsonString user ? type + " of " + names.without(user.getString()) : type;
    }

    private static void add(Map<Topic, List<Said>> said, Topic topic, Said what) {
        said.computeIfAbsent(topic, none -> new ArrayList<>()).add(what);
    }

    private static @Nullable JsonValue json(String text) {
        try (JsonReader reader = JSON.createReader(new StringReader(Transcript.masked(text)))) {
            return reader.readValue();
        } catch (RuntimeException cutOrNone) {
            return null;
        }
    }
}
