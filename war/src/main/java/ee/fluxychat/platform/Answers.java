package ee.fluxychat.platform;

import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Refused;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The answers of HTTP that are no success. */
public final class Answers {

    private static final MediaType JSON = MediaType.APPLICATION_JSON_TYPE.withCharset("UTF-8");
    private static final MediaType TEXT = MediaType.TEXT_PLAIN_TYPE.withCharset("UTF-8");

    private Answers() {}

    /** A refusal as JSON, but for a missing token, which the protocol answers in plain text. */
    public static Response refusal(String traceId, Refused refused) {
        if (refused.code() == ErrorCode.UNAUTHORIZED) {
            return plain(refused.code().status(), refused.code().sentence());
        }
        Response.ResponseBuilder answer =
                Response.status(refused.code().status()).type(JSON).entity(ErrorBody.of(traceId, refused));
        Integer retryAfter = refused.retryAfterSeconds();
        return (retryAfter == null ? answer : answer.header(HttpHeaders.RETRY_AFTER, retryAfter)).build();
    }

    /** An error without a word of its own, as JSON. */
    public static Response error(int status, String traceId, String error) {
        return Response.status(status)
                .type(JSON)
                .entity(ErrorBody.of(traceId, error))
                .build();
    }

    /** A text for people. */
    public static Response plain(int status, String text) {
        return Response.status(status).type(TEXT).entity(text).build();
    }
}
