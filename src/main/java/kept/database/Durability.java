package kept.database;

import java.sql.Connection;
import java.sql.SQLException;

/// What a server must promise before we answer "accepted" on its word.
final class Durability {
    private static final int OLDEST = 15;

    private Durability() {}

    /// @throws StartFailure naming what the server lacks
    static void require(Connection connection) throws SQLException {
        int version = Integer.parseInt(setting(connection, "server_version_num"));
        if (version < OLDEST * 10_000) {
            throw new StartFailure(
                    "The database is PostgreSQL "
                            + setting(connection, "server_version")
                            + ", and Kept needs "
                            + OLDEST
                            + " or later: upgrade it, or leave KEPT_DATABASE_URL away to use the embedded one.");
        }
        requireOn(connection, "fsync");
        requireOn(connection, "full_page_writes");
        requireOn(connection, "synchronous_commit");
        if (!setting(connection, "server_encoding").equals("UTF8")) {
            throw new StartFailure(
                    "The database is not encoded in UTF8: make one with \"create database ... encoding 'UTF8'\".");
        }
    }

    private static void requireOn(Connection connection, String name) throws SQLException {
        if (setting(connection, name).equals("off")) {
            throw new StartFailure(
                    "The database runs with "
                            + name
                            + " off and would lose what was accepted when the power fails: turn it on, then start"
                            + " again.");
        }
    }

    static String setting(Connection connection, String name) throws SQLException {
        try (var query = connection.prepareStatement("select current_setting(?)")) {
            query.setString(1, name);
            var row = query.executeQuery();
            row.next();
            return row.getString(1);
        }
    }
}
