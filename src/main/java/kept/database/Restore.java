package kept.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import kept.kernel.Refusal;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Fills an empty database from a file that `Backup` wrote: all of it, or nothing.
public final class Restore {
    private static final Logger log = LoggerFactory.getLogger(Restore.class);
    private static final int CHUNK_BYTES = 1 << 16;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final DatabaseUrl database;

    public Restore(DatabaseUrl database) {
        this.database = database;
    }

    /// Makes the tables as they were when a backup was taken; what the program adds since runs at its next start, over the
    /// restored data.
    @FunctionalInterface
    public interface Migration {
        /// @param versions the version to stop at, by the name of the table of migrations
        void upTo(Map<String, String> versions);
    }

    /// What a backup file says about itself, its hashes not yet checked.
    ///
    /// @throws Refusal `INVALID` if it is no backup that this version can read
    public static BackupManifest read(Path file) {
        try (var zip = open(file)) {
            return manifest(zip);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /// Checks the whole file, makes the tables by `migration`, then fills them in one transaction.
    ///
    /// @throws Refusal if the file is damaged, the database is not empty, or the two do not fit; no row is kept then
    public BackupManifest from(Path file, Migration migration, BackupProgress progress) {
        try (var zip = open(file);
                var connection = database.connect()) {
            var manifest = manifest(zip);
            refuseUnlessWhole(zip, manifest, file);
            if (!new PublicSchema(connection).isEmpty()) {
                throw Refusal.conflict(
                        "The database "
                                + database
                                + " is not empty: a backup is restored into an empty data folder only.");
            }
            migration.upTo(manifest.schema());
            fill(connection, zip, manifest, progress);
            return manifest;
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (SQLException e) {
            throw Refusal.conflict(
                    "Nothing was restored, because the database refused: " + e.getMessage());
        }
    }

    private static ZipFile open(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw Refusal.notFound("There is no file " + file + ".");
        }
        return new ZipFile(file.toFile());
    }

    private static BackupManifest manifest(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(BackupManifest.ENTRY);
        if (entry == null) {
            throw new ZipException("it has no manifest");
        }
        try (var in = zip.getInputStream(entry)) {
            var tree = JSON.readTree(in);
            int format = tree.path("format").asInt(0);
            if (format > BackupManifest.FORMAT) {
                throw Refusal.invalid(
                        "file",
                        "The backup is of format %d, and this version of Kept reads up to %d: use the version that wrote it, %s, or a later one."
                                .formatted(
                                        format,
                                        BackupManifest.FORMAT,
                                        tree.path("product").asString("")));
            }
            return JSON.treeToValue(tree, BackupManifest.class);
        } catch (JacksonException | NullPointerException e) {
            throw new ZipException("its manifest cannot be read: " + e.getMessage());
        }
    }

    private static void refuseUnlessWhole(ZipFile zip, BackupManifest manifest, Path file)
            throws IOException {
        for (var table : manifest.tables()) {
            try (var in = stream(zip, table)) {
                in.transferTo(OutputStream.nullOutputStream());
                if (!hash(in).equals(table.sha256())) {
                    throw new ZipException("the rows of " + table.name() + " were changed");
                }
            } catch (ZipException e) {
                throw unreadable(file, e);
            }
        }
    }

    private static void fill(
            Connection connection, ZipFile zip, BackupManifest manifest, BackupProgress progress)
            throws IOException, SQLException {
        connection.setAutoCommit(false);
        try {
            var schema = new PublicSchema(connection);
            refuseOtherSchema(manifest, schema);
            var guards = Guards.lower(connection, schema.tables().keySet());
            empty(connection, schema);
            for (var table : manifest.tables()) {
                copy(connection, zip, table, progress);
            }
            for (var sequence : manifest.sequences()) {
                set(connection, sequence);
            }
            guards.raise();
            connection.commit();
        } catch (IOException | SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        }
        analyze(connection);
    }

    private static void refuseOtherSchema(BackupManifest manifest, PublicSchema schema)
            throws SQLException {
        var here = schema.versions();
        if (!here.equals(new TreeMap<>(manifest.schema()))) {
            throw Refusal.conflict(
                    "The backup was taken by Kept %s with tables at %s, and this version made %s: restore it with the version that wrote it, then start this one."
                            .formatted(manifest.product(), new TreeMap<>(manifest.schema()), here));
        }
        var tables = schema.tables();
        for (var table : manifest.tables()) {
            List<String> columns = tables.getOrDefault(table.name(), List.of());
            if (!columns.containsAll(table.columns())) {
                throw Refusal.conflict(
                        "The backup holds %s (%s), and this version has %s: restore it with the version that wrote it, %s."
                                .formatted(
                                        table.name(),
                                        String.join(", ", table.columns()),
                                        columns.isEmpty()
                                                ? "no such table"
                                                : String.join(", ", columns),
                                        manifest.product()));
            }
        }
    }

    private static void empty(Connection connection, PublicSchema schema) throws SQLException {
        // migrations may have put first rows into their tables
        var tables = schema.tables().keySet().stream().map(PublicSchema::quoted).toList();
        if (!tables.isEmpty()) {
            execute(connection, "truncate " + String.join(", ", tables));
        }
    }

    private static void copy(
            Connection connection, ZipFile zip, BackupManifest.Table table, BackupProgress progress)
            throws IOException, SQLException {
        progress.at(table.name(), 0, table.rows());
        CopyIn copy =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(
                                "copy %s (%s) from stdin (format binary)"
                                        .formatted(
                                                PublicSchema.quoted(table.name()),
                                                PublicSchema.quotedColumns(table.columns())));
        try (var in = stream(zip, table)) {
            byte[] buffer = new byte[CHUNK_BYTES];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                copy.writeToCopy(buffer, 0, n);
            }
            long rows = copy.endCopy();
            if (rows != table.rows() || !hash(in).equals(table.sha256())) {
                throw new ZipException(
                        "the rows of %s changed while they were read".formatted(table.name()));
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
        progress.at(table.name(), table.rows(), table.rows());
    }

    private static DigestInputStream stream(ZipFile zip, BackupManifest.Table table)
            throws IOException {
        ZipEntry entry = zip.getEntry(table.entry());
        InputStream in = entry == null ? null : zip.getInputStream(entry);
        if (in == null) {
            throw new ZipException("the rows of " + table.name() + " are missing");
        }
        return new DigestInputStream(in, Backup.sha256());
    }

    private static String hash(DigestInputStream in) {
        return HexFormat.of().formatHex(in.getMessageDigest().digest());
    }

    private static void set(Connection connection, BackupManifest.Sequence sequence)
            throws SQLException {
        try (var statement =
                connection.prepareStatement("select setval(cast(? as regclass), ?, ?)")) {
            statement.setString(1, PublicSchema.quoted(sequence.name()));
            statement.setLong(2, sequence.value());
            statement.setBoolean(3, sequence.called());
            statement.execute();
        }
    }

    private static void analyze(Connection connection) {
        try {
            connection.setAutoCommit(true);
            execute(connection, "analyze");
        } catch (SQLException e) {
            log.warn(
                    "The backup is restored, but its statistics are not counted yet; PostgreSQL does that by itself in a while: {}",
                    e.getMessage());
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Refusal unreadable(Path file, IOException e) {
        return Refusal.invalid(
                "file",
                file
                        + " is no whole backup, and nothing was restored from it ("
                        + e.getMessage()
                        + "): use another copy of it, or an earlier backup.");
    }
}
