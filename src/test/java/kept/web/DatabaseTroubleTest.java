package kept.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.TransactionSystemException;

class DatabaseTroubleTest {
    @Test
    void aFullDiskIsToldFromADatabaseThatIsAway() {
        var full = new SQLException("could not extend file: No space left on device", "53100");
        var problem =
                DatabaseTrouble.of(new DataAccessResourceFailureException("insert", full))
                        .orElseThrow();
        assertThat(problem.status()).isEqualTo(507);
        assertThat(problem.detail()).contains("disk", "nothing was changed");
    }

    @Test
    void beforeTheFirstStatementNothingWasChangedAndAfterItNobodyKnows() {
        assertThat(
                        DatabaseTrouble.of(new CannotGetJdbcConnectionException("away"))
                                .orElseThrow()
                                .detail())
                .contains("nothing was changed");
        var cut = new SQLException("An I/O error occurred", "08006");
        var commit = DatabaseTrouble.of(new RuntimeException(cut)).orElseThrow();
        assertThat(commit.status()).isEqualTo(503);
        assertThat(commit.detail()).contains("may or may not", "try again");
    }

    @Test
    void aRollbackThatFailsDoesNotHideWhyItWasTried() {
        var rollback = new TransactionSystemException("rollback", new SQLException("odd"));
        rollback.initApplicationException(
                new DataAccessResourceFailureException(
                        "insert", new SQLException("No space left on device", "53100")));
        assertThat(DatabaseTrouble.of(rollback).orElseThrow().status()).isEqualTo(507);
    }

    @Test
    void aMistakeOfOursIsNoTroubleOfTheDatabase() {
        assertThat(DatabaseTrouble.of(new SQLException("syntax error", "42601"))).isEmpty();
        assertThat(DatabaseTrouble.of(new IllegalStateException("odd"))).isEmpty();
    }
}
