package ee.fluxychat.tck.report;

/** Why a case did not end well: what was looked at, what the clause demands there, what was there. */
public record Finding(String what, String expected, String actual) {}
