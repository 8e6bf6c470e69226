package ee.fluxychat.tck.contract;

/** One place of a JSON text that is not as the contract says. Immutable. */
record Flaw(String pointer, String expected, String actual) {

    /** In one sentence; what has the flaw, and where in the contract it is described. */
    String of(String what, String described) {
        String place = pointer.isEmpty() ? "at its top" : "at " + pointer;
        return "%s has a flaw %s: expected %s, there was %s (%s).".formatted(what, place, expected, actual, described);
    }
}
