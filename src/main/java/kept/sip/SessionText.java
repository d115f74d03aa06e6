package kept.sip;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javax.sip.message.Message;
import org.jspecify.annotations.Nullable;

/// The session as we last wrote it in one call: its number stays, its version grows with every change (RFC 3264 section 8).
final class SessionText {
    private final long session = ThreadLocalRandom.current().nextLong(1L << 48);
    private long version;
    private @Nullable SessionDescription last;

    /// The text of a session, with a new version if it differs from the last.
    String write(SessionDescription next) {
        if (!next.equals(last)) {
            version++;
            last = next;
        }
        return next.format(session, version);
    }

    Optional<SessionDescription> last() {
        return Optional.ofNullable(last);
    }

    /// The session in a message: empty where there is none.
    static Optional<SessionReading> in(Message message) {
        byte[] body = message.getRawContent();
        return body == null || body.length == 0
                ? Optional.empty()
                : Optional.of(SessionBody.parse(message, body));
    }
}
