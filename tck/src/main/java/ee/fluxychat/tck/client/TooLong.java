package ee.fluxychat.tck.client;

import java.io.IOException;

/** A server says more at once than anything of the protocol is long: it is not read on, so that no server can fill the kit's memory. */
final class TooLong extends IOException {

    private static final long serialVersionUID = 1;

    TooLong(int bytes) {
        super("more than " + bytes + " bytes");
    }
}
