package kept.mail;

import kept.cases.Channel;
import kept.cases.Message;
import kept.cases.NewMessage;
import kept.kernel.EmailAddress;

/// Turns a mail into a message on a case: what is new in it to read, what it quotes and its signature folded away.
final class MailWords {
    private final ReplyFolder folder = new ReplyFolder();

    NewMessage message(
            Letter letter, Message.Direction direction, EmailAddress from, boolean proven) {
        var mail = letter.mail();
        var folded = folder.fold(mail.text(), mail.fromName());
        boolean empty = folded.visible().isBlank();
        String rest = (folded.signature() + "\n" + folded.quoted()).strip();
        String text = empty ? mail.text() : folded.visible();
        if (letter.waiting().clash()) {
            rest =
                    ("[Another mail came with the same Message-ID and other words.]\n" + rest)
                            .strip();
        }
        return new NewMessage(
                direction,
                mail.fromName().isBlank() ? from.toString() : mail.fromName(),
                from.toString(),
                mail.subject(),
                text.isBlank() ? "(no words)" : text.strip(),
                empty ? "" : rest,
                mail.html(),
                Channel.MAIL,
                proven,
                letter.waiting().id(),
                mail.attachments().stream()
                        .map(a ->
                                new NewMessage.NewAttachment(
                                        a.name(), a.contentType(), a.contentId(), a.bytes()))
                        .toList());
    }

    /// A text of a mail for a line in a list: on one line, and not too long.
    static String line(String text) {
        String clean = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return clean.length() > 300 ? clean.substring(0, 300) : clean;
    }

    static String sender(ReadMail mail) {
        return mail.from() == null
                ? mail.fromName()
                : mail.fromName().isBlank()
                        ? mail.from().toString()
                        : mail.fromName() + " <" + mail.from() + ">";
    }
}
