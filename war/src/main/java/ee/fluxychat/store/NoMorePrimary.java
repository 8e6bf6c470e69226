package ee.fluxychat.store;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/** Lets go of a session with a server that has become a standby: in the pool it would live on there for half an hour. Stateless. */
final class NoMorePrimary implements SQLExceptionOverride {

    /** "Read-only SQL transaction". */
    static final String STATE = "25006";

    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException failure) {
        return STATE.equals(failure.getSQLState())
                ? SQLExceptionOverride.Override.MUST_EVICT
                : SQLExceptionOverride.Override.CONTINUE_EVICT;
    }
}
