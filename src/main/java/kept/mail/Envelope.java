package kept.mail;

import java.time.Instant;
import java.util.List;
import kept.kernel.EmailAddress;
import org.jspecify.annotations.Nullable;

/// How a mail came: the SMTP envelope (RFC 5321), or for mail fetched from a mailbox a null sender and no recipients.
///
/// @param sender null for the null path `<>`
/// @param peer the other side's network address, or the mailbox
/// @param helo the name the other side gave itself, may be empty; proves nothing
public record Envelope(
        @Nullable EmailAddress sender,
        List<EmailAddress> recipients,
        String peer,
        String helo,
        Instant receivedAt) {
    public Envelope {
        recipients = List.copyOf(recipients);
    }
}
