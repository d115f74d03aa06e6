package kept.mail;

/// Finds codes in the words of mail servers: enhanced status codes such as `5.1.1` (RFC 3463) and replies such as `550` (RFC 5321).
final class EnhancedStatus {
    private EnhancedStatus() {}

    /// The first code that says more than "other" (`x.0.0`), else the first code, else an empty string.
    static String in(String text) {
        String first = "";
        for (int i = 0; i + 4 < text.length(); i++) {
            char c = text.charAt(i);
            boolean starts =
                    (c == '2' || c == '4' || c == '5')
                            && text.charAt(i + 1) == '.'
                            && (i == 0 || !isPart(text.charAt(i - 1)));
            int end = starts ? end(text, i) : -1;
            if (end > 0) {
                String code = text.substring(i, end);
                if (!code.endsWith(".0.0")) {
                    return code;
                }
                first = first.isEmpty() ? code : first;
            }
        }
        return first;
    }

    /// The first SMTP reply of class 4 or 5, or 0.
    static int reply(String text) {
        for (int i = 0; i + 2 < text.length(); i++) {
            char c = text.charAt(i);
            boolean before = i == 0 || (!isPart(text.charAt(i - 1)) && text.charAt(i - 1) != '-');
            boolean after =
                    i + 3 == text.length() || " -;:,)\n\r\t".indexOf(text.charAt(i + 3)) >= 0;
            if ((c == '4' || c == '5')
                    && before
                    && after
                    && isDigit(text.charAt(i + 1))
                    && text.charAt(i + 1) < '6'
                    && isDigit(text.charAt(i + 2))) {
                return Integer.parseInt(text.substring(i, i + 3));
            }
        }
        return 0;
    }

    private static int end(String text, int start) {
        int at = start + 2;
        int subject = digits(text, at);
        if (subject == 0
                || subject > 1
                || at + subject >= text.length()
                || text.charAt(at + subject) != '.') {
            return -1;
        }
        int detail = digits(text, at + subject + 1);
        int end = at + subject + 1 + detail;
        boolean address =
                end < text.length()
                        && (text.charAt(end) == '.'
                                && end + 1 < text.length()
                                && isDigit(text.charAt(end + 1)));
        return detail == 0 || detail > 3 || address ? -1 : end;
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && at < from + 5 && isDigit(text.charAt(at))) {
            at++;
        }
        return at - from;
    }

    private static boolean isPart(char c) {
        return isDigit(c) || c == '.';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
