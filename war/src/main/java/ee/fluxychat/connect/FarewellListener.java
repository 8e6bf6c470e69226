package ee.fluxychat.connect;

import ee.fluxychat.platform.Storage;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * Ends the connections, stores what still waits and closes the database, while the WAR can still load classes: Payara and GlassFish stop its
 * class loader before its EJBs and beans. A close frame that needs a class not used so far would then be lost, and a database left open keeps
 * the next deployment out. Stateless.
 */
@WebListener
public class FarewellListener implements ServletContextListener {

    private static final System.Logger LOG = System.getLogger(FarewellListener.class.getName());

    @EJB
    Connections connections;

    private Storage storage = () -> {};

    /** To be closed behind the connections. */
    @Inject
    void closeLast(Storage last) {
        storage = last;
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        try {
            connections.stop();
        } catch (EJBException stopped) { // by Open Liberty, and then they have said farewell
            LOG.log(System.Logger.Level.DEBUG, "the connections are closed already", stopped);
        }
        storage.close();
    }
}
