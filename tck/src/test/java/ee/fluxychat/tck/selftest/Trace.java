package ee.fluxychat.tck.selftest;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One recorded conversation of the reference with its clients: steps in the order in which they happened. Immutable. */
record Trace(String name, List<Step> steps) {

    /** Something that one side said on one channel; {@code ws:alice} is a socket of alice's, {@code http:…} a request or its answer. */
    record Step(int number, boolean isSent, String channel, JsonObject payload) {

        /** A handshake at a room's address; the kit has no participant on a user's channel. */
        boolean opensRoom() {
            return upgrade().filter(path -> path.startsWith("/ws/room/")).isPresent();
        }

        boolean isHttp() {
            return channel.startsWith("http");
        }

        boolean isSocket() {
            return channel.startsWith("ws:");
        }

        /** The path of a handshake. */
        Optional<String> upgrade() {
            return Texts.text(payload, "upgrade");
        }

        /** With what a handshake was refused. */
        Optional<Reply> refusal() {
            return Optional.ofNullable(payload.getJsonObject("upgradeRefused"))
                    .map(each -> new Reply(
                            each.getInt("status"),
                            Map.of("Content-Type", each.getString("ct")),
                            text(each.getOrDefault("body", JsonValue.NULL))));
        }

        Map<String, String> headers() {
            Map<String, String> headers = new TreeMap<>();
            payload.getJsonObject("headers").forEach((name, value) -> headers.put(name, text(value)));
            return headers;
        }

        /** The answer to a request. */
        Reply answer() {
            return new Reply(payload.getInt("status"), headers(), body());
        }

        boolean isEnd() {
            return Texts.text(payload, "event").filter("close"::equals).isPresent();
        }

        /** With which code the server closed. */
        int code() {
            return payload.getInt("code");
        }

        boolean isBinary() {
            return payload.containsKey("binary");
        }

        /** The text frame, if this is one and the record has all of it. */
        Optional<String> text() {
            if (!isSocket()
                    || payload.containsKey("event")
                    || isBinary()
                    || upgrade().isPresent()
                    || refusal().isPresent()) {
                return Optional.empty();
            }
            Optional<String> raw = Texts.text(payload, "rawText");
            return raw.isEmpty()
                    ? Optional.of(payload.toString())
                    : raw.filter(each -> each.length() == payload.getInt("length"));
        }

        /** The body of a request or an answer. */
        String body() {
            return text(payload.getOrDefault("body", JsonValue.NULL));
        }

        private static String text(JsonValue value) {
            return value == JsonValue.NULL
                    ? ""
                    : value instanceof JsonString text ? text.getString() : value.toString();
        }

        String method() {
            return payload.getString("method");
        }

        String path() {
            return payload.getString("path");
        }
    }

    /** What was heard next on the same channel. */
    Optional<Step> next(Step step) {
        return steps.stream()
                .filter(each -> each.number() > step.number()
                        && !each.isSent()
                        && each.channel().equals(step.channel()))
                .findFirst();
    }

    /** Who speaks on a socket: as whom he speaks there, or else as the socket is called. */
    String user(String channel) {
        return steps.stream()
                .filter(each -> each.isSent() && each.channel().equals(channel))
                .flatMap(each -> Texts.text(each.payload(), "userId").stream())
                .findFirst()
                .orElse(channel.substring(channel.indexOf(':') + 1));
    }

    /** The recorded conversations, by name. */
    static List<String> names() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(each -> each.getFileName().toString().replace(".jsonl", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Trace read(String name) {
        try (Stream<String> lines = Files.lines(folder().resolve(name + ".jsonl"))) {
            return new Trace(
                    name,
                    lines.map(line -> Texts.object(line).orElseThrow())
                            .filter(line -> line.get("payload") instanceof JsonObject)
                            .map(line -> new Step(
                                    line.getInt("n"),
                                    line.getString("dir").equals(">"),
                                    line.getString("channel"),
                                    line.getJsonObject("payload")))
                            .filter(each -> each.isHttp() || each.isSocket())
                            .toList());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path folder() {
        try {
            return Path.of(
                    Objects.requireNonNull(Trace.class.getResource("/traces")).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
