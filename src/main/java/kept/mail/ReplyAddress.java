package kept.mail;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import kept.cases.Case;
import kept.cases.Cases;
import kept.customers.Signatures;
import kept.kernel.EmailAddress;
import org.springframework.stereotype.Component;

/// The address a customer's answer goes to: ours, with a signed token that names case and customer, so that nobody can
/// guess his way into a case.
@Component
class ReplyAddress {
    private static final String MARK = "+k";
    private static final String PURPOSE = "reply-address";
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private final MailSettings settings;
    private final Signatures signatures;
    private final Cases cases;

    ReplyAddress(MailSettings settings, Signatures signatures, Cases cases) {
        this.settings = settings;
        this.signatures = signatures;
        this.cases = cases;
    }

    EmailAddress of(long caseNumber, UUID customer) {
        String token =
                Long.toString(caseNumber, 36)
                        + "-"
                        + base32(signatures.sign(PURPOSE, caseNumber + ":" + customer));
        var own = settings.address();
        return new EmailAddress(own.localPart() + MARK + token, own.domain());
    }

    /// The case whose token stands in this address, if the token is one we made.
    Optional<Case> read(EmailAddress address) {
        var own = settings.address();
        String local = address.localPart().toLowerCase(Locale.ROOT);
        String prefix = own.localPart().toLowerCase(Locale.ROOT) + MARK;
        int dash = local.indexOf('-', Math.min(local.length(), prefix.length()));
        if (!address.domain().equals(own.domain())
                || !local.startsWith(prefix)
                || dash < 0
                || dash - prefix.length() > 12) {
            return Optional.empty();
        }
        long number;
        try {
            number = Long.parseLong(local.substring(prefix.length(), dash), 36);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
        String signature = local.substring(dash + 1);
        return cases.findByNumber(number)
                .filter(c ->
                        java.security.MessageDigest.isEqual(
                                of(number, c.customerId())
                                        .localPart()
                                        .toLowerCase(Locale.ROOT)
                                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                                (prefix + Long.toString(number, 36) + "-" + signature)
                                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    }

    /// True for our own address, with or without a token.
    boolean isOurs(EmailAddress address) {
        var own = settings.address();
        String local = address.localPart().toLowerCase(Locale.ROOT);
        String base = own.localPart().toLowerCase(Locale.ROOT);
        return address.domain().equals(own.domain())
                && (local.equals(base) || local.startsWith(base + "+"));
    }

    /// RFC 4648 base 32 in small letters, without padding.
    private static String base32(byte[] bytes) {
        var text = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte b : bytes) {
            buffer = (buffer << 8) | (b & 0xFF);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(ALPHABET.charAt((buffer >> bits) & 31));
            }
            buffer &= (1 << bits) - 1;
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt((buffer << (5 - bits)) & 31));
        }
        return text.toString();
    }
}
