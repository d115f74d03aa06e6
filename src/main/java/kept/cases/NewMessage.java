package kept.cases;

import java.util.List;
import java.util.UUID;
import kept.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// Something about to be said on a case.
public record NewMessage(
        Message.Direction direction,
        String authorName,
        @Nullable String address,
        String subject,
        String text,
        String folded,
        @Nullable String html,
        Channel channel,
        boolean proven,
        @Nullable UUID mailId,
        List<NewAttachment> attachments) {
    /// A file to keep with it.
    public record NewAttachment(
            String name, String type, @Nullable String contentId, byte[] content) {}

    private static final int LONGEST = 1_000_000;

    public NewMessage {
        text = clean(text);
        folded = clean(folded);
        attachments = List.copyOf(attachments);
        if (text.length() > LONGEST) {
            throw Refusal.invalid("text", "A message has at most a million characters.");
        }
    }

    /// Something a person of the house typed.
    public static NewMessage typed(
            Message.Direction direction,
            String authorName,
            String subject,
            String text,
            Channel channel) {
        if (text.isBlank()) {
            throw Refusal.invalid("text", "Write something first.");
        }
        return new NewMessage(
                direction,
                authorName,
                null,
                subject,
                text,
                "",
                null,
                channel,
                true,
                null,
                List.of());
    }

    public NewMessage withHtml(String body) {
        return new NewMessage(
                direction,
                authorName,
                address,
                subject,
                text,
                folded,
                body,
                channel,
                proven,
                mailId,
                attachments);
    }

    /// PostgreSQL keeps no NUL in a text, and no eye reads one.
    private static String clean(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    }
}
