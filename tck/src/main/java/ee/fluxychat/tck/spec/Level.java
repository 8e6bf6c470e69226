package ee.fluxychat.tck.spec;

/** How binding a clause is (RFC 2119). */
public enum Level {
    /** Decides the verdict on the server. */
    MUST("decides the verdict on the server"),
    /** A failure is a warning, unless the run is strict. */
    SHOULD("a failure is a warning, unless the run is strict"),
    /** Judged only where the server claims to offer it. */
    MAY("judged only where the server offers it");

    private final String meaning;

    Level(String meaning) {
        this.meaning = meaning;
    }

    /** What it means for the verdict, in words. */
    public String meaning() {
        return meaning;
    }
}
