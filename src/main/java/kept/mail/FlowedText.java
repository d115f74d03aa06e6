package kept.mail;

/// Undoes format=flowed (RFC 3676): lines that end with a blank go on in the next line of the same quote depth.
final class FlowedText {
    private FlowedText() {}

    static String unfold(String text, boolean deleteSpace) {
        var out = new StringBuilder(text.length());
        int openDepth = -1;
        for (String line : text.split("\n", -1)) {
            int depth = 0;
            while (depth < line.length() && line.charAt(depth) == '>') {
                depth++;
            }
            String words = line.substring(depth);
            if (words.startsWith(" ")) {
                words = words.substring(1);
            }
            boolean signature = words.equals("-- ");
            if (openDepth < 0 || openDepth != depth || signature) {
                if (openDepth >= 0) {
                    out.append('\n');
                }
                out.repeat(">", depth).append(depth > 0 ? " " : "");
            }
            boolean flows = words.endsWith(" ") && !signature;
            out.append(flows && deleteSpace ? words.substring(0, words.length() - 1) : words);
            if (flows) {
                openDepth = depth;
            } else {
                out.append('\n');
                openDepth = -1;
            }
        }
        return out.isEmpty() ? "" : out.substring(0, out.length() - 1);
    }
}
