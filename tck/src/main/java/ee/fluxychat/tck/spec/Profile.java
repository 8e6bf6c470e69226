package ee.fluxychat.tck.spec;

import java.util.Locale;

/** The part of the contract a clause belongs to; servers claim conformance by profile. */
public enum Profile {
    /** What every compatible server does. */
    CORE("core"),
    /** What a server may offer beyond the core, and how it does so then. */
    EXTENDED("extended"),
    /** What nobody may get by trying. */
    SECURITY("security"),
    /** What outlives a crash; needs a control hook that kills and starts the server. */
    DURABILITY("durable"),
    /** What holds between two nodes of one service; needs two or more URLs. */
    CLUSTER("cluster"),
    /** How fast; informative. */
    PERFORMANCE("performance");

    private final String claimed;

    Profile(String claimed) {
        this.claimed = claimed;
    }

    /** How the catalogue and the command line spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How a claim spells it. */
    public String claimed() {
        return claimed;
    }
}
