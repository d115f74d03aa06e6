package kept.mail;

/// A kept mail, read, on its way to a case.
record Letter(MailTable.Waiting waiting, ReadMail mail) {}
