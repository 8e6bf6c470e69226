package ee.fluxychat.wire;

/** The numbers of the protocol; each stands once here and once in the contract, and a test holds the two together. */
public final class Limits {

    /** Longest client frame, in UTF-16 code units. */
    public static final int FRAME_UNITS = 256_000;

    /** Longest text of a message, in UTF-16 code units after trimming. */
    public static final int CONTENT_UNITS = 4_000;

    /** Longest body of an HTTP request, in bytes. */
    public static final int BODY_BYTES = 1_048_576;

    /** Longest user, room and project id. */
    public static final int ID_LENGTH = 128;

    /** Longest room name, in UTF-16 code units after trimming. */
    public static final int ROOM_NAME_UNITS = 256;

    /** Most attachments of one message; further ones are dropped. */
    public static final int ATTACHMENTS = 10;

    /** Longest name of an attachment. */
    public static final int ATTACHMENT_NAME_UNITS = 255;

    /** Longest kind of an attachment. */
    public static final int ATTACHMENT_KIND_UNITS = 48;

    /** Largest size an attachment may claim, in bytes; larger claims are clamped. */
    public static final int ATTACHMENT_BYTES = 10_485_760;

    /** Longest URL of an attachment; longer ones are dropped like any other URL that cannot be used. */
    public static final int ATTACHMENT_URL_UNITS = 2_048;

    /** Longest emoji of a reaction, in UTF-16 code units: room for joined families and flags. */
    public static final int EMOJI_UNITS = 64;

    /** Most different emojis of one message: every snapshot and page that holds it counts each of them. */
    public static final int REACTIONS = 50;

    /** Messages of a snapshot or a history page when the client names no number. */
    public static final int PAGE_DEFAULT = 50;

    /** Most messages of a snapshot or a history page. */
    public static final int PAGE_MAX = 500;

    /** About how long a snapshot or a page may be, in UTF-16 code units; longer ones end early. Full pages of the longest texts are shorter. */
    public static final int PAGE_UNITS = 2_200_000;

    /** About how long all attachments of one message may be together, in UTF-16 code units; further ones are dropped. */
    public static final int ATTACHMENTS_UNITS = 8_000;

    /** Most events of one answer to {@code resume}. */
    public static final int REPLAY_EVENTS = 200;

    /** Most members that one answer or one request lists. */
    public static final int MEMBERS = 1_000;

    /** Longest {@code presenceInfo} query parameter, in UTF-16 code units. */
    public static final int PRESENCE_INFO_UNITS = 2_048;

    /** Longest display name in {@code presenceInfo}. */
    public static final int PRESENCE_NAME_UNITS = 64;

    /** Longest role text in {@code presenceInfo}. */
    public static final int PRESENCE_ROLE_UNITS = 32;

    /** Longest name of a client event. */
    public static final int CLIENT_EVENT_NAME_UNITS = 128;

    /** Client events per minute, user and room. */
    public static final int CLIENT_EVENTS_PER_MINUTE = 10;

    /** Deepest nesting of a JSON text that is read at all. */
    public static final int JSON_DEPTH = 64;

    /** Shortest token life that can be asked for, in seconds. */
    public static final int TOKEN_TTL_MIN = 60;

    /** Token life when none is asked for, in seconds. */
    public static final int TOKEN_TTL_DEFAULT = 3_600;

    /** Longest token life, in seconds. */
    public static final int TOKEN_TTL_MAX = 86_400;

    private Limits() {}
}
