package kept.sip;

import java.util.regex.Pattern;

/// Whether From, To and Contact are written as RFC 3261 section 20.10 wants it: display names quoted or of plain words, an address in
/// brackets without spaces, and parameters that have a name.
final class Addresses {
    private static final String QUOTED = "\"(?:[^\"\\\\]|\\\\.)*+\"";
    private static final String WORD = "[^\\s\",;:<>@\\[\\]]++";
    private static final String PARAMETERS =
            "(?:\\s*+;\\s*+[^\\s\",;=<>]++(?:\\s*+=\\s*+(?:" + QUOTED + "|[^\\s\",;<>]++))?)*+";
    private static final String SCHEME = "[A-Za-z][A-Za-z0-9+.-]*+:";
    private static final String NAMED =
            "(?:"
                    + QUOTED
                    + "|(?:"
                    + WORD
                    + "\\s*+)*+)\\s*+<"
                    + SCHEME
                    + "[^\\s<>]++>"
                    + PARAMETERS;
    private static final String BARE = SCHEME + "[^\\s<>,;?\"]++" + PARAMETERS;
    private static final String ONE = "(?:" + NAMED + "|" + BARE + ")";
    private static final Pattern LIST =
            Pattern.compile("\\s*+" + ONE + "(?:\\s*+,\\s*+" + ONE + ")*+\\s*+", Pattern.DOTALL);
    private static final Pattern HOST =
            Pattern.compile(
                    "sips?:(?:.*@)?(?:\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::\\d{1,5})?(?:;[^\\s<>]*)?",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private Addresses() {}

    static boolean wellFormed(String header) {
        return header.equals("*") || LIST.matcher(header).matches();
    }

    /// Whether the host of a SIP address is a name, an IPv4 address, or an IPv6 address in brackets.
    static boolean hostIn(String uri) {
        return HOST.matcher(uri).matches();
    }
}
