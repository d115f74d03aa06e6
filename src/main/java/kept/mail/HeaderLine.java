package kept.mail;

/// Makes a header's words fit to be shown on one line: no control or direction characters, no long runs of blanks.
final class HeaderLine {
    private HeaderLine() {}

    static String shown(String text, int longest) {
        var line = new StringBuilder(Math.min(text.length(), longest));
        boolean blank = false;
        for (int i = 0; i < text.length() && line.length() < longest; ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isWhitespace(c) || Character.isISOControl(c) || c == 0xA0) {
                blank = true;
            } else if (!isInvisible(c)) {
                if (blank && !line.isEmpty()) {
                    line.append(' ');
                }
                blank = false;
                line.appendCodePoint(c);
            }
        }
        return line.toString();
    }

    private static boolean isInvisible(int c) {
        // A zero width joiner makes emoji and Indic letters; the rest of the format class only
        // hides or turns things round.
        int type = Character.getType(c);
        return type == Character.SURROGATE
                || (type == Character.FORMAT && c != 0x200D && c != 0x200C);
    }
}
