package ee.fluxychat.connect;

import jakarta.ejb.EJB;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * Ends the connections while the WAR can still load classes: Payara and GlassFish stop its class loader before its EJBs, and a close frame
 * that needs a class not used so far would then be lost. Stateless.
 */
@WebListener
public class FarewellListener implements ServletContextListener {

    @EJB
    Connections connections;

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        connections.stop();
    }
}
