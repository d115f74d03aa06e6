package kept.reports;

import java.time.Instant;

/// A commitment without a time that went out to a customer, with the beginning of the message in which it stands.
public record Undated(long caseNumber, String subject, String giver, String excerpt, Instant at) {}
