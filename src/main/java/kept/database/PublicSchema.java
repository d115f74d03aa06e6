package kept.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// What stands in a database's public schema, read from the catalog.
final class PublicSchema {
    private static final String HISTORY = "flyway_schema_history";

    private static final String TABLES =
            """
            select c.relname
            from pg_class c
            where c.relnamespace = 'public'::regnamespace
              and c.relkind in ('r', 'p') and not c.relispartition
            order by c.relname
            """;

    /// PostgreSQL computes generated columns itself.
    private static final String COLUMNS =
            """
            select c.relname, a.attname
            from pg_attribute a
              join pg_class c on c.oid = a.attrelid
            where c.relnamespace = 'public'::regnamespace
              and c.relkind in ('r', 'p') and not c.relispartition
              and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            order by c.relname, a.attnum
            """;

    private static final String REFERENCES =
            """
            select distinct child.relname, parent.relname
            from pg_constraint k
              join pg_class child on child.oid = k.conrelid
              join pg_class parent on parent.oid = k.confrelid
            where k.contype = 'f' and k.connamespace = 'public'::regnamespace
            """;

    private static final String SEQUENCES =
            """
            select c.relname
            from pg_class c
            where c.relnamespace = 'public'::regnamespace and c.relkind = 'S'
            order by c.relname
            """;

    private final Connection connection;

    PublicSchema(Connection connection) {
        this.connection = connection;
    }

    boolean isEmpty() throws SQLException {
        return names(TABLES).isEmpty();
    }

    /// Each table of data with its columns; a table comes after those it refers to.
    Map<String, List<String>> tables() throws SQLException {
        var columns = new TreeMap<String, List<String>>();
        for (String table : names(TABLES)) {
            if (!table.startsWith(HISTORY)) {
                columns.put(table, new ArrayList<>());
            }
        }
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(COLUMNS)) {
            while (rows.next()) {
                var ofTable = columns.get(rows.getString(1));
                if (ofTable != null) {
                    ofTable.add(rows.getString(2));
                }
            }
        }
        var ordered = new LinkedHashMap<String, List<String>>();
        for (String table : parentsFirst(columns.keySet())) {
            ordered.put(table, columns.getOrDefault(table, List.of()));
        }
        return ordered;
    }

    /// The version at which each table of migrations stands.
    SortedMap<String, String> versions() throws SQLException {
        var versions = new TreeMap<String, String>();
        for (String table : names(TABLES)) {
            if (table.startsWith(HISTORY)) {
                versions.put(table, version(table));
            }
        }
        return versions;
    }

    List<String> sequences() throws SQLException {
        return names(SEQUENCES);
    }

    BackupManifest.Sequence sequence(String name) throws SQLException {
        try (var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "select last_value, is_called from " + quoted(name))) {
            row.next();
            return new BackupManifest.Sequence(name, row.getLong(1), row.getBoolean(2));
        }
    }

    long count(String table) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from " + quoted(table))) {
            row.next();
            return row.getLong(1);
        }
    }

    /// A name for SQL, safe whatever is in it.
    static String quoted(String name) {
        return "public.\"" + name.replace("\"", "\"\"") + '"';
    }

    static String quotedColumns(List<String> columns) {
        return String.join(
                ", ", columns.stream().map(c -> '"' + c.replace("\"", "\"\"") + '"').toList());
    }

    private String version(String history) throws SQLException {
        try (var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "select version from "
                                        + quoted(history)
                                        + " where success and version is not null"
                                        + " order by installed_rank desc limit 1")) {
            return row.next() ? row.getString(1) : "0";
        }
    }

    private Set<String> parentsFirst(Set<String> tables) throws SQLException {
        var parents = new TreeMap<String, Set<String>>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(REFERENCES)) {
            while (rows.next()) {
                parents.computeIfAbsent(rows.getString(1), _ -> new TreeSet<>())
                        .add(rows.getString(2));
            }
        }
        var ordered = new LinkedHashSet<String>();
        var onTheWay = new LinkedHashSet<String>();
        for (String table : tables) {
            place(table, parents, onTheWay, ordered);
        }
        ordered.retainAll(tables);
        return ordered;
    }

    private static void place(
            String table,
            Map<String, Set<String>> parents,
            Set<String> onTheWay,
            Set<String> ordered) {
        if (ordered.contains(table) || !onTheWay.add(table)) {
            return;
        }
        for (String parent : parents.getOrDefault(table, Set.of())) {
            place(parent, parents, onTheWay, ordered);
        }
        ordered.add(table);
    }

    private List<String> names(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var names = new ArrayList<String>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }
}
