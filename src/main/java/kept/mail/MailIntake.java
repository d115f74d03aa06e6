package kept.mail;

/// Where incoming mail goes. When `store` has returned, the mail is safe: only then is it acknowledged to the other side.
@FunctionalInterface
public interface MailIntake {

    /// Keeps the mail for good. Any exception means "try again later"; the same mail may come twice.
    ///
    /// @throws NoRoom if the disk is full; mail then waits where it is
    void store(Envelope envelope, byte[] raw);

    /// There is no room to keep the mail.
    final class NoRoom extends RuntimeException {
        private static final long serialVersionUID = 1;

        public NoRoom(String sentence) {
            super(sentence);
        }
    }
}
