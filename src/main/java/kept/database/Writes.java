package kept.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The writes of the current transaction, sent together in one round trip just before it commits. A case, its
/// message, its promise, timer and journal rows come from four modules and still cost one trip to the database.
///
/// Only for rows that nothing in the same transaction reads back or counts, and no row twice between two
/// [#flush]es: what was added does not see each other.
@Component
public class Writes {
    private static final int MOST_IN_ONE = 16;

    private final JdbcTemplate jdbc;

    Writes(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    private static final class Pending implements TransactionSynchronization {
        private final Writes writes;
        private final List<String> statements = new ArrayList<>();
        private final List<@Nullable Object> values = new ArrayList<>();

        Pending(Writes writes) {
            this.writes = writes;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            writes.send(this, true);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(writes);
        }
    }

    /// Adds a statement whose question marks stand for `values`, in order.
    ///
    /// @throws IllegalStateException outside a transaction
    public void add(String statement, @Nullable Object... values) {
        var pending = (Pending) TransactionSynchronizationManager.getResource(this);
        if (pending == null) {
            pending = new Pending(this);
            TransactionSynchronizationManager.registerSynchronization(pending);
            TransactionSynchronizationManager.bindResource(this, pending);
        }
        pending.statements.add(statement);
        for (var value : values) {
            pending.values.add(value);
        }
    }

    /// Sends what has gathered, for a statement that builds on it.
    public void flush() {
        var pending = (Pending) TransactionSynchronizationManager.getResource(this);
        if (pending != null) {
            send(pending, false);
        }
    }

    /// @param last whether the transaction ends with these. If nothing came before them either, they are one statement,
    ///     which PostgreSQL makes a transaction by itself: that saves the trip of the commit.
    private void send(Pending pending, boolean last) {
        if (pending.statements.isEmpty()) {
            return;
        }
        boolean one = pending.statements.size() <= MOST_IN_ONE;
        String sql = together(pending.statements);
        var values =
                List.copyOf(new ArrayList<>(pending.values.stream().map(Writes::box).toList()));
        pending.statements.clear();
        pending.values.clear();
        jdbc.execute(
                (ConnectionCallback<Boolean>)
                        connection -> {
                            boolean alone = one && last && nothingBegan(connection);
                            if (alone) {
                                connection.setAutoCommit(true);
                            }
                            try (var statement = connection.prepareStatement(sql)) {
                                for (int i = 0; i < values.size(); i++) {
                                    values.get(i).set(statement, i + 1);
                                }
                                return statement.execute();
                            } finally {
                                if (alone) {
                                    connection.setAutoCommit(false);
                                }
                            }
                        });
    }

    private static boolean nothingBegan(Connection connection) throws SQLException {
        return connection.unwrap(BaseConnection.class).getTransactionState()
                == TransactionState.IDLE;
    }

    /// A few statements become parts of one, which PostgreSQL plans and runs once; many are sent in a row.
    private static String together(List<String> statements) {
        if (statements.size() == 1 || statements.size() > MOST_IN_ONE) {
            return String.join(";\n", statements);
        }
        var sql = new StringBuilder("with ");
        for (int i = 0; i < statements.size() - 1; i++) {
            sql.append(i == 0 ? "" : ",\n").append('w').append(i).append(" as (");
            sql.append(statements.get(i)).append(')');
        }
        return sql.append('\n').append(statements.getLast()).toString();
    }

    private interface Slot {
        void set(java.sql.PreparedStatement statement, int index) throws SQLException;
    }

    private static Slot box(@Nullable Object value) {
        return switch (value) {
            case null -> (statement, index) -> statement.setNull(index, java.sql.Types.NULL);
            case Instant at ->
                    (statement, index) ->
                            statement.setObject(
                                    index, OffsetDateTime.ofInstant(at, ZoneOffset.UTC));
            case String[] texts ->
                    (statement, index) ->
                            statement.setArray(
                                    index, statement.getConnection().createArrayOf("text", texts));
            case byte[] bytes -> (statement, index) -> statement.setBytes(index, bytes);
            default -> (statement, index) -> statement.setObject(index, value);
        };
    }
}
