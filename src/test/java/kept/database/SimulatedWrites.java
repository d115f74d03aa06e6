package kept.database;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kept.simulator.Sabotage;
import kept.simulator.Store;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Writes that gather until they are flushed, as the real ones do: what was added is not seen before, and no row may be
/// written twice in between.
public final class SimulatedWrites extends Writes {
    private static final JdbcTemplate NOWHERE = new JdbcTemplate(new DriverManagerDataSource());

    private static final JdbcClient NO_CLIENT = JdbcClient.create(NOWHERE);

    private final Store store;
    private final List<Runnable> pending = new ArrayList<>();
    private final Set<Object> rows = new HashSet<>();
    private boolean bound;

    public SimulatedWrites(Store store) {
        super(NOWHERE);
        this.store = store;
    }

    /// A database that is never asked: who asks it is told so by an error.
    public static JdbcTemplate nowhere() {
        return NOWHERE;
    }

    public static JdbcClient noClient() {
        return NO_CLIENT;
    }

    /// @param row what is written: a second write to it before a flush is an error in PostgreSQL, or is lost
    public void add(Object row, Runnable write) {
        if (!rows.add(row)) {
            throw store.abort(
                    new DataIntegrityViolationException(
                            "a row is written twice between two flushes: " + row));
        }
        pending.add(write);
        if (!bound) {
            bound = true;
            TransactionSynchronizationManager.registerSynchronization(
                    new TransactionSynchronization() {
                        @Override
                        public void beforeCommit(boolean readOnly) {
                            send();
                        }

                        @Override
                        public void afterCompletion(int status) {
                            bound = false;
                            pending.clear();
                            rows.clear();
                        }
                    });
        }
    }

    @Override
    public void add(String statement, @Nullable Object... values) {
        // no SQL is read here; a write without a row in the store must not pass unseen
        throw new UnsupportedOperationException("not simulated: " + statement);
    }

    @Override
    public void flush() {
        if (store.sabotage() != Sabotage.FLUSH_IDLE) {
            send();
        }
    }

    private void send() {
        pending.forEach(Runnable::run);
        pending.clear();
        rows.clear();
    }
}
