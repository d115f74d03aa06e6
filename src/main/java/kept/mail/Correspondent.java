package kept.mail;

import kept.kernel.EmailAddress;

/// A name and an address out of a header; the name is what the sender claims and proves nothing.
public record Correspondent(String name, EmailAddress address) {}
