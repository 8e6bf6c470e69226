package ee.fluxychat.tck.report.folder;

import ee.fluxychat.tck.report.RunResult;

/** A run as a small picture for a README: the claim, or the verdict where nothing can be claimed. */
final class Badge {

    private static final Page PAGE = Page.named("badge.svg");
    private static final String LABEL = "FluxyChat";
    // Verdana at 11 px is about 7 px a letter; textLength makes it exactly that
    private static final int LETTER = 7;
    private static final int MARGIN = 8;

    record View(String label, String says, String tone, int left, int right) {
        int width() {
            return left + right;
        }

        int leftMiddle() {
            return left / 2;
        }

        int rightMiddle() {
            return left + right / 2;
        }

        int leftText() {
            return left - 2 * MARGIN;
        }

        int rightText() {
            return right - 2 * MARGIN;
        }
    }

    private Badge() {}

    static String of(RunResult result) {
        String says = result.claim().isMade() ? result.claim().words() : result.verdict();
        return PAGE.with(new View(LABEL, says, Tone.of(result).color(), width(LABEL), width(says)));
    }

    private static int width(String text) {
        return text.length() * LETTER + 2 * MARGIN;
    }
}
