package ee.fluxychat.tck.target;

/** The target gave the kit nothing to work with: no project, or no token. */
public final class ProvisioningFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ProvisioningFailed(String reason) {
        super(reason);
    }
}
