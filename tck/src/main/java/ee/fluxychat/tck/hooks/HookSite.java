package ee.fluxychat.tck.hooks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/** Where the kit listens for webhooks and how the target reaches it, as far as it was told. */
public record HookSite(Optional<InetSocketAddress> bind, Optional<URI> url) {

    /** Nothing was said. */
    public static HookSite unsaid() {
        return new HookSite(Optional.empty(), Optional.empty());
    }

    /** Whether somebody has said where, so that the target can be taken to reach it. */
    public boolean isSaid() {
        return bind.isPresent();
    }

    /** Listens, if it is known where: by itself the kit knows it of targets on its own machine only. */
    public Optional<Receiver> open(URI target) throws IOException {
        Optional<InetSocketAddress> place = bind.or(() -> besides(target));
        return place.isEmpty() ? Optional.empty() : Optional.of(Receiver.open(place.get(), url));
    }

    private static Optional<InetSocketAddress> besides(URI target) {
        try {
            return Arrays.stream(InetAddress.getAllByName(target.getHost())).allMatch(InetAddress::isLoopbackAddress)
                    ? Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
