package kept.simulator;

import org.springframework.transaction.TransactionSystemException;

/// The connection broke while the commit was under way. It was done, and whoever waited for it does not know.
final class Unclear extends TransactionSystemException {
    private static final long serialVersionUID = 1;

    Unclear() {
        super("the answer to the commit was lost");
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
