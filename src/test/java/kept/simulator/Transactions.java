package kept.simulator;

import java.util.List;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/// Spring's own course of a transaction, with the store in place of a database.
final class Transactions extends AbstractPlatformTransactionManager {
    private static final long serialVersionUID = 1;
    private final transient Store store;
    private final transient Watcher watcher;
    private boolean answerLost;

    /// Sees what was committed and what was taken back.
    interface Watcher {
        void committed(List<Change> changes);

        void rolledBack(List<Change> undone);
    }

    Transactions(Store store, Watcher watcher) {
        this.store = store;
        this.watcher = watcher;
    }

    /// The next commit is done, but whoever waits for it is not told.
    void loseNextAnswer(boolean lose) {
        answerLost = lose;
    }

    @Override
    protected Object doGetTransaction() {
        return store;
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        store.begin();
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
        var changes = List.copyOf(store.written());
        store.commit();
        watcher.committed(changes);
        if (answerLost) {
            answerLost = false;
            throw new Unclear();
        }
    }

    @Override
    protected void doRollback(DefaultTransactionStatus status) {
        watcher.rolledBack(store.rollBack());
    }
}
