package ee.fluxychat.tck.report;

/** Shows the characters that a page or a terminal would swallow or obey, or that would turn its text around, as {@code \}{@code u202e}. */
public final class Visible {

    private Visible() {}

    /** The text, its line breaks and tabs kept. */
    public static String of(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints()
                .forEach(each -> visible.append(isShown(each) ? Character.toString(each) : "\\u%04x".formatted(each)));
        return visible.toString();
    }

    /** The same as one line. */
    public static String line(String text) {
        return of(text).replace("\r", "\\r").replace("\n", "\\n");
    }

    private static boolean isShown(int c) {
        return c == '\n'
                || c == '\t'
                || !(Character.isISOControl(c) || isHalf(c) || isNoCharacter(c) || isInvisible(c));
    }

    private static boolean isHalf(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    private static boolean isNoCharacter(int c) {
        return (c & 0xFFFE) == 0xFFFE || c == 0xFEFF;
    }

    /** What orders or breaks lines in writing (Unicode Annex 9), or is there and not to be seen; but for what joins letters and emoji. */
    private static boolean isInvisible(int c) {
        boolean isFormat = Character.getType(c) == Character.FORMAT && c != 0x200C && c != 0x200D;
        return isFormat || c == 0x200B || c == 0x2028 || c == 0x2029;
    }
}
