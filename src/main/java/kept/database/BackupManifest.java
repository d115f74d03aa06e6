package kept.database;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What a backup file says about itself; its last entry, `manifest.json`.
///
/// @param schema the version that each table of migrations stands at
/// @param tables in an order in which a table comes after those it refers to
public record BackupManifest(
        int format,
        String product,
        String postgres,
        Instant takenAt,
        Map<String, String> schema,
        List<Table> tables,
        List<Sequence> sequences) {
    static final int FORMAT = 1;
    static final String ENTRY = "manifest.json";

    public BackupManifest {
        schema = Map.copyOf(schema);
        tables = List.copyOf(tables);
        sequences = List.copyOf(sequences);
    }

    /// A table's rows; `sha256` is that of its uncompressed entry.
    public record Table(String name, List<String> columns, long rows, String sha256) {
        public Table {
            columns = List.copyOf(columns);
        }

        String entry() {
            return "tables/" + name;
        }
    }

    /// Where a sequence stands; `called` tells whether `value` was handed out already.
    public record Sequence(String name, long value, boolean called) {}

    /// How many rows there are in all tables together.
    public long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }
}
