package kept.mail;

import java.util.Locale;
import kept.mail.MimeTree.Entity;
import org.jspecify.annotations.Nullable;

/// What kind of mail it is, and the bounce's details if it is one.
record Verdict(MailKind kind, @Nullable Bounce bounce) {

    static Verdict of(Entity mail, MailHeaders headers, String text) {
        return new Verdict(marked(headers), null);
    }

    private static MailKind marked(MailHeaders headers) {
        String precedence = headers.first("Precedence").toLowerCase(Locale.ROOT);
        String auto = headers.first("Auto-Submitted").toLowerCase(Locale.ROOT);
        if (!auto.isEmpty() && !auto.startsWith("no")) {
            return MailKind.AUTO_REPLY;
        }
        return precedence.equals("bulk") ? MailKind.BULK : MailKind.ORDINARY;
    }
}
