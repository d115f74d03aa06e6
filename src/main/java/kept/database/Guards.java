package kept.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.Set;

/// The triggers of tables, down for the length of a transaction so that a restore may write what nobody else may, such as
/// the events of the journal.
///
/// @param tables those whose triggers were switched off one by one; empty when the session could do it at once
record Guards(Connection connection, List<String> tables) {

    static Guards lower(Connection connection, Set<String> tables) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            Restore.execute(connection, "set local session_replication_role = replica");
            return new Guards(connection, List.of());
        } catch (SQLException _) {
            // on a server of someone else we are no superuser: foreign keys stay on guard, and
            // tables come in an order that suits them
            connection.rollback(before);
            Restore.execute(connection, "set constraints all deferred");
            for (String table : tables) {
                alter(connection, table, "disable");
            }
            return new Guards(connection, List.copyOf(tables));
        }
    }

    void raise() throws SQLException {
        if (!tables.isEmpty()) {
            // a table with checks that wait for the end cannot be altered before they are made
            Restore.execute(connection, "set constraints all immediate");
        }
        for (String table : tables) {
            alter(connection, table, "enable");
        }
    }

    private static void alter(Connection connection, String table, String how) throws SQLException {
        Restore.execute(
                connection,
                "alter table %s %s trigger user".formatted(PublicSchema.quoted(table), how));
    }
}
