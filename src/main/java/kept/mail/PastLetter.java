package kept.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A letter of an old mailbox, as it stood there. `postmark` is when the mailbox says that it came, or null.
public record PastLetter(byte[] raw, @Nullable Instant postmark) {
    private static final Instant FIRST_MAIL = Instant.parse("1971-01-01T00:00:00Z");
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    /// When it was written: the first that can be true of its Date header, the newest Received header and the postmark;
    /// never after `now`.
    Instant writtenAt(ReadMail mail, Instant now) {
        return Stream.of(
                        Optional.ofNullable(mail.date()),
                        received(mail),
                        Optional.ofNullable(postmark))
                .flatMap(Optional::stream)
                .filter(at -> at.isAfter(FIRST_MAIL) && at.isBefore(now.plus(CLOCKS_DIFFER)))
                .map(at -> at.isAfter(now) ? now : at)
                .findFirst()
                .orElse(now);
    }

    private static Optional<Instant> received(ReadMail mail) {
        String trace = mail.headers().first("Received");
        return MailDate.read(trace.substring(trace.lastIndexOf(';') + 1));
    }
}
