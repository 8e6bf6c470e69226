package ee.fluxychat.tck.contract;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * What the protocol's contract says about answers and frames. Each violation is one sentence that names the place as a JSON pointer,
 * what was expected there and what was there, as it was: mask and shorten it before showing it. Thread-safe.
 */
public final class Contract {

    private final Routes routes;
    private final FrameForms frames;

    Contract(JsonObject openapi, JsonObject frames) {
        Schemas schemas = new Schemas(frames, Routes.schemas(openapi));
        this.routes = new Routes(openapi, schemas);
        this.frames = new FrameForms(frames, schemas);
    }

    /** The contract that is packed into the kit; read once. */
    public static Contract shipped() {
        return Shipped.CONTRACT;
    }

    /** Whether the contract has this operation. The path is the server's own, without its context root; a query is passed over. */
    public boolean knows(String method, String path) {
        return routes.operation(method, path).isPresent();
    }

    /**
     * What is wrong with an answer: a success that the contract does not name, another content type, a body that breaks its schema.
     * Nothing is wrong with an operation that the contract does not know, nor with a refusal of a status it does not name.
     */
    public List<String> violationsOfAnswer(
            String method, String path, int status, Optional<String> contentType, String body) {
        return routes.operation(method, path)
                .map(operation -> operation.violations(method, status, contentType, body))
                .orElse(List.of());
    }

    /** What is wrong with a text frame from the server. Types that the contract does not know are passed over. */
    public List<String> violationsOfServerFrame(String text) {
        JsonValue frame;
        try {
            frame = ContractFiles.parse(text);
        } catch (JsonException notJson) {
            return List.of("A frame is no JSON: expected one JSON object with a type, there was " + text + ".");
        }
        if (frame instanceof JsonObject object && object.get("type") instanceof JsonString type) {
            return frames.violations(type.getString(), object);
        }
        return List.of(
                "A frame has a flaw at /type: expected a JSON object with the text type, there was " + text + ".");
    }

    /** Reads the contract when it is first asked for. */
    private static final class Shipped {
        private static final Contract CONTRACT =
                new Contract(ContractFiles.yaml("openapi.yaml"), ContractFiles.json("frames.schema.json"));
    }
}
