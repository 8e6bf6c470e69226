package ee.fluxychat.platform;

import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Limits;
import ee.fluxychat.wire.Refused;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A request that did not say how long its body is; reading more than {@link Limits#BODY_BYTES} of it is refused. Confined to its request. */
final class LimitedBody extends HttpServletRequestWrapper {

    private @Nullable Counted counted;

    LimitedBody(HttpServletRequest request) {
        super(request);
    }

    static boolean isNeeded(HttpServletRequest request) {
        return request.getHeader("Transfer-Encoding") != null
                || (request.getContentLengthLong() < 0 && !request.getMethod().equals("GET"));
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (counted == null) {
            counted = new Counted(super.getInputStream());
        }
        return counted;
    }

    private static final class Counted extends ServletInputStream {

        private final ServletInputStream body;
        private long left = Limits.BODY_BYTES;

        Counted(ServletInputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            int read = body.read();
            take(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = body.read(into, offset, length);
            take(read);
            return read;
        }

        private void take(int bytes) {
            left -= Math.max(bytes, 0);
            Refused.when(left < 0, ErrorCode.PAYLOAD_TOO_LARGE);
        }

        @Override
        public int available() throws IOException {
            return body.available();
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
