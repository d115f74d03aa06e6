package kept.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class LanesTest {
    private final Lanes lanes = new Lanes(TestDatabase.fresh(), 2, 1);

    @AfterEach
    void close() {
        lanes.close();
    }

    @Test
    void timersGetAConnectionWhenAllOthersAreTaken() throws SQLException {
        try (var first = lanes.getConnection();
                var second = lanes.getConnection()) {
            assertThat(name(first)).isEqualTo("kept");
            assertThat(name(second)).isEqualTo("kept");
            assertThatThrownBy(lanes::getConnection)
                    .isInstanceOf(SQLTransientConnectionException.class);
            String name =
                    Lanes.timers(() -> {
                        try (var third = lanes.getConnection()) {
                            return name(third);
                        }
                    });
            assertThat(name).isEqualTo("kept-timers");
        }
    }

    @Test
    void laneEndsWithItsWork() throws SQLException {
        Lanes.timers(() -> assertThat(setting("application_name")).isEqualTo("kept-timers"));
        assertThat(setting("application_name")).isEqualTo("kept");
    }

    @Test
    void everyConnectionHasItsLimitsOfTime() {
        assertThat(setting("statement_timeout")).isEqualTo("25s");
        assertThat(setting("lock_timeout")).isEqualTo("10s");
        assertThat(setting("idle_in_transaction_session_timeout")).isEqualTo("1min");
        Lanes.timers(() -> assertThat(setting("statement_timeout")).isEqualTo("25s"));
    }

    @Test
    void sqlMeansTheSameInEveryTimeZone() {
        assertThat(setting("TimeZone")).isEqualTo("UTC");
    }

    private String setting(String name) {
        return JdbcClient.create(lanes)
                .sql("select current_setting(?)")
                .param(name)
                .query(String.class)
                .single();
    }

    private static String name(Connection connection) throws SQLException {
        return Durability.setting(connection, "application_name");
    }
}
