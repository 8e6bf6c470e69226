package ee.fluxychat.platform;

import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Json;
import ee.fluxychat.wire.Refused;

/** The JSON by which HTTP tells that something went wrong. */
public final class ErrorBody {

    private ErrorBody() {}

    /** A refusal: sentence for people, word for programs. */
    public static String of(String traceId, Refused refused) {
        return Json.object(json -> {
            json.write("traceId", traceId)
                    .write("error", refused.code().sentence())
                    .write("code", refused.code().word());
            if (refused.code() == ErrorCode.ANNOUNCEMENT_READ_ONLY) {
                json.write("roomType", "announcement"); // an SDK shows it
            }
            Integer retryAfter = refused.retryAfterSeconds();
            if (retryAfter != null) {
                json.write("retryAfterSeconds", retryAfter);
            }
        });
    }

    /** An error that has no word of its own. */
    public static String of(String traceId, String error) {
        return Json.object(json -> json.write("traceId", traceId).write("error", error));
    }
}
