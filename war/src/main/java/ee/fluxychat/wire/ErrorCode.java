package ee.fluxychat.wire;

/**
 * Every refusal of the protocol, once: its machine word, the HTTP status of the REST side, and the sentence both sides show.
 * A socket puts the sentence into {@code message}, with the word in front where the reference does so; HTTP puts it into {@code error}.
 */
public enum ErrorCode {
    INVALID_FRAME("invalid_frame", 400, "Invalid message format or internal error"),
    UNKNOWN_EVENT_TYPE("unknown_event_type", 400, "unknown_event_type"),
    PAYLOAD_TOO_LARGE("payload_too_large", 413, "payload_too_large"),
    INTERNAL("internal_error", 500, "Internal server error"),
    FRAME_FAILED("internal_error", 500, "Invalid message format or internal error"),
    OVERLOADED("overloaded", 503, "overloaded: the server cannot store more right now, retry shortly"),

    CONTENT_NOT_STRING("invalid_content", 400, "content must be a string", true),
    CONTENT_EMPTY("invalid_content", 400, "content cannot be empty", true),
    CONTENT_TOO_LONG(
            "invalid_content", 400, "content exceeds maximum length of " + Limits.CONTENT_UNITS + " characters", true),
    CONTENT_HAS_NUL("invalid_content", 400, "content cannot contain the character U+0000", true),
    CONTENT_REQUIRED("content_required", 400, "content required"),
    VISIBILITY_UNSUPPORTED(
            "visibility_unsupported", 400, "visibility must be room: this server does not offer whispers yet"),
    EXPIRY_UNSUPPORTED(
            "expiry_unsupported",
            400,
            "expiresInSeconds and expiresAt are not offered by this server yet: leave them out"),

    MESSAGE_ID_REQUIRED("message_id_required", 400, "messageId required"),
    MESSAGE_NOT_FOUND("message_not_found", 404, "message not found"),
    MESSAGE_DELETED("message_deleted", 409, "message deleted"),
    EMOJI_REQUIRED("emoji_required", 400, "emoji required"),
    INVALID_EMOJI("invalid_emoji", 400, "invalid emoji"),
    TOO_MANY_REACTIONS(
            "too_many_reactions",
            409,
            "the message has " + Limits.REACTIONS + " different emojis already: choose one of them"),
    INVALID_REACTION_OP("invalid_reaction_op", 400, "op must be add or remove"),

    EVENT_NAME_REQUIRED("event_name_required", 400, "eventName required"),
    EVENT_NAME_PREFIX("event_name_prefix", 400, "client events must be prefixed with client-"),
    EVENT_NAME_TOO_LONG("event_name_too_long", 400, "eventName too long"),
    EVENT_NAME_INVALID("event_name_invalid", 400, "invalid client event name"),

    INVALID_BODY("invalid_body", 400, "invalid_body"),
    INVALID_JSON("invalid_json", 400, "invalid_json"),
    INVALID_BEFORE("invalid_before", 400, "before must be an ISO 8601 time, such as 2026-11-23T08:00:03.064Z"),
    INVALID_LIMIT("invalid_limit", 400, "limit must be a whole number from 1 to " + Limits.PAGE_MAX),
    ROOM_ID_REQUIRED(
            "room_id_required",
            400,
            "roomId required: must be 1-" + Limits.ID_LENGTH + " chars, alphanumeric with _ -"),
    ROOM_ID_MISSING("room_id_required", 400, "roomId required"),
    USER_ID_REQUIRED("user_id_required", 400, "userId required"),
    USER_ID_ILL_FORMED(
            "user_id_required",
            400,
            "userId required: must be 1-" + Limits.ID_LENGTH + " chars, alphanumeric with _ -"),
    ROOM_NAME_NOT_STRING("invalid_name", 400, "name must be a string"),
    ROOM_NAME_EMPTY("invalid_name", 400, "name cannot be empty"),
    ROOM_NAME_TOO_LONG("invalid_name", 400, "name exceeds maximum length of " + Limits.ROOM_NAME_UNITS + " characters"),
    ROOM_TYPE_INVALID("invalid_type", 400, "type must be one of: dm, group, public, announcement"),
    TOO_MANY_MEMBERS(
            "too_many_members",
            400,
            "members lists more than " + Limits.MEMBERS + ": create the room with some, then add the others"),
    DM_USERS_REQUIRED("users_required", 400, "a and b user ids required"),
    DM_SAME_USER("same_user", 400, "same_user"),
    PROJECT_NAME_REQUIRED("name_required", 400, "name required"),

    UNAUTHORIZED("unauthorized", 401, "Unauthorized"),
    API_KEY_REQUIRED("api_key_required", 401, "api key required"),
    INVALID_API_KEY("invalid_api_key", 401, "invalid api key"),
    INVALID_INPUT("invalid_input", 400, "Invalid input: the body must be a JSON object"),
    ROLES_NOT_ARRAY("invalid_input", 400, "Invalid input: roles must be an array of strings"),
    TTL_NOT_NUMBER("invalid_input", 400, "Invalid input: ttlSeconds must be a number"),
    BOOTSTRAP_DISABLED("bootstrap_disabled", 404, "bootstrap is off: set PLATFORM_BOOTSTRAP_SECRET to use it"),
    INVALID_BOOTSTRAP_SECRET("invalid_bootstrap_secret", 401, "invalid bootstrap secret"),
    ALREADY_BOOTSTRAPPED(
            "already_bootstrapped", 409, "this server has a project already: its admins create further ones"),
    ORIGIN_NOT_ALLOWED("origin_not_allowed", 403, "forbidden: origin not allowed"),
    FORBIDDEN("forbidden", 403, "forbidden"),
    NOT_A_MEMBER("forbidden", 403, "forbidden: user is not a member of this room"),
    HARD_DELETE_REQUIRES_ADMIN("forbidden_hard_delete_requires_admin", 403, "forbidden_hard_delete_requires_admin"),
    GUEST_READ_ONLY("guest_read_only", 403, "guest_read_only"),
    ANNOUNCEMENT_READ_ONLY("announcement_read_only", 403, "announcement_read_only"),
    ROOM_NOT_FOUND("room_not_found", 404, "room not found"),
    RATE_LIMITED("rate_limit_exceeded", 429, "rate_limit_exceeded");

    private final String word;
    private final int status;
    private final String sentence;
    private final boolean prefixed;

    ErrorCode(String word, int status, String sentence) {
        this(word, status, sentence, false);
    }

    ErrorCode(String word, int status, String sentence, boolean prefixed) {
        this.word = word;
        this.status = status;
        this.sentence = sentence;
        this.prefixed = prefixed;
    }

    /** The machine word, stable for programs. */
    public String word() {
        return word;
    }

    /** The HTTP status of the same refusal. */
    public int status() {
        return status;
    }

    /** What HTTP puts into {@code error}. */
    public String sentence() {
        return sentence;
    }

    /** What a socket puts into {@code message}. */
    public String frameText() {
        return prefixed ? word + ": " + sentence : sentence;
    }
}
