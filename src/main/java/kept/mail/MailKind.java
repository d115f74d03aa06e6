package kept.mail;

/// What sort of mail it is. Only to `ORDINARY` mail may a machine answer (RFC 3834).
public enum MailKind {
    /// Written by a person, as far as one can see.
    ORDINARY,
    /// A vacation note or another machine's answer.
    AUTO_REPLY,
    /// A report that a mail could not be delivered, is late or was delivered (RFC 3464 and the many older forms).
    BOUNCE,
    /// A feedback report: a recipient pressed "this is spam" (RFC 5965).
    COMPLAINT,
    /// Sent on by a mailing list.
    LIST,
    /// Newsletters and other mail to many.
    BULK
}
