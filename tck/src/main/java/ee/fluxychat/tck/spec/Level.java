package ee.fluxychat.tck.spec;

/** How binding a clause is (RFC 2119). */
public enum Level {
    /** Decides the verdict on the server. */
    MUST,
    /** A failure is a warning, unless the run is strict. */
    SHOULD,
    /** Judged only where the server claims to offer it. */
    MAY
}
