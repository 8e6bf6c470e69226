package ee.fluxychat.tck.selftest;

import java.util.ArrayList;
import java.util.List;

/** Every liar, in the order of the chapters. */
public final class Lies {

    private Lies() {}

    /** All of them. */
    public static List<Lie> all() {
        List<Lie> all = new ArrayList<>(IdentityLies.all());
        all.addAll(ConnectionLies.all());
        all.addAll(SayingLies.all());
        all.addAll(RoomLies.all());
        return all;
    }
}
