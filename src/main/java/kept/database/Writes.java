package kept.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
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
    private static final String VALUES = "values (";

    private final JdbcTemplate jdbc;

    Writes(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    private static final class Pending implements TransactionSynchronization {
        private final Writes writes;
        private final List<Statement> statements = new ArrayList<>();

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

    private record Statement(String sql, @Nullable Object[] values) {}

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
        pending.statements.add(new Statement(statement, values));
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
        var alike = new LinkedHashMap<String, List<Statement>>();
        pending.statements.forEach(statement ->
                alike.computeIfAbsent(statement.sql(), _ -> new ArrayList<>()).add(statement));
        pending.statements.clear();
        var statements = new ArrayList<String>();
        var values = new ArrayList<Slot>();
        for (var entry : alike.entrySet()) {
            statements.addAll(merged(entry.getKey(), entry.getValue().size()));
            for (var statement : entry.getValue()) {
                for (var value : statement.values()) {
                    values.add(box(value));
                }
            }
        }
        boolean one = statements.size() <= MOST_IN_ONE;
        String sql = together(statements);
        jdbc.execute(
                (ConnectionCallback<Boolean>)
                        connection -> {
                            boolean alone = last && one && nothingBegan(connection);
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

    /// The same insert several times becomes one of several rows; any other statement stands as often as it came.
    private static List<String> merged(String sql, int times) {
        if (times == 1) {
            return List.of(sql);
        }
        int begin = sql.indexOf(VALUES);
        if (!sql.startsWith("insert") || begin < 0) {
            return Collections.nCopies(times, sql);
        }
        int end = begin + VALUES.length();
        for (int depth = 1; depth > 0; end++) {
            depth += sql.charAt(end) == '(' ? 1 : sql.charAt(end) == ')' ? -1 : 0;
        }
        String row = sql.substring(begin + VALUES.length() - 1, end);
        return List.of(sql.substring(0, end) + (", " + row).repeat(times - 1) + sql.substring(end));
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
