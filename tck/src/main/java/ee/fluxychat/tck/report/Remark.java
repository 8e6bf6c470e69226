package ee.fluxychat.tck.report;

/** What whoever runs the kit says of the target, and the kit cannot know: which server it is, in which version, which build. Immutable. */
public record Remark(String name, String text) {}
