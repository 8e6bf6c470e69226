package ee.fluxychat.room;

import ee.fluxychat.identity.UserId;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** The rooms that somebody is connected to. Joining, leaving and looking up go through here; deliveries do not. Thread-safe. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class RoomRegistry {

    @Inject
    Timeline timeline;

    @PostConstruct
    void start() {}

    /** Closes the user's connections to the room with 4001, because he is no longer a member. */
    public void evict(RoomKey room, UserId user) {}

    /** Closes every connection to the room with 4001, because the room is no more. */
    public void closeRoom(RoomKey room) {}
}
