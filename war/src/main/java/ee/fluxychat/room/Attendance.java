package ee.fluxychat.room;

import ee.fluxychat.identity.UserId;
import ee.fluxychat.wire.ServerFrame.Present;
import ee.fluxychat.wire.UserInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who is here: each user once, in the order of arrival, however many connections he has. Guarded by its room. */
final class Attendance {

    private final Map<UserId, Attendant> users = new LinkedHashMap<>();

    /** True if this is the user's first connection. */
    boolean arrive(UserId user, UserInfo info) {
        Attendant attendant = users.computeIfAbsent(user, id -> new Attendant());
        if (attendant.connections == 0 || !info.equals(UserInfo.NONE)) {
            attendant.info = info;
        }
        return ++attendant.connections == 1;
    }

    /** True if this was the user's last connection. */
    boolean depart(UserId user) {
        Attendant attendant = users.get(user);
        if (attendant == null || --attendant.connections > 0) {
            return false;
        }
        users.remove(user);
        return true;
    }

    List<Present> present() {
        List<Present> present = new ArrayList<>(users.size());
        users.forEach((user, attendant) -> present.add(new Present(user.value(), attendant.info)));
        return present;
    }

    private static final class Attendant {
        private int connections;
        private UserInfo info = UserInfo.NONE;
    }
}
