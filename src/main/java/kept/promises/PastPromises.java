package kept.promises;

import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/// The front door to promises of the past, taken over from other systems for forecasts and reports.
@Service
public class PastPromises {
    private final PastPromiseTable table;
    private final TransactionOperations transaction;

    PastPromises(PastPromiseTable table, TransactionOperations transaction) {
        this.table = table;
        this.transaction = transaction;
    }

    /// How many were new, how many said something else than before, and how many said the same.
    public record Count(long made, long changed, long same) {
        public Count plus(Count more) {
            return new Count(made + more.made, changed + more.changed, same + more.same);
        }
    }

    /// Takes rows whose external ids differ, all or none; what was taken before is brought up to date.
    public Count take(List<PastPromise> rows) {
        return taken(rows, false);
    }

    /// What [#take] would do, without doing it.
    public Count wouldTake(List<PastPromise> rows) {
        return taken(rows, true);
    }

    private Count taken(List<PastPromise> rows, boolean onlyLook) {
        if (rows.isEmpty()) {
            return new Count(0, 0, 0);
        }
        return transaction.execute(status -> {
            if (onlyLook) {
                status.setRollbackOnly();
            }
            return table.merge(rows);
        });
    }
}
