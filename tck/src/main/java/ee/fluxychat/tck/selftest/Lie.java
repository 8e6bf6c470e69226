package ee.fluxychat.tck.selftest;

import ee.fluxychat.tck.client.Json;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A server that breaks one clause: what it does in words, which clauses cannot hold because of it (the first is the one it is there for), and
 * its rules. {@code limited} is a server whose rate limits are the protocol's. Immutable.
 */
public record Lie(String tells, List<String> breaks, Supplier<Rules> rules, boolean limited) {

    /** The clause that this liar is there to break. */
    public String clause() {
        return breaks.get(0);
    }

    static Lie about(String clause, String tells, Supplier<Rules> rules) {
        return new Lie(tells, List.of(clause), rules, false);
    }

    /** The same lie, which breaks these clauses, too, since they demand the same thing from elsewhere. */
    Lie also(String... clauses) {
        List<String> all = new ArrayList<>(breaks);
        all.addAll(List.of(clauses));
        return new Lie(tells, List.copyOf(all), rules, limited);
    }

    Lie whereLimited() {
        return new Lie(tells, breaks, rules, true);
    }

    // --- common ways to lie

    /** Answers a route, named as in {@code POST /messages(/.*)?}, otherwise than the truth would. */
    static Rules answering(String line, UnaryOperator<Reply> lie) {
        return new Rules() {
            @Override
            Reply answer(Request request, Reply truth) {
                return request.line().matches(line) ? lie.apply(truth) : truth;
            }
        };
    }

    /** The same for good answers only, whose body is changed. */
    static Rules changing(String line, UnaryOperator<JsonObject> lie) {
        return answering(line, truth -> truth.isOk() ? truth.saying(lie.apply(truth.object())) : truth);
    }

    /** Answers some requests instead of looking at them. */
    static Rules instead(Function<Request, Optional<Reply>> lie) {
        return new Rules() {
            @Override
            Optional<Reply> insteadOf(Request request) {
                return lie.apply(request);
            }
        };
    }

    /** Tells frames of a type otherwise than they are. */
    static Rules telling(String type, UnaryOperator<JsonObject> lie) {
        return new Rules() {
            @Override
            List<JsonObject> told(Peer hearer, JsonObject frame) {
                return List.of(Texts.type(frame).equals(type) ? lie.apply(frame) : frame);
            }
        };
    }

    /** Tells messages otherwise in history. */
    static Rules paging(UnaryOperator<JsonObject> lie) {
        return new Rules() {
            @Override
            Reply answer(Request request, Reply truth) {
                return paged(request, truth, all -> all.map(lie));
            }
        };
    }

    /** Tells messages otherwise than they are, live and in history. */
    static Rules showing(UnaryOperator<JsonObject> lie) {
        return new Rules() {
            @Override
            List<JsonObject> told(Peer hearer, JsonObject frame) {
                return List.of(Texts.type(frame).equals("message") ? lie.apply(frame) : frame);
            }

            @Override
            Reply answer(Request request, Reply truth) {
                return paged(request, truth, all -> all.map(lie));
            }
        };
    }

    /** A page of history with other messages in it; any other answer as it is. */
    static Reply paged(Request request, Reply truth, UnaryOperator<Stream<JsonObject>> lie) {
        if (!request.line().equals("GET /api/messages") || !truth.isOk()) {
            return truth;
        }
        JsonObject page = truth.object();
        List<JsonObject> messages =
                lie.apply(Texts.objects(page, "messages").stream()).toList();
        return truth.saying(Texts.with(page, "messages", messages));
    }

    /** Keeps frames of a type to itself. */
    static Rules silentOn(String type) {
        return silentOn(type, frame -> true);
    }

    /** Keeps some frames of a type to itself. */
    static Rules silentOn(String type, Predicate<JsonObject> which) {
        return new Rules() {
            @Override
            List<JsonObject> told(Peer hearer, JsonObject frame) {
                return Texts.type(frame).equals(type) && which.test(frame) ? List.of() : List.of(frame);
            }
        };
    }

    /** Tells a hearer a message only after the next one. */
    static Rules swapping(BiPredicate<Peer, JsonObject> which) {
        return swapping("message", which);
    }

    /** Tells a hearer a frame of a type only after the next one of it. */
    static Rules swapping(String type, BiPredicate<Peer, JsonObject> which) {
        return new Rules() {
            private final Map<Peer, JsonObject> kept = new ConcurrentHashMap<>();

            @Override
            List<JsonObject> told(Peer hearer, JsonObject frame) {
                if (!Texts.type(frame).equals(type)) {
                    return List.of(frame);
                } else if (which.test(hearer, frame) && kept.putIfAbsent(hearer, frame) == null) {
                    return List.of();
                }
                JsonObject late = kept.remove(hearer);
                return late == null ? List.of(frame) : List.of(frame, late);
            }
        };
    }

    /** Handles what somebody says only after what he says next. */
    static Rules overtaking(BiPredicate<Peer, String> which) {
        return new Rules() {
            private final Map<Peer, Runnable> kept = new ConcurrentHashMap<>();

            @Override
            void says(Peer speaker, String text, Runnable truth) {
                if (which.test(speaker, text)) {
                    kept.put(speaker, truth);
                    return;
                }
                truth.run();
                Runnable late = kept.remove(speaker);
                if (late != null) {
                    late.run();
                }
            }
        };
    }

    /** Understands frames of a type otherwise than they are meant. */
    static Rules hearing(String type, UnaryOperator<JsonObject> lie) {
        return new Rules() {
            @Override
            JsonObject heard(Peer speaker, JsonObject frame) {
                return Texts.type(frame).equals(type) ? lie.apply(frame) : frame;
            }
        };
    }

    /** The same answer, with a field of the object that stands in it. */
    static JsonObject inside(JsonObject answer, String object, String name, @Nullable Object value) {
        return answer.get(object) instanceof JsonObject inner
                ? Texts.with(answer, object, Texts.with(inner, name, value))
                : answer;
    }

    static JsonObject insideWithout(JsonObject answer, String object, String name) {
        return answer.get(object) instanceof JsonObject inner
                ? Texts.with(answer, object, Texts.without(inner, name))
                : answer;
    }

    static Reply error(int status, String error) {
        return Reply.json(status, Json.object("error", error, "traceId", "none"));
    }
}
