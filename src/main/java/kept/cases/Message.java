package kept.cases;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One thing said on a case. `text` is the new part, `folded` what it quotes and its signature, `html` the body as it
/// came (never shown unsanitised), `proven` false when nothing shows that the sender is who he says.
public record Message(
        UUID id,
        UUID caseId,
        Direction direction,
        String author,
        String authorName,
        @Nullable String address,
        String subject,
        String text,
        String folded,
        @Nullable String html,
        Channel channel,
        boolean proven,
        @Nullable UUID mailId,
        Instant at,
        List<Attachment> attachments) {
    public Message {
        attachments = List.copyOf(attachments);
    }

    /// Which way it went.
    public enum Direction {
        INBOUND,
        OUTBOUND,
        NOTE;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        public static Direction of(String word) {
            return switch (word) {
                case "inbound" -> INBOUND;
                case "outbound" -> OUTBOUND;
                case "note" -> NOTE;
                default ->
                        throw kept.kernel.Refusal.malformed(
                                "direction", "A direction is inbound, outbound or note.");
            };
        }
    }

    /// A file that came or went with it. `contentId` names a picture inside the HTML body.
    public record Attachment(
            UUID id,
            UUID fileId,
            String name,
            String type,
            long size,
            @Nullable String contentId) {}
}
