package kept.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import kept.KeptTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@KeptTest
class WritesTest {
    private static final String INSERT =
            "insert into timer (kind, subject, due_at) values (?, '00000000-0000-0000-0000-000000000000', 'infinity')";

    @Autowired Writes writes;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionOperations transaction;

    private final String kind = UUID.randomUUID().toString();

    private long kept() {
        return jdbc.sql("select count(*) from timer where kind like ?")
                .param(kind + "%")
                .query(Long.class)
                .single();
    }

    @Test
    void aTransactionOfWritesAloneKeepsAllOfThem() {
        transaction.executeWithoutResult(_ -> {
            writes.add(INSERT, kind + 1);
            writes.add(INSERT, kind + 2);
        });
        assertThat(kept()).isEqualTo(2);
    }

    @Test
    void oneWriteThatFailsTakesTheOthersWithIt() {
        transaction.executeWithoutResult(_ -> writes.add(INSERT, kind + 1));
        assertThatThrownBy(() ->
                        transaction.executeWithoutResult(_ -> {
                            writes.add(INSERT, kind + 2);
                            writes.add(INSERT, kind + 1);
                        }))
                .isInstanceOf(DuplicateKeyException.class);
        assertThat(kept()).isEqualTo(1);
    }

    @Test
    void whatWasDoneBeforeTheWritesGoesWithThem() {
        transaction.executeWithoutResult(_ -> writes.add(INSERT, kind + 1));
        assertThatThrownBy(() ->
                        transaction.executeWithoutResult(_ -> {
                            jdbc.sql(INSERT).param(kind + 2).update();
                            writes.add(INSERT, kind + 1);
                        }))
                .isInstanceOf(DuplicateKeyException.class);
        assertThat(kept()).isEqualTo(1);
    }

    @Test
    void writesOfATransactionThatIsGivenUpAreNotSent() {
        transaction.executeWithoutResult(status -> {
            writes.add(INSERT, kind);
            status.setRollbackOnly();
        });
        assertThat(kept()).isZero();
    }

    @Test
    void theConnectionServesTheNextTransactionAsUsual() {
        for (int i = 0; i < 30; i++) {
            String name = kind + i;
            transaction.executeWithoutResult(_ -> writes.add(INSERT, name));
            transaction.executeWithoutResult(status -> {
                jdbc.sql(INSERT).param(name + "given up").update();
                status.setRollbackOnly();
            });
        }
        assertThat(kept()).isEqualTo(30);
    }
}
