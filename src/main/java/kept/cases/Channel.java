package kept.cases;

import java.util.Locale;
import kept.kernel.Refusal;

/// By which way somebody spoke to us.
public enum Channel {
    MAIL,
    WEB,
    PHONE,
    CHAT,
    API;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// True if the customer has gone away after writing, and so is owed an answer.
    boolean leavesAQuestion() {
        return this == MAIL || this == WEB || this == API;
    }

    public static Channel of(String word) {
        for (var channel : values()) {
            if (channel.word().equals(word)) {
                return channel;
            }
        }
        throw Refusal.malformed("channel", "A channel is one of mail, web, phone, chat and api.");
    }
}
