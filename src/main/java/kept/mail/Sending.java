package kept.mail;

/// What became of a mail that was handed to an SMTP server.
public sealed interface Sending {

    /// The server has taken it.
    record Sent(String reply) implements Sending {}

    /// The server said no: for good (5xx) or for now (4xx).
    record Refused(boolean permanent, String reply) implements Sending {}

    /// The server had the whole mail and did not answer: it may have arrived. Try again only with the same Message-ID.
    record OutcomeUnknown(String why) implements Sending {}

    /// The server did not get the mail: no connection, or it broke before the end of the data.
    record NotTried(String why) implements Sending {}
}
