package kept.web;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/// Tells a database that is away or full from a mistake of ours, and says what is safe to do meanwhile.
final class DatabaseTrouble {
    private static final String DISK_FULL = "53100";
    private static final String CLOSED = "Connection is closed";

    private DatabaseTrouble() {}

    /// What to answer, if the database is what is wrong.
    static Optional<Problem> of(Throwable thrown) {
        boolean before = false;
        boolean away = false;
        for (Throwable cause = thrown; cause != null; cause = next(cause)) {
            if (cause instanceof SQLException sql && DISK_FULL.equals(sql.getSQLState())) {
                return Optional.of(
                        Problem.of(
                                507,
                                "The disk of the house is full; nothing was changed. Somebody must make room on it; then Kept goes on by itself. What you typed is safe on this page."));
            }
            before |=
                    cause instanceof CannotCreateTransactionException
                            || cause instanceof CannotGetJdbcConnectionException;
            away |=
                    cause instanceof DataAccessResourceFailureException
                            || cause instanceof SQLTransientConnectionException
                            || (cause instanceof SQLException sql && cut(sql));
        }
        if (before) {
            return Optional.of(
                    Problem.of(
                            503,
                            "The database does not answer just now; nothing was changed. What you typed is safe on this page: try again in a few seconds."));
        }
        return away
                ? Optional.of(
                        Problem.of(
                                503,
                                "The database went away while this was being done, and it may or may not have been saved. What you typed is safe on this page: look first whether it is there, then try again."))
                : Optional.empty();
    }

    private static boolean cut(SQLException e) {
        String state = e.getSQLState();
        return state == null
                ? CLOSED.equals(e.getMessage())
                : state.startsWith("08") || state.startsWith("57P");
    }

    /// A rollback that fails hides why it was tried.
    private static @Nullable Throwable next(Throwable cause) {
        Throwable first =
                cause instanceof TransactionSystemException system
                        ? system.getApplicationException()
                        : null;
        return first == null ? cause.getCause() : first;
    }
}
