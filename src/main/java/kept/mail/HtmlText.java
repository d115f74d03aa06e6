package kept.mail;

import java.util.Locale;
import java.util.Set;
import org.owasp.html.Encoding;

/// Turns the HTML of a mail into plain text in one pass: blocks become lines, quoted blocks get `> ` before each line, so that
/// a reply can be folded. Made for reading and searching; what it gives is text and never shown as HTML.
final class HtmlText {
    private static final int LONGEST = 2_000_000;
    private static final int DEEPEST_QUOTE = 20;
    private static final Set<String> SKIPPED =
            Phrases.set(
                    """
                    script|style|title|template|noscript|svg|math|object|iframe|select|textarea|xml
                    """);
    private static final Set<String> BLOCKS =
            Phrases.set(
                    """
                    div|tr|ul|ol|dl|dt|dd|table|section|article|header|footer|address|form|center|main|aside|figure|fieldset|body|
                    html|caption
                    """);
    private static final Set<String> PARAGRAPHS =
            Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote");
    private static final String RULE = "________________________________";

    private final String html;
    private final StringBuilder out;
    private int at;
    private int quotes;
    private int pre;
    private int newLines;
    private boolean blank;
    private boolean lineOpen;

    private HtmlText(String html) {
        this.html = html;
        this.out = new StringBuilder(Math.min(html.length(), LONGEST));
    }

    static String of(String html) {
        return new HtmlText(html).text();
    }

    private String text() {
        while (at < html.length() && out.length() < LONGEST) {
            int tag = nextTag();
            write(html.substring(at, tag));
            at = tag;
            if (at < html.length()) {
                tag();
            }
        }
        return out.toString().strip();
    }

    private int nextTag() {
        for (int i = html.indexOf('<', at); i >= 0; i = html.indexOf('<', i + 1)) {
            char next = i + 1 < html.length() ? html.charAt(i + 1) : ' ';
            if (next == '/' || next == '!' || next == '?' || Character.isLetter(next)) {
                return i;
            }
        }
        return html.length();
    }

    private void tag() {
        if (html.startsWith("<!--", at)) {
            int end = html.indexOf("-->", at + 2);
            at = end < 0 ? html.length() : end + 3;
            return;
        }
        boolean closing = html.startsWith("</", at);
        int nameStart = at + (closing ? 2 : 1);
        int nameEnd = nameStart;
        while (nameEnd < html.length()
                && nameEnd - nameStart < 20
                && isNamePart(html.charAt(nameEnd))) {
            nameEnd++;
        }
        String name = html.substring(nameStart, nameEnd).toLowerCase(Locale.ROOT);
        at = tagEnd(nameEnd);
        if (!closing && SKIPPED.contains(name) && html.charAt(at - 2) != '/') {
            skipTo(name);
        } else if (closing) {
            closed(name);
        } else {
            opened(name);
        }
    }

    private int tagEnd(int from) {
        char quote = 0;
        for (int i = from; i < html.length(); i++) {
            char c = html.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if ((c == '"' || c == '\'') && html.charAt(i - 1) == '=') {
                quote = c;
            } else if (c == '>') {
                return i + 1;
            }
        }
        return html.length();
    }

    private void skipTo(String name) {
        int i = at;
        while (i < html.length()) {
            i = html.indexOf("</", i);
            if (i < 0) {
                at = html.length();
                return;
            }
            if (html.regionMatches(true, i + 2, name, 0, name.length())) {
                at = tagEnd(i + 2);
                return;
            }
            i += 2;
        }
    }

    private void opened(String name) {
        switch (name) {
            case "br" -> breakLine();
            case "hr" -> {
                newLines = Math.max(newLines, 1);
                write(RULE);
                newLines = 1;
            }
            case "li" -> {
                newLines = Math.max(newLines, 1);
                write("-");
                blank = true;
            }
            case "td", "th" -> blank |= lineOpen;
            case "blockquote" -> {
                newLines = Math.max(newLines, 1);
                flushNewLines();
                quotes++;
            }
            case "pre" -> {
                newLines = 2;
                pre++;
            }
            default -> block(name);
        }
    }

    private void closed(String name) {
        if (name.equals("blockquote")) {
            newLines = 1;
            flushNewLines();
            quotes = Math.max(0, quotes - 1);
        } else {
            if (name.equals("pre")) {
                pre = Math.max(0, pre - 1);
            }
            block(name);
        }
    }

    private void block(String name) {
        if (PARAGRAPHS.contains(name)) {
            newLines = Math.max(newLines, 2);
        } else if (BLOCKS.contains(name) || name.equals("li")) {
            newLines = Math.max(newLines, 1);
        }
    }

    private void breakLine() {
        if (lineOpen && newLines == 0) {
            newLines = 1;
        } else {
            newLines = Math.min(newLines + 1, 4);
        }
    }

    private void write(String run) {
        if (run.isEmpty()) {
            return;
        }
        String text = run.indexOf('&') >= 0 ? Encoding.decodeHtml(run, false) : run;
        for (int i = 0; i < text.length() && out.length() < LONGEST; i++) {
            char c = text.charAt(i);
            if (pre > 0 && c == '\n') {
                breakLine();
            } else if (c == ' '
                    || c == '\n'
                    || c == '\t'
                    || c == '\r'
                    || c == '\f'
                    || c == '\u00A0') {
                blank |= pre == 0 || lineOpen;
            } else if (c != '\u200B' && c != '\uFEFF' && c != '\u00AD' && c >= ' ') {
                flushNewLines();
                if (blank && lineOpen) {
                    out.append(' ');
                }
                blank = false;
                if (!lineOpen) {
                    out.repeat("> ", Math.min(quotes, DEEPEST_QUOTE));
                    lineOpen = true;
                }
                out.append(c);
            }
        }
    }

    private void flushNewLines() {
        if (newLines > 0) {
            if (!out.isEmpty()) {
                if (lineOpen) {
                    out.append('\n');
                    newLines--;
                }
                for (int i = 0; i < newLines && !endsWithBlankLines(); i++) {
                    out.repeat(">", Math.min(quotes, DEEPEST_QUOTE)).append('\n');
                }
            }
            newLines = 0;
            lineOpen = false;
            blank = false;
        }
    }

    private boolean endsWithBlankLines() {
        int n = out.length();
        return n >= 3
                && out.charAt(n - 1) == '\n'
                && out.charAt(n - 2) == '\n'
                && out.charAt(n - 3) == '\n';
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == ':' || c == '-';
    }
}
