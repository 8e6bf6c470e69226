package ee.fluxychat.wire;

/** Text as clients send it, made safe to store and to send: what is told live and what history keeps are the same characters. */
public final class Text {

    private Text() {}

    /** Trims as the reference does (ECMAScript's white space, no-break space and byte order mark included). */
    public static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return c == '\uFEFF' || (c >= '\t' && c <= '\r') || Character.isSpaceChar(c);
    }

    /** Replaces half surrogate pairs, which UTF-8 cannot carry, by U+FFFD and leaves out U+0000, which PostgreSQL cannot store. */
    public static String clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return cleaned(text);
            }
        }
        return text;
    }

    private static String cleaned(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .filter(point -> point != 0)
                .map(point -> point <= Character.MAX_VALUE && Character.isSurrogate((char) point) ? 0xFFFD : point)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /** At most so many code units, without cutting a character in two. */
    public static String cut(String text, int units) {
        if (text.length() <= units) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(units - 1)) ? units - 1 : units);
    }

    /** Whether this may be a user, room or project id. */
    public static boolean isId(String text) {
        if (text.isEmpty() || text.length() > Limits.ID_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(within(c, 'a', 'z') || within(c, 'A', 'Z') || within(c, '0', '9') || c == '_' || c == '-')) {
                return false;
            }
        }
        return true;
    }

    private static boolean within(char c, char first, char last) {
        return c >= first && c <= last;
    }
}
