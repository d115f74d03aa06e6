package kept.mail;

import java.time.Instant;
import java.util.List;
import kept.kernel.EmailAddress;
import org.jspecify.annotations.Nullable;

/// A mail as far as it could be read.
///
/// @param from who claims to have sent it, or null if no plain address stands there; a claim, never a proof
/// @param senderIsAmbiguous the From header can be read in more than one way: never match it with a customer
/// @param messageId with its angle brackets, as are `inReplyTo` and `references`
/// @param returnPath the envelope sender as the last server noted it, empty for the null path `<>`, null if not noted
/// @param text the words to read: the plain part, or the HTML part as text
/// @param html the HTML part as it came, unsafe to show, or null
/// @param bounce set for `BOUNCE` only
/// @param problems what was wrong with the mail, a sentence each
/// @param unreadable null, or why a person must look at the raw mail
public record ReadMail(
        @Nullable EmailAddress from,
        String fromName,
        boolean senderIsAmbiguous,
        List<Correspondent> to,
        List<Correspondent> cc,
        List<Correspondent> replyTo,
        String subject,
        @Nullable String messageId,
        List<String> inReplyTo,
        List<String> references,
        @Nullable Instant date,
        @Nullable String returnPath,
        MailHeaders headers,
        MailKind kind,
        @Nullable Bounce bounce,
        String text,
        @Nullable String html,
        List<Attachment> attachments,
        List<CalendarPart> calendars,
        List<String> problems,
        @Nullable String unreadable) {

    /// Whether a machine may answer: a person wrote it, and there is a sender to answer to (RFC 3834, section 2).
    public boolean mayBeAnsweredByMachine() {
        return kind == MailKind.ORDINARY
                && from != null
                && !senderIsAmbiguous
                && !"".equals(returnPath);
    }
}
