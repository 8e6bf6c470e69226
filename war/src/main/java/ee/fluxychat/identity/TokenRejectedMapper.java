package ee.fluxychat.identity;

import ee.fluxychat.platform.Answers;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers a request without a token that counts, in plain text as the protocol has it. Thread-safe. */
@Provider
public class TokenRejectedMapper implements ExceptionMapper<TokenRejected> {

    @Override
    public Response toResponse(TokenRejected rejected) {
        return Answers.plain(401, rejected.text());
    }
}
