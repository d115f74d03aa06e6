package kept.simulator;

import org.springframework.dao.DataAccessResourceFailureException;

/// The connection to the database broke: what the transaction wrote is gone.
final class Fault extends DataAccessResourceFailureException {
    private static final long serialVersionUID = 1;

    Fault() {
        super("the connection broke");
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
