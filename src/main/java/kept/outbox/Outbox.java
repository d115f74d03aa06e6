package kept.outbox;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import kept.database.Writes;
import kept.kernel.Ids;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Takes effects in, in the transaction of their cause.
@Service
public class Outbox {
    private final Writes writes;
    private final Clock clock;
    private final OutboxBell bell;

    Outbox(Writes writes, Clock clock, OutboxBell bell) {
        this.writes = writes;
        this.clock = clock;
        this.bell = bell;
    }

    /// Puts in an effect, to be carried out from `notBefore`; a second one with the same key is dropped.
    public void put(String effectKey, String kind, UUID subject, Instant notBefore) {
        Instant now = clock.instant();
        writes.add(
                """
                insert into outbox (id, effect_key, kind, subject, created_at, next_try_at) values (?, ?, ?, ?, ?, ?)
                    on conflict (effect_key) do nothing\
                """,
                Ids.at(now),
                effectKey,
                kind,
                subject,
                now,
                notBefore);
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        bell.ring();
                    }
                });
    }
}
