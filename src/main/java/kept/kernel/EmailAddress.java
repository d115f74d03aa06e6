package kept.kernel;

import java.util.Locale;
import java.util.Optional;

/// A mail address in the plain form people use (RFC 5321 Mailbox with a dot-string and a host name): ASCII, at most 254
/// characters, the domain in lower case. Quoted local parts, comments, routes, address literals and encoded words are
/// refused: what two programs can read differently proves nobody's identity.
public record EmailAddress(String localPart, String domain) {
    private static final String ATOM = "!#$%&'*+/=?^_`{|}~-";

    public EmailAddress {
        domain = domain.toLowerCase(Locale.ROOT);
        if (!isDotString(localPart)
                || !isHostName(domain)
                || localPart.length() + domain.length() >= 254) {
            throw Refusal.invalid("email", "Write the address like name@example.com.");
        }
    }

    /// @throws Refusal `INVALID` if the text is not exactly one plain address
    public static EmailAddress of(String text) {
        int at = text.indexOf('@');
        if (at < 0 || at != text.lastIndexOf('@')) {
            throw Refusal.invalid("email", "Write the address like name@example.com.");
        }
        return new EmailAddress(text.substring(0, at), text.substring(at + 1));
    }

    /// The address, or nothing if the text is not exactly one plain address.
    public static Optional<EmailAddress> parse(String text) {
        try {
            return Optional.of(of(text));
        } catch (Refusal _) {
            return Optional.empty();
        }
    }

    /// The form in which two spellings of one mailbox compare equal: nearly every server ignores the case of the local part.
    public String key() {
        return toString().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return localPart + "@" + domain;
    }

    private static boolean isDotString(String text) {
        if (text.isEmpty()
                || text.length() > 64
                || text.startsWith(".")
                || text.endsWith(".")
                || text.contains("..")) {
            return false;
        }
        // An encoded word is made of atom characters too, and some programs decode it into another
        // address.
        return !text.contains("=?")
                && text.chars()
                        .allMatch(c -> c == '.' || isAlphanumeric(c) || ATOM.indexOf(c) >= 0);
    }

    private static boolean isHostName(String text) {
        for (String label : text.split("\\.", -1)) {
            if (label.isEmpty()
                    || label.length() > 63
                    || label.startsWith("-")
                    || label.endsWith("-")
                    || !label.chars().allMatch(c -> c == '-' || isAlphanumeric(c))) {
                return false;
            }
        }
        String last = text.substring(text.lastIndexOf('.') + 1);
        return !last.chars().allMatch(Character::isDigit);
    }

    private static boolean isAlphanumeric(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
