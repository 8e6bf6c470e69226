package ee.fluxychat.wire;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A link that belongs to a message. What a client sends is cleaned the same way on every transport; what cannot be used is dropped. */
public record Attachment(
        String kind,
        String url,
        String name,
        @Nullable Long sizeBytes,
        @Nullable String contentType) {

    // stops at the next "<", or a name of nothing else would take the square of its length
    private static final Pattern TAG = Pattern.compile("<[^<>]*>");
    // not java.net.URI, which knows no hosts with an underscore or an umlaut and no paths with a bracket, as browsers
    // do
    private static final Pattern WEB_LINK = Pattern.compile(
            "(?i)https?://" // then, if any, a user; a host; the rest
                    + "([^\\p{Cntrl}\\p{Z}/?#@\\\\]*@)?"
                    + "[^\\p{Cntrl}\\p{Z}/?#@:\\\\<>\"]"
                    + "[^\\p{Cntrl}\\p{Z}\\\\<>\"]*");

    private static final Pattern MIME = Pattern.compile("[a-zA-Z0-9!#$&^_.+-]{1,64}/[a-zA-Z0-9!#$&^_.+-]{1,64}");

    /** Reads the {@code attachments} field; anything but an array counts as none. */
    static List<Attachment> cleaned(@Nullable JsonValue field) {
        List<Attachment> kept = new ArrayList<>();
        int size = 0;
        if (field instanceof JsonArray array) {
            for (JsonValue each : array) {
                if (kept.size() < Limits.ATTACHMENTS && each instanceof JsonObject object) {
                    Attachment attachment = cleaned(object);
                    if (attachment != null && size + attachment.units() <= Limits.ATTACHMENTS_UNITS) {
                        kept.add(attachment);
                        size += attachment.units();
                    }
                }
            }
        }
        return List.copyOf(kept);
    }

    private static @Nullable Attachment cleaned(JsonObject object) {
        String url = text(object, "url");
        if (url == null || !isWebLink(url)) {
            return null;
        }
        String kind = text(object, "kind");
        String name = text(object, "name");
        String type = text(object, "contentType");
        return new Attachment(
                kind == null || kind.isBlank() ? "file" : Text.cut(kind.strip(), Limits.ATTACHMENT_KIND_UNITS),
                url,
                name == null ? "" : Text.cut(withoutTags(name).strip(), Limits.ATTACHMENT_NAME_UNITS),
                object.get("sizeBytes") instanceof JsonNumber size
                        ? (long) Math.min(Math.max(size.doubleValue(), 0), Limits.ATTACHMENT_BYTES)
                        : null,
                type != null && MIME.matcher(type).matches() ? type : null);
    }

    /** Again and again, because what is left of {@code <<b>i>} is a tag once more; of a piece, because each time costs its length. */
    private static String withoutTags(String name) {
        String before = "";
        String after = Text.cut(name, 4 * Limits.ATTACHMENT_NAME_UNITS);
        while (!after.equals(before)) {
            before = after;
            after = TAG.matcher(before).replaceAll("");
        }
        return after;
    }

    private static boolean isWebLink(String url) {
        return url.length() <= Limits.ATTACHMENT_URL_UNITS
                && WEB_LINK.matcher(url).matches();
    }

    private static @Nullable String text(JsonObject object, String name) {
        return object.get(name) instanceof JsonString string ? Text.clean(string.getString()) : null;
    }

    /** About how many characters it is on the wire. */
    int units() {
        return 80 + kind.length() + url.length() + name.length() + (contentType == null ? 0 : contentType.length());
    }

    void write(JsonGenerator json) {
        json.writeStartObject().write("kind", kind).write("url", url).write("name", name);
        if (sizeBytes != null) {
            json.write("sizeBytes", sizeBytes);
        }
        if (contentType != null) {
            json.write("contentType", contentType);
        }
        json.writeEnd();
    }

    /** The attachments as one JSON array, the form in which they are stored. */
    public static String toJson(List<Attachment> attachments) {
        return Json.write(json -> {
            json.writeStartArray();
            attachments.forEach(each -> each.write(json));
            json.writeEnd();
        });
    }

    /** Reads what {@link #toJson} wrote. */
    public static List<Attachment> fromJson(String stored) {
        return cleaned(Json.parse(stored));
    }
}
