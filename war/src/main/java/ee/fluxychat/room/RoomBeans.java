package ee.fluxychat.room;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives every transport the same rules of access. */
@ApplicationScoped
public class RoomBeans {

    @Produces
    @Singleton
    Access access(Members members) {
        return new Access(members);
    }
}
