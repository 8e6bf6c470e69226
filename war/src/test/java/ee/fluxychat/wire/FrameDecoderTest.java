package ee.fluxychat.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {

    @Test
    void readsAMessageWithEverythingAndIgnoresWhoeverItNames() {
        ClientFrame frame = decode("""
                {"type":"message","userId":"mallory","id":7,"roomId":"elsewhere","createdAt":"2000-01-01T00:00:00Z",
                 "content":"\\u00a0 hi 😀\\n","clientMessageId":" once-0001 ","parentId":41,"visibility":"all",
                 "attachments":[{"url":"https://x.example/a"}],"visibleTo":["x"]}""");

        assertThat(frame)
                .isEqualTo(new ClientFrame.Message(new ClientFrame.Draft(
                        "hi 😀",
                        "once-0001",
                        41L,
                        List.of(new Attachment("file", "https://x.example/a", "", null, null)))));
    }

    @Test
    void readsAMessageWithNothingButItsText() {
        assertThat(
                        decode(
                                "{\"type\":\"message\",\"content\":\"x\",\"parentId\":null,\"expiresAt\":null,\"visibility\":null}"))
                .isEqualTo(new ClientFrame.Message(new ClientFrame.Draft("x", null, null, List.of())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"short-1\"", "\"has blank\"", "7", "null", "\"ümlaut-0001\"", "\"\"", "[\"once-0001\"]"})
    void takesAnIllFormedClientMessageIdForNone(String id) {
        assertThat(decode("{\"type\":\"message\",\"content\":\"x\",\"clientMessageId\":" + id + "}"))
                .isEqualTo(new ClientFrame.Message(new ClientFrame.Draft("x", null, null, List.of())));
    }

    @Test
    void takesAClientMessageIdOfEightToAHundredAndTwentyEightCharacters() {
        assertThat(clientMessageId(8)).isNotNull();
        assertThat(clientMessageId(128)).isNotNull();
        assertThat(clientMessageId(7)).isNull();
        assertThat(clientMessageId(129)).isNull();
    }

    private static @Nullable String clientMessageId(int length) {
        ClientFrame frame =
                decode("{\"type\":\"message\",\"content\":\"x\",\"clientMessageId\":\"" + "i".repeat(length) + "\"}");
        return ((ClientFrame.Message) frame).draft().clientMessageId();
    }

    @Test
    void countsTheTextInUnitsAfterTrimming() {
        String longest = "😀".repeat(2_000);

        assertThat(refusalOf("message", "\"content\":\"  " + longest + "  \"")).isNull();
        assertThat(refusalOf("message", "\"content\":\"" + longest + "x\"")).isEqualTo(ErrorCode.CONTENT_TOO_LONG);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "message  | 'a':1                                          | CONTENT_NOT_STRING",
                "message  | 'content':7                                    | CONTENT_NOT_STRING",
                "message  | 'content':null                                 | CONTENT_NOT_STRING",
                "message  | 'content':''                                   | CONTENT_EMPTY",
                "message  | 'content':' \\t\\ufeff'                        | CONTENT_EMPTY",
                "message  | 'content':'a\\u0000b'                          | CONTENT_HAS_NUL",
                "message  | 'content':'x','visibility':'whisper'           | VISIBILITY_UNSUPPORTED",
                "message  | 'content':'x','visibility':'role:mod'          | VISIBILITY_UNSUPPORTED",
                "message  | 'content':'x','visibility':5                   | VISIBILITY_UNSUPPORTED",
                "message  | 'content':'x','visibleTo':['bob']              | VISIBILITY_UNSUPPORTED",
                "message  | 'content':'x','expiresInSeconds':60            | EXPIRY_UNSUPPORTED",
                "message  | 'content':'x','expiresAt':'2030-01-01'         | EXPIRY_UNSUPPORTED",
                "edit     | 'content':'x'                                  | MESSAGE_ID_REQUIRED",
                "edit     | 'messageId':'41','content':'x'                 | MESSAGE_ID_REQUIRED",
                "edit     | 'messageId':41.5,'content':'x'                 | MESSAGE_ID_REQUIRED",
                "edit     | 'messageId':41,'content':' '                   | CONTENT_EMPTY",
                "delete   | 'id':41                                        | MESSAGE_ID_REQUIRED",
                "reaction | 'messageId':41                                 | EMOJI_REQUIRED",
                "reaction | 'messageId':41,'emoji':7                       | EMOJI_REQUIRED",
                "reaction | 'messageId':41,'emoji':'abc'                   | INVALID_EMOJI",
                "reaction | 'messageId':41,'emoji':'👍','op':'toggle'       | INVALID_REACTION_OP",
                "reaction | 'messageId':41,'emoji':'👍','op':1              | INVALID_REACTION_OP",
                "reaction | 'emoji':'👍'                                    | MESSAGE_ID_REQUIRED",
                "read     | 'messageId':null                               | MESSAGE_ID_REQUIRED",
                "client_event | 'data':{}                                  | EVENT_NAME_REQUIRED",
                "client_event | 'eventName':'cursor'                       | EVENT_NAME_PREFIX",
                "client_event | 'eventName':'client-a b'                   | EVENT_NAME_INVALID",
                "client_event | 'eventName':'client-'                      | EVENT_NAME_INVALID",
                "presence | 'a':1                                          | UNKNOWN_EVENT_TYPE",
                "stream   | 'op':'start'                                   | UNKNOWN_EVENT_TYPE",
                "Message  | 'content':'x'                                  | UNKNOWN_EVENT_TYPE",
            })
    void refuses(String type, String fields, ErrorCode expected) {
        assertThat(refusalOf(type, fields.replace('\'', '"'))).isEqualTo(expected);
    }

    @Test
    void refusesALongEventName() {
        String longest = "client-" + "n".repeat(121);

        assertThat(refusalOf("client_event", "\"eventName\":\"" + longest + "\""))
                .isNull();
        assertThat(refusalOf("client_event", "\"eventName\":\"" + longest + "n\""))
                .isEqualTo(ErrorCode.EVENT_NAME_TOO_LONG);
    }

    @Test
    void readsTheOtherFrames() {
        assertThat(decode("{\"type\":\"ping\",\"ts\":1}")).isEqualTo(new ClientFrame.Ping());
        assertThat(decode("{\"type\":\"edit\",\"messageId\":41,\"content\":\" b \"}"))
                .isEqualTo(new ClientFrame.Edit(41, "b"));
        assertThat(decode("{\"type\":\"delete\",\"messageId\":41}")).isEqualTo(new ClientFrame.Delete(41));
        assertThat(decode("{\"type\":\"reaction\",\"messageId\":41,\"emoji\":\"👍\"}"))
                .isEqualTo(new ClientFrame.Reaction(41, new Emoji("👍"), ReactionOp.ADD));
        assertThat(decode("{\"type\":\"reaction\",\"messageId\":41,\"emoji\":\"👍\",\"op\":\"remove\"}"))
                .isEqualTo(new ClientFrame.Reaction(41, new Emoji("👍"), ReactionOp.REMOVE));
        assertThat(decode("{\"type\":\"read\",\"messageId\":41}")).isEqualTo(new ClientFrame.Read(41));
        assertThat(decode("{\"type\":\"client_event\",\"eventName\":\"client-x.y_z-1\",\"data\":7}"))
                .isEqualTo(new ClientFrame.ClientEvent("client-x.y_z-1", JsonObject.EMPTY_JSON_OBJECT));
    }

    @ParameterizedTest
    @CsvSource({
        "true,  composing,      true,  composing",
        "true,  viewing_thread, true,  viewing_thread",
        "true,  dancing,        true,  composing",
        "false, composing,      false, idle",
        "1,     away,           false, idle"
    })
    void readsTyping(String isTyping, String intent, boolean typing, String told) {
        assertThat(decode("{\"type\":\"typing\",\"isTyping\":" + isTyping + ",\"intent\":\"" + intent
                        + "\",\"partialText\":\"secret\"}"))
                .isEqualTo(new ClientFrame.Typing(typing, told));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'lastSeq':-1",
                "'lastSeq':'3'",
                "'lastSeq':1.5",
                "'lastSeq':null",
                "'a':1",
                "'lastSeq':99999999999999999999"
            })
    void resumesFromTheBeginningWithoutAGoodPosition(String fields) {
        assertThat(decode("{\"type\":\"resume\"," + fields.replace('\'', '"') + "}"))
                .isEqualTo(new ClientFrame.Resume(0, null));
    }

    @Test
    void resumesFromAPositionOfALog() {
        assertThat(decode("{\"type\":\"resume\",\"lastSeq\":41,\"epoch\":\"e\"}"))
                .isEqualTo(new ClientFrame.Resume(41, "e"));
    }

    @Test
    void tellsTextsThatAreNoFramesApart() {
        assertThat(refusalOfText("hello")).isEqualTo(ErrorCode.INVALID_FRAME);
        assertThat(refusalOfText("")).isEqualTo(ErrorCode.INVALID_FRAME);
        assertThat(refusalOfText("{\"type\":\"ping\"} ping")).isEqualTo(ErrorCode.INVALID_FRAME);
        assertThat(refusalOfText("[".repeat(65))).isEqualTo(ErrorCode.INVALID_FRAME);
        for (String each : List.of("[]", "null", "7", "\"ping\"", "[{\"type\":\"ping\"}]", "{}", "{\"type\":7}")) {
            assertThat(refusalOfText(each)).as(each).isEqualTo(ErrorCode.UNKNOWN_EVENT_TYPE);
        }
    }

    @Test
    void takesAFrameOfTheGreatestLengthAndNoLongerOne() {
        String frame = "{\"type\":\"ping\",\"pad\":\"\"}";
        String longest = "{\"type\":\"ping\",\"pad\":\"" + "x".repeat(256_000 - frame.length()) + "\"}";

        assertThat(decode(longest)).isEqualTo(new ClientFrame.Ping());
        assertThat(refusalOfText(longest + " ")).isEqualTo(ErrorCode.PAYLOAD_TOO_LARGE);
    }

    @Test
    void callsAFrameByItsRefOrItsClientMessageId() {
        assertThat(ref("{\"ref\":\"r-1\",\"clientMessageId\":\"once-0001\"}")).isEqualTo("r-1");
        assertThat(ref("{\"ref\":41}")).isEqualTo("41");
        assertThat(ref("{\"clientMessageId\":\"once-0001\"}")).isEqualTo("once-0001");
        assertThat(ref("{\"ref\":\"" + "r".repeat(129) + "\"}")).isNull();
        assertThat(ref("{\"ref\":true}")).isNull();
    }

    private static @Nullable String ref(String text) {
        return FrameDecoder.ref(FrameDecoder.object(text));
    }

    private static ClientFrame decode(String text) {
        return FrameDecoder.frame(FrameDecoder.object(text));
    }

    private static ErrorCode refusalOfText(String text) {
        Refused[] refused = new Refused[1];
        assertThatExceptionOfType(Refused.class)
                .as(text.substring(0, Math.min(40, text.length())))
                .isThrownBy(() -> decode(text))
                .satisfies(each -> refused[0] = each);
        return refused[0].code();
    }

    private static @Nullable ErrorCode refusalOf(String type, String fields) {
        try {
            decode("{\"type\":\"" + type + "\"," + fields + "}");
            return null;
        } catch (Refused refused) {
            return refused.code();
        }
    }
}
