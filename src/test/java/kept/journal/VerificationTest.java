package kept.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import kept.Cast;
import kept.KeptTest;
import kept.SettableClock;
import kept.cases.Cases;
import kept.promises.Promises;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KeptTest
class VerificationTest {
    @Autowired Cast cast;
    @Autowired Cases cases;
    @Autowired Promises promises;
    @Autowired Verification verification;
    @Autowired Sealing sealing;
    @Autowired SettableClock clock;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;

    @BeforeEach
    void history() {
        var theCase = cast.caseOf(cast.customer("Meera Nair"), "Activation", "When?");
        var word = cast.word(theCase, "Activated", clock.instant().plus(Duration.ofDays(3)));
        promises.claim(cast.as(cast.asha), word.id(), null, "measured");
        cases.say(cast.as(cast.asha), theCase.id(), cast.answer("It works now."));
        sealing.turn();
        sealing.turn();
    }

    @Test
    void anUntouchedHistoryHolds() {
        var result = verification.verify();
        assertThat(result.broken()).isEmpty();
        assertThat(result.entries()).isGreaterThan(5);
        assertThat(result.seals()).isPositive();
    }

    @Test
    void theDatabaseRefusesToChangeHistory() {
        for (String change :
                List.of(
                        "update journal set body = '{}'",
                        "delete from journal",
                        "truncate journal",
                        "delete from journal_seal")) {
            assertThatThrownBy(() -> jdbc.sql(change).update()).hasMessageContaining("append-only");
        }
    }

    /// Somebody with every right on the database, in a thousand ways; each is undone again.
    @Test
    void everyEditDeletionSwapInsertionAndCutTailIsFound() {
        long seed = System.nanoTime();
        System.out.println("VerificationTest seed " + seed);
        var random = new Random(seed);
        var sequence = jdbc.sql("select seq from journal order by seq").query(Long.class).list();
        var missed = new ArrayList<String>();
        for (int i = 0; i < 1_000; i++) {
            long one = sequence.get(random.nextInt(sequence.size()));
            long other = sequence.get(random.nextInt(sequence.size()));
            String what = tampering(random, one, other);
            transaction.executeWithoutResult(status -> {
                jdbc.sql("set local session_replication_role = replica").update();
                int changed = 0;
                for (String statement : what.split(";;")) {
                    changed += jdbc.sql(statement).update();
                }
                if (changed > 0 && verification.verify().whole()) {
                    missed.add(what);
                }
                status.setRollbackOnly();
            });
        }
        assertThat(missed).isEmpty();
    }

    private static String tampering(Random random, long one, long other) {
        return switch (random.nextInt(10)) {
            case 0 -> "update journal set body = replace(body, '\"', ' \"') where seq = " + one;
            case 1 ->
                    "update journal set actor = 'person:"
                            + UUID.randomUUID()
                            + "' where seq = "
                            + one;
            case 2 -> "update journal set at = at - interval '1 day' where seq = " + one;
            case 3 ->
                    "update journal set kind = 'promise.kept' where seq = "
                            + one
                            + " and kind <> 'promise.kept'";
            case 4 -> "delete from journal where seq = " + one;
            case 5 ->
                    one == other
                            ? "delete from journal where seq = " + one
                            : "update journal a set body = b.body, kind = b.kind, actor = b.actor, at = b.at from journal b where a.seq = %d and b.seq = %d and (a.body, a.kind, a.at) is distinct from (b.body, b.kind, b.at)"
                                    .formatted(one, other);
            case 6 ->
                    "delete from journal where seq > "
                            + Math.min(one, other)
                            + " and seq >= "
                            + one;
            case 7 ->
                    "insert into journal (stream, position, kind, actor, at, body, hash) select stream, position + 1000, kind, actor, at, body, hash from journal where seq = "
                            + one;
            case 8 ->
                    "delete from journal_seal where number = (select max(number) from journal_seal);;delete from journal where seq = (select max(seq) from journal j where exists (select 1 from cases c where c.id = j.stream) or exists (select 1 from promise p where p.id = j.stream))";
            default ->
                    "update promise set said_text = said_text || '!' where id = (select stream from journal where seq = "
                            + one
                            + ")";
        };
    }
}
