package kept.stories;

import static org.awaitility.Awaitility.await;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Properties;
import java.util.regex.Pattern;
import kept.mail.ReadMail;

/// A customer with a mailbox of his own.
final class Customer {
    private static final Pattern LINK = Pattern.compile("http://localhost:\\d+/p/[A-Za-z0-9_-]+");
    private final String name;
    private final String address;

    Customer(String name, String address) {
        this.name = name;
        this.address = address;
    }

    /// Writes a mail to the house, by SMTP.
    void writes(String to, String subject, String text) throws MessagingException {
        var properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", Story.Peers.SMTP_IN);
        var message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress(name + " <" + address + ">"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject);
        message.setText(text, "utf-8");
        Transport.send(message);
    }

    /// Waits for a mail whose subject begins like this.
    ReadMail gets(String subject) {
        return await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () ->
                                Story.Peers.DELIVERED.stream()
                                        .filter(m ->
                                                m.to().stream()
                                                        .anyMatch(to ->
                                                                to.address().key().equals(address)))
                                        .filter(m -> m.subject().startsWith(subject))
                                        .reduce((_, last) -> last)
                                        .orElse(null),
                        found -> found != null);
    }

    /// The link to his own page in a mail.
    static String linkIn(ReadMail mail) {
        var found = LINK.matcher(mail.text());
        if (!found.find()) {
            throw new AssertionError("no link in: " + mail.text());
        }
        return found.group();
    }

    /// The calendar entry in a mail, unfolded.
    static String entryIn(ReadMail mail) {
        return mail.calendars().getFirst().text().replaceAll("\r?\n ", "");
    }
}
