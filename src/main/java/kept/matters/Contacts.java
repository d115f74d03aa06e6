package kept.matters;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import kept.cases.Message;

/// Counts how often a customer turned to us on one case: with his first message, with one that comes while we owe him an
/// answer since an earlier day, and with one that comes days after our last answer. A reply within a conversation is none.
final class Contacts {
    private static final Duration DAY = Duration.ofHours(20);
    private static final Duration OVER = Duration.ofDays(3);

    private Contacts() {}

    /// @param thread oldest first
    static int in(List<Message> thread) {
        int contacts = 0;
        Message last = null;
        for (var message : thread) {
            if (message.direction() == Message.Direction.NOTE) {
                continue;
            }
            if (message.direction() == Message.Direction.INBOUND
                    && (last == null || anew(last, message.at()))) {
                contacts++;
            }
            last = message;
        }
        return contacts;
    }

    private static boolean anew(Message last, Instant at) {
        var gap = Duration.between(last.at(), at);
        return gap.compareTo(last.direction() == Message.Direction.INBOUND ? DAY : OVER) >= 0;
    }
}
