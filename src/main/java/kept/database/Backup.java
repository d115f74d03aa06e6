package kept.database;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import kept.kernel.Refusal;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import tools.jackson.databind.json.JsonMapper;

/// Writes all data of a database into one zip file while the program goes on: each table as a stream of PostgreSQL's
/// `COPY ... (format binary)`, all of one moment, and a manifest with counts and hashes. The tables of migrations are not in
/// it, only their versions; nor are files beside the database.
public final class Backup {
    private static final int ROWS_BETWEEN_NEWS = 10_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final DatabaseUrl database;
    private final String product;
    private final Clock clock;

    /// @param product the version of Kept, for the manifest
    public Backup(DatabaseUrl database, String product, Clock clock) {
        this.database = database;
        this.product = product;
        this.clock = clock;
    }

    /// Writes the backup; the file appears only when it is whole and on disk.
    ///
    /// @throws Refusal `CONFLICT` if the file is there already, `NO_ROOM` if the disk is full
    public BackupManifest to(Path file, BackupProgress progress) {
        refuseExisting(file);
        Path folder = file.toAbsolutePath().resolveSibling(".").normalize();
        Path half = folder.resolve(file.getFileName() + ".part-" + ProcessHandle.current().pid());
        try {
            var manifest = write(half, progress);
            move(half, file.toAbsolutePath());
            try (var channel = FileChannel.open(folder)) {
                channel.force(true);
            }
            return manifest;
        } catch (IOException e) {
            throw refusal(file, e);
        } catch (SQLException e) {
            throw Refusal.conflict("The backup stopped and nothing was written: " + e.getMessage());
        } finally {
            discard(half);
        }
    }

    private BackupManifest write(Path half, BackupProgress progress)
            throws IOException, SQLException {
        try (var connection = database.connect();
                var channel =
                        FileChannel.open(
                                half,
                                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                                PosixFilePermissions.asFileAttribute(
                                        PosixFilePermissions.fromString("rw-------")));
                var zip =
                        new ZipOutputStream(
                                new BufferedOutputStream(
                                        Channels.newOutputStream(channel), 1 << 16))) {
            zip.setLevel(Deflater.BEST_SPEED);
            var manifest = snapshot(connection, zip, progress);
            zip.putNextEntry(new ZipEntry(BackupManifest.ENTRY));
            zip.write(JSON.writeValueAsBytes(manifest));
            zip.closeEntry();
            zip.finish();
            zip.flush();
            channel.force(true);
            return manifest;
        }
    }

    private BackupManifest snapshot(
            Connection connection, ZipOutputStream zip, BackupProgress progress)
            throws IOException, SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("set transaction isolation level repeatable read read only");
            // with row security on, rows we may not see would be missing without a word
            statement.execute("set local row_security = off");
        }
        var schema = new PublicSchema(connection);
        var tables = new ArrayList<BackupManifest.Table>();
        for (var table : schema.tables().entrySet()) {
            tables.add(copy(connection, zip, schema, table.getKey(), table.getValue(), progress));
        }
        // sequences are outside of the snapshot and may only be ahead of it: ids are skipped, never
        // given twice
        var sequences = new ArrayList<BackupManifest.Sequence>();
        for (String sequence : schema.sequences()) {
            sequences.add(schema.sequence(sequence));
        }
        var manifest =
                new BackupManifest(
                        BackupManifest.FORMAT,
                        product,
                        Durability.setting(connection, "server_version"),
                        clock.instant(),
                        schema.versions(),
                        tables,
                        sequences);
        connection.rollback();
        return manifest;
    }

    private static BackupManifest.Table copy(
            Connection connection,
            ZipOutputStream zip,
            PublicSchema schema,
            String table,
            List<String> columns,
            BackupProgress progress)
            throws IOException, SQLException {
        long total = schema.count(table);
        progress.at(table, 0, total);
        zip.putNextEntry(new ZipEntry("tables/" + table));
        var digest = new DigestOutputStream(zip, sha256());
        CopyOut out =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut(
                                "copy (select %s from %s) to stdout (format binary)"
                                        .formatted(
                                                PublicSchema.quotedColumns(columns),
                                                PublicSchema.quoted(table)));
        long messages = 0;
        for (byte[] row = out.readFromCopy(); row != null; row = out.readFromCopy()) {
            digest.write(row);
            if (++messages % ROWS_BETWEEN_NEWS == 0) {
                progress.at(table, Math.min(messages, total), total);
            }
        }
        zip.closeEntry();
        long rows = out.getHandledRowCount();
        progress.at(table, rows, total);
        return new BackupManifest.Table(
                table, columns, rows, HexFormat.of().formatHex(digest.getMessageDigest().digest()));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void refuseExisting(Path file) {
        if (Files.exists(file)) {
            throw existing(file);
        }
    }

    private static void move(Path half, Path file) throws IOException {
        // a rename would silently replace a file that came meanwhile; a link does not
        try {
            Files.createLink(file, half);
        } catch (UnsupportedOperationException _) {
            Files.move(half, file);
        }
    }

    private static Refusal existing(Path file) {
        return Refusal.conflict(file + " is there already: name another file, or delete it first.");
    }

    private static Refusal refusal(Path file, IOException e) {
        if (e instanceof FileAlreadyExistsException) {
            return existing(file);
        }
        var sentence = StartFailure.writing(file.toAbsolutePath(), e).sentence();
        return StartFailure.isFullDisk(String.valueOf(e.getMessage()))
                ? new Refusal(Refusal.Kind.NO_ROOM, sentence)
                : Refusal.conflict(sentence);
    }

    private static void discard(Path half) {
        try {
            Files.deleteIfExists(half);
        } catch (IOException _) {
            // it is named .part and says by that what it is
        }
    }
}
