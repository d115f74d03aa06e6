package kept.journal;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Closes what was written since the last seal, a few seconds behind the writers and never in their way.
///
/// Numbers are given before transactions commit, so a range is sealed only when every transaction that could still
/// add to it has ended: the end seen at one turn is sealed at a later one.
@Component
class Sealing {
    private final JournalTable table;
    private final TransactionOperations transaction;
    private final Clock clock;
    private JournalTable.@Nullable Horizon seen;

    Sealing(JournalTable table, TransactionOperations transaction, Clock clock) {
        this.table = table;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// One turn; true if a seal was set.
    synchronized boolean turn() {
        var now = table.horizon();
        var before = seen;
        if (before == null) {
            seen = now;
            return false;
        }
        if (now.oldestRunning() < before.firstUnborn()) {
            return false;
        }
        seen = now;
        return Boolean.TRUE.equals(transaction.execute(_ -> seal(before.lastSeq())));
    }

    private boolean seal(long lastSeq) {
        if (!table.lockSealing()) {
            return false;
        }
        var last = table.lastSeal();
        long firstSeq = last == null ? 1 : last.lastSeq() + 1;
        if (lastSeq < firstSeq) {
            return false;
        }
        var wax = new Seal.Wax(last == null ? ChainHead.NONE.hash() : last.hash());
        table.eachBySeq(firstSeq, lastSeq, wax::add);
        table.insert(
                new Seal(
                        last == null ? 1 : last.number() + 1,
                        firstSeq,
                        lastSeq,
                        wax.rows(),
                        clock.instant(),
                        wax.hash()));
        return true;
    }
}
