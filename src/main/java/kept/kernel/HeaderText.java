package kept.kernel;

/// A text that may stand in a header of a mail or of an HTTP answer: one line without control characters or lone
/// surrogates, trimmed, at most 998 characters (RFC 5322, 2.1.1). Where one is asked for, nobody can add a header of their own.
public record HeaderText(String text) {
    private static final int LONGEST = 998;

    /// @throws Refusal `INVALID` if the text has line breaks or other control characters
    public HeaderText {
        if (text.codePoints().anyMatch(HeaderText::isForbidden)) {
            throw Refusal.invalid("text", "Write it on one line, without control characters.");
        }
        text = cut(text.strip());
    }

    /// The same words with every forbidden character turned into a space, for texts that nobody is there to mend.
    public static HeaderText mended(String text) {
        var mended = new StringBuilder(Math.min(text.length(), LONGEST));
        text.codePoints()
                .limit(4 * LONGEST)
                .forEach(c -> mended.appendCodePoint(isForbidden(c) ? ' ' : c));
        return new HeaderText(mended.toString());
    }

    @Override
    public String toString() {
        return text;
    }

    private static boolean isForbidden(int c) {
        return Character.isISOControl(c)
                || c == 0x2028
                || c == 0x2029
                || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end).strip();
    }
}
