package kept.mail;

import java.util.UUID;

/// How a mail about a message or promise fared: queued, sent, unknown (it may have arrived), failed or bounced.
public record Delivery(UUID about, String recipient, String state, String reply) {}
