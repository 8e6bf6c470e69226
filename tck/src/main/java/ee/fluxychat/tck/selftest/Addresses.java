package ee.fluxychat.tck.selftest;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Where a webhook may lead: not into the operator's own networks, but for the one host that he allowed, where the kit is. */
final class Addresses {

    private static final String ALLOWED = "127.0.0.1";
    private static final int UNIQUE_LOCAL = 0xfc;
    private static final int UNIQUE_LOCAL_MASK = 0xfe;

    private Addresses() {}

    static boolean isOpen(String url) {
        try {
            URI uri = URI.create(url);
            String host = String.valueOf(uri.getHost());
            boolean isHttp = String.valueOf(uri.getScheme()).matches("https?");
            return isHttp
                    && (host.equals(ALLOWED)
                            || Arrays.stream(InetAddress.getAllByName(host)).noneMatch(Addresses::isInside));
        } catch (IllegalArgumentException | UnknownHostException e) {
            return false;
        }
    }

    private static boolean isInside(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || (address instanceof Inet6Address && (address.getAddress()[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL);
    }
}
