package ee.fluxychat.tck.spec;

import java.util.Locale;

/** The part of the contract a clause belongs to; servers claim conformance by profile. */
public enum Profile {
    /** What every compatible server does. */
    CORE("core", "what every compatible server does"),
    /** What a server may offer beyond the core, and how it does so then. */
    EXTENDED("extended", "what a server may offer beyond the core, and how it does so then"),
    /** What nobody may get by trying. */
    SECURITY("security", "what nobody may get by trying"),
    /** What outlives a crash; needs a control hook that kills and starts the server. */
    DURABILITY("durable", "what outlives a crash; needs a program that kills and starts the server"),
    /** What holds between two nodes of one service; needs two or more URLs. */
    CLUSTER("cluster", "what holds between the nodes of one service; needs two or more URLs"),
    /** How fast; informative. */
    PERFORMANCE("performance", "how fast; informative");

    private final String claimed;
    private final String meaning;

    Profile(String claimed, String meaning) {
        this.claimed = claimed;
        this.meaning = meaning;
    }

    /** How the catalogue and the command line spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What belongs to it, in words. */
    public String meaning() {
        return meaning;
    }

    /** How a claim spells it. */
    public String claimed() {
        return claimed;
    }
}
