package ee.fluxychat.tck.hooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import ee.fluxychat.tck.client.Fields;
import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.client.Mismatch;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One attempt to tell a webhook of an event, as it arrived: its method, its headers, and the bytes of its body. Immutable. */
public final class Delivery {

    static final String ID = "X-Fluxy-Delivery-Id";
    static final String EVENT = "X-Fluxy-Event";

    private final String method;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final byte[] body;
    private final int line;

    Delivery(String method, Map<String, String> headers, byte[] body, int line) {
        this.method = method;
        this.headers.putAll(headers);
        this.body = body.clone();
        this.line = line;
    }

    /** The HTTP method. */
    public String method() {
        return method;
    }

    /** The number of its line in the transcript. */
    int line() {
        return line;
    }

    /** The value of a header. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The delivery id, the same for every attempt. */
    public String id() {
        return header(ID)
                .filter(each -> !each.isBlank())
                .orElseThrow(
                        () -> new Mismatch("the header " + ID + " of a delivery", "to be there", headers.toString()));
    }

    /** The body as it came. */
    public String text() {
        return new String(body, UTF_8);
    }

    /** The body as a JSON object. */
    public Fields json() {
        return Json.fields("a delivery", text());
    }

    /** What it tells of the event. */
    public Fields payload() {
        return json().object("payload");
    }

    /** Whether it tells of an event of this type. */
    public boolean is(String type) {
        return json().text("type").equals(type);
    }

    /** The message of a {@code message.created}. */
    public Fields message() {
        return payload().object("message");
    }

    /** Whether it tells of the message with this text. */
    public boolean tellsOf(String content) {
        return is("message.created") && message().text("content").equals(content);
    }

    /** The room that it is about, if it names one. */
    public Optional<String> room() {
        Fields payload = payload();
        Fields bearer = payload.says("message") ? payload.object("message") : payload;
        return bearer.isText("roomId") ? Optional.of(bearer.text("roomId")) : Optional.empty();
    }

    /** What {@code X-Fluxy-Signature} has to be, given the webhook's secret: over the bytes, not over what they mean. */
    public String signatureBy(String secret) {
        return signature(secret, body);
    }

    /** The signature of a body. */
    public static String signature(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return text();
    }
}
