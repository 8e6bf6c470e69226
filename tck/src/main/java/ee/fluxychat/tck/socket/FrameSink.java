package ee.fluxychat.tck.socket;

/** Takes what a server says, frame by frame. The bytes are lent: they are good until the call returns. */
public interface FrameSink {

    void text(byte[] buffer, int offset, int length);

    void ping(byte[] buffer, int offset, int length);

    /** The server's close frame; 1005 stands for a frame without a code (RFC 6455, 7.4.1). */
    void closing(int code, String reason);
}
