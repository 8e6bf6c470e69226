package ee.fluxychat.tck.spec;

/** The part of the contract a clause belongs to; servers claim conformance by profile. */
public enum Profile {
    CORE,
    EXTENDED,
    SECURITY,
    /** What a crash may not touch; needs a control hook that kills and starts the server. */
    DURABILITY,
    /** What several nodes owe as one; needs two or more URLs of one service. */
    CLUSTER,
    /** How fast and how lean; informative, no verdict hangs on it. */
    PERFORMANCE
}
