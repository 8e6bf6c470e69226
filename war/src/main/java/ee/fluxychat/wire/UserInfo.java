package ee.fluxychat.wire;

import jakarta.json.JsonObject;
import jakarta.json.stream.JsonGenerator;
import org.jspecify.annotations.Nullable;

/** What a user tells about himself when he connects ({@code presenceInfo}); only these three fields survive. */
public record UserInfo(
        @Nullable String name,
        @Nullable String avatarUrl,
        @Nullable String role) {

    public static final UserInfo NONE = new UserInfo(null, null, null);

    /** Reads the query parameter; whatever cannot be used counts as absent. */
    public static UserInfo parse(@Nullable String parameter) {
        if (parameter == null || parameter.length() > Limits.PRESENCE_INFO_UNITS) {
            return NONE;
        }
        try {
            return Json.parse(parameter) instanceof JsonObject object
                    ? new UserInfo(
                            limited(Json.string(object, "name"), Limits.PRESENCE_NAME_UNITS),
                            link(Json.string(object, "avatar_url")),
                            limited(Json.string(object, "role"), Limits.PRESENCE_ROLE_UNITS))
                    : NONE;
        } catch (Refused notJson) {
            return NONE;
        }
    }

    private static @Nullable String limited(@Nullable String text, int units) {
        return text == null || text.isBlank() ? null : Text.cut(text, units);
    }

    private static @Nullable String link(@Nullable String url) {
        return url != null && (url.startsWith("https://") || url.startsWith("http://")) ? url : null;
    }

    void write(JsonGenerator json, String field) {
        json.writeStartObject(field);
        if (name != null) {
            json.write("name", name);
        }
        if (avatarUrl != null) {
            json.write("avatar_url", avatarUrl);
        }
        if (role != null) {
            json.write("role", role);
        }
        json.writeEnd();
    }
}
