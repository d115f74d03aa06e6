package kept.jobs;

import java.time.Instant;
import java.util.UUID;
import kept.database.Writes;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Sets and clears timers, in the transaction of their cause.
@Service
public class Timers {
    private final Writes writes;
    private final TimerAlarm alarm;

    Timers(Writes writes, TimerAlarm alarm) {
        this.writes = writes;
        this.alarm = alarm;
    }

    /// Sets the timer, in place of an earlier one of the same kind for the same thing.
    public void set(String kind, UUID subject, Instant dueAt) {
        writes.add(
                """
                insert into timer (kind, subject, due_at) values (?, ?, ?)
                    on conflict (kind, subject) do update set due_at = excluded.due_at, attempts = 0, trouble = null\
                """,
                kind,
                subject,
                dueAt);
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        alarm.expect(dueAt);
                    }
                });
    }

    public void clear(String kind, UUID subject) {
        writes.add("delete from timer where kind = ? and subject = ?", kind, subject);
    }
}
