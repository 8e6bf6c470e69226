package ee.fluxychat.operator;

import ee.fluxychat.identity.Role;
import ee.fluxychat.identity.UserId;
import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Json;
import ee.fluxychat.wire.Limits;
import ee.fluxychat.wire.Refused;
import ee.fluxychat.wire.Text;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a backend asks a token for: the user, the roles that may be granted, and how long, clamped to what is allowed. */
record TokenRequest(UserId user, List<Role> roles, int ttlSeconds) {

    private static final Set<Role> GRANTED = EnumSet.of(Role.OWNER, Role.ADMIN, Role.MEMBER, Role.GUEST, Role.MOD);
    private static final Set<Role> GRANTED_TO_TENANTS = EnumSet.of(Role.MEMBER, Role.GUEST, Role.MOD);

    /** Reads the body; {@code tenant} grants the lesser roles only. */
    static TokenRequest of(JsonObject body, boolean tenant) {
        JsonValue roles = body.getOrDefault("roles", JsonValue.NULL);
        Refused.when(
                roles != JsonValue.NULL
                        && !(roles instanceof JsonArray array && array.stream().allMatch(JsonString.class::isInstance)),
                ErrorCode.ROLES_NOT_ARRAY);
        int ttl = ttl(body.getOrDefault("ttlSeconds", JsonValue.NULL));
        if (!(body.get("userId") instanceof JsonString user)) {
            throw new Refused(ErrorCode.USER_ID_REQUIRED);
        }
        Refused.when(!Text.isId(user.getString()), ErrorCode.USER_ID_ILL_FORMED);
        return new TokenRequest(
                new UserId(user.getString()),
                roles instanceof JsonArray array ? granted(array, tenant) : List.of(Role.MEMBER),
                ttl);
    }

    /** In the order asked; what is unknown or not to be had is dropped, and who is left with nothing is a member. */
    private static List<Role> granted(JsonArray words, boolean tenant) {
        List<Role> granted = new ArrayList<>();
        for (JsonString word : words.getValuesAs(JsonString.class)) {
            Role.parse(word.getString())
                    .filter((tenant ? GRANTED_TO_TENANTS : GRANTED)::contains)
                    .filter(role -> !granted.contains(role))
                    .ifPresent(granted::add);
        }
        return granted.isEmpty() ? List.of(Role.MEMBER) : granted;
    }

    private static int ttl(JsonValue value) {
        if (value == JsonValue.NULL) {
            return Limits.TOKEN_TTL_DEFAULT;
        }
        String digits = value instanceof JsonNumber number
                ? number.toString()
                : value instanceof JsonString string ? string.getString().strip() : "";
        Refused.when(!digits.matches("-?[0-9]{1,18}(\\.[0-9]{1,9})?"), ErrorCode.TTL_NOT_NUMBER);
        Long whole = Json.integer(digits.replaceFirst("\\..*", ""));
        long seconds = whole == null ? 0 : whole;
        return (int) Math.max(Limits.TOKEN_TTL_MIN, Math.min(seconds, Limits.TOKEN_TTL_MAX));
    }
}
