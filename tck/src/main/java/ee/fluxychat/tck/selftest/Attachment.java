package ee.fluxychat.tck.selftest;

import ee.fluxychat.tck.client.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.util.regex.Pattern;

/** What of an attachment is kept. */
final class Attachment {

    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern MIME = Pattern.compile("[\\w.+-]+/[\\w.+-]+");
    private static final long LARGEST = 10 << 20;
    private static final int LONGEST_KIND = 48;
    private static final int LONGEST_NAME = 255;

    private Attachment() {}

    static boolean isLink(String url) {
        try {
            URI uri = new URI(url.strip());
            return uri.getHost() != null && String.valueOf(uri.getScheme()).matches("(?i)https?");
        } catch (java.net.URISyntaxException e) {
            return false;
        }
    }

    private static String cut(String text, int length) {
        return text.length() > length ? text.substring(0, length) : text;
    }

    static JsonObject cleaned(JsonObject attachment) {
        String name = TAG.matcher(Texts.text(attachment, "name").orElse("")).replaceAll("");
        JsonObject cleaned = Json.object(
                "kind",
                cut(Texts.text(attachment, "kind").orElse("file"), LONGEST_KIND),
                "url",
                Texts.text(attachment, "url").orElse("").strip(),
                "name",
                cut(name, LONGEST_NAME));
        if (Texts.number(attachment, "sizeBytes").isPresent()) {
            long size = Texts.number(attachment, "sizeBytes").getAsLong();
            cleaned = Texts.with(cleaned, "sizeBytes", Math.max(0, Math.min(LARGEST, size)));
        }
        String type = Texts.text(attachment, "contentType").orElse("");
        return MIME.matcher(type).matches() ? Texts.with(cleaned, "contentType", type) : cleaned;
    }
}
