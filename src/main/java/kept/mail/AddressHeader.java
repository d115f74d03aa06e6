package kept.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kept.kernel.EmailAddress;

/// Reads From, To, Cc and Reply-To (RFC 5322, 3.4) in one pass. Structure is found before encoded words are decoded, so
/// that no decoded comma or angle bracket can make another address. `strange` tells that something in it could be read otherwise.
record AddressHeader(List<Correspondent> mailboxes, boolean strange) {
    private static final int MOST = 1000;

    static AddressHeader parse(List<String> values) {
        var found = new ArrayList<Correspondent>();
        boolean strange = false;
        for (String value : values) {
            var scan = new Scan(value, found);
            scan.run();
            strange |= scan.strange;
        }
        return new AddressHeader(List.copyOf(found), strange);
    }

    private static final class Scan {
        private final String text;
        private final List<Correspondent> found;
        private final StringBuilder words = new StringBuilder();
        private final StringBuilder comment = new StringBuilder();
        private String angle = "";
        private boolean quotedWords;
        private boolean hasAngle;
        private boolean afterAngle;
        private boolean strange;

        Scan(String text, List<Correspondent> found) {
            this.text = text;
            this.found = found;
        }

        void run() {
            int at = 0;
            while (at < text.length() && found.size() < MOST) {
                char c = text.charAt(at);
                switch (c) {
                    case '"' -> at = quoted(at + 1);
                    case '(' -> at = commented(at + 1);
                    case '<' -> at = angled(at + 1);
                    case ',', ';' -> {
                        take();
                        at++;
                    }
                    case ':' -> {
                        // The name of a group; its members follow.
                        words.setLength(0);
                        at++;
                    }
                    default -> {
                        afterAngle |= hasAngle && !Character.isWhitespace(c);
                        strange |= Character.isISOControl(c) && c != '\t';
                        words.append(c);
                        at++;
                    }
                }
            }
            take();
            strange |= found.size() >= MOST;
        }

        private int quoted(int at) {
            quotedWords = true;
            afterAngle |= hasAngle;
            while (at < text.length() && text.charAt(at) != '"') {
                if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                    at++;
                }
                words.append(text.charAt(at++));
            }
            strange |= at >= text.length();
            return at + 1;
        }

        private int commented(int at) {
            int depth = 1;
            comment.setLength(0);
            while (at < text.length() && depth > 0) {
                char c = text.charAt(at++);
                if (c == '\\' && at < text.length()) {
                    c = text.charAt(at++);
                } else if (c == '(') {
                    depth++;
                } else if (c == ')') {
                    depth--;
                }
                if (depth > 0) {
                    comment.append(c);
                }
            }
            strange |= depth > 0;
            return at;
        }

        private int angled(int at) {
            int end = text.indexOf('>', at);
            strange |= hasAngle || end < 0;
            angle = text.substring(at, end < 0 ? text.length() : end);
            strange |= angle.indexOf('<') >= 0;
            hasAngle = true;
            return end < 0 ? text.length() : end + 1;
        }

        private void take() {
            String plain = words.toString().strip();
            if (hasAngle) {
                String name = EncodedWords.decode(plain).strip();
                strange |= afterAngle;
                add(angle.strip(), name.isEmpty() ? EncodedWords.decode(comment.toString()) : name);
            } else if (!plain.isEmpty()) {
                strange |= quotedWords;
                add(plain, EncodedWords.decode(comment.toString()));
            }
            words.setLength(0);
            comment.setLength(0);
            angle = "";
            hasAngle = false;
            afterAngle = false;
            quotedWords = false;
        }

        private void add(String address, String name) {
            Optional<EmailAddress> parsed = EmailAddress.parse(address);
            if (parsed.isEmpty()) {
                strange |= !address.isEmpty();
            } else {
                found.add(new Correspondent(HeaderLine.shown(name, 200), parsed.get()));
            }
        }
    }
}
