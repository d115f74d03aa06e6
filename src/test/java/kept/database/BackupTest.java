package kept.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import kept.kernel.Refusal;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class BackupTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-22T09:00:00Z"), ZoneOffset.UTC);

    private static final String FIRST =
            """
            create table person (
                id bigint generated always as identity primary key,
                name text not null,
                boss bigint references person deferrable);
            create table "odd ""table" (
                person bigint not null references person,
                "order" jsonb,
                photo bytea,
                said timestamptz,
                spoken tstzrange,
                words text[],
                amount numeric,
                search tsvector generated always as (to_tsvector('simple', coalesce("order" ->> 'text', ''))) stored,
                shouted text generated always as (upper("order" ->> 'text')) virtual);
            create table a_child (person bigint not null references person, note text);
            create table event (id serial primary key, body text not null);
            create table day (at date not null, what text) partition by range (at);
            create table day_2026 partition of day for values from ('2026-01-01') to ('2027-01-01');
            create table first_rows (name text primary key);
            insert into first_rows values ('made by the migration');
            create function refuse_change() returns trigger language plpgsql as
                $$begin raise exception 'append only'; end$$;
            create trigger append_only before update or delete on event
                for each row execute function refuse_change();
            create trigger no_truncate before truncate on event
                for each statement execute function refuse_change();
            create function double_body() returns trigger language plpgsql as
                $$begin new.body := new.body || new.body; return new; end$$;
            create trigger doubled before insert on event
                for each row execute function double_body();
            """;

    @TempDir Path folder;

    @Test
    void everyValueComesBackAsItWas() {
        var from = filled();
        var manifest = backup(from);

        var to = TestDatabase.fresh();
        new Restore(to).from(file(), migrations(to), BackupProgress.SILENT);

        assertThat(content(to)).isEqualTo(content(from));
        assertThat(manifest.tables())
                .extracting(BackupManifest.Table::name)
                .containsExactlyInAnyOrder(
                        "person", "odd \"table", "a_child", "event", "day", "first_rows");
        assertThat(manifest.schema()).isEqualTo(Map.of("flyway_schema_history_people", "1"));
    }

    @Test
    void numbersGoOnWhereTheyStood() {
        backup(filled());
        var to = TestDatabase.fresh();
        new Restore(to).from(file(), migrations(to), BackupProgress.SILENT);
        var sql = JdbcClient.create(to.unpooled());
        assertThat(
                        sql.sql("insert into person (name) values ('next') returning id")
                                .query(Long.class)
                                .single())
                .isEqualTo(3001);
        assertThat(
                        sql.sql("insert into event (body) values ('next') returning id")
                                .query(Long.class)
                                .single())
                .isEqualTo(3);
    }

    @Test
    void triggersGuardAgainAfterTheRestore() {
        backup(filled());
        var to = TestDatabase.fresh();
        new Restore(to).from(file(), migrations(to), BackupProgress.SILENT);
        assertThatThrownBy(() -> JdbcClient.create(to.unpooled()).sql("delete from event").update())
                .hasMessageContaining("append only");
    }

    @Test
    void ownerWhoIsNoSuperuserCanRestoreToo() throws SQLException {
        var from = filled();
        backup(from);
        var admin = TestDatabase.fresh();
        String role = "plain_" + admin.database();
        try (var connection = admin.connect()) {
            Restore.execute(connection, "drop role if exists " + role);
            Restore.execute(connection, "create role " + role + " login password 'secret'");
            Restore.execute(connection, "alter database " + admin.database() + " owner to " + role);
        }
        var to =
                new DatabaseUrl(
                        admin.host(), admin.port(), admin.database(), role, "secret", Map.of());
        new Restore(to).from(file(), migrations(to), BackupProgress.SILENT);
        assertThat(content(to)).isEqualTo(content(from));
        assertThatThrownBy(() -> JdbcClient.create(to.unpooled()).sql("delete from event").update())
                .hasMessageContaining("append only");
    }

    @Test
    void backupIsOfOneMomentWhileOthersWrite() throws InterruptedException {
        var from = filled();
        var sql = JdbcClient.create(from.unpooled());
        var done = new AtomicBoolean();
        // both tables always hold equally many notes, in every moment that is committed
        var writer =
                Thread.ofVirtual()
                        .start(() -> {
                            for (int i = 0; !done.get(); i++) {
                                sql.sql(
                                                "with a as (insert into a_child values (1, 'pair')) insert into day values ('2026-05-05', 'pair')")
                                        .update();
                            }
                        });
        BackupManifest manifest;
        try {
            Thread.sleep(100);
            manifest = backup(from);
        } finally {
            done.set(true);
            writer.join();
        }
        var to = TestDatabase.fresh();
        new Restore(to).from(file(), migrations(to), BackupProgress.SILENT);
        var restored = JdbcClient.create(to.unpooled());
        long notes = count(restored, "a_child where note = 'pair'");
        assertThat(notes).isPositive().isEqualTo(count(restored, "day where what = 'pair'"));
        assertThat(manifest.rows()).isGreaterThan(3000);
    }

    @Test
    void parentsComeBeforeChildren() {
        var names = backup(filled()).tables().stream().map(BackupManifest.Table::name).toList();
        assertThat(names.indexOf("person")).isLessThan(names.indexOf("a_child"));
    }

    @Test
    void progressEndsWithAllRowsOfEachTable() {
        var last = new TreeMap<String, List<Long>>();
        new Backup(filled(), "1.0", CLOCK)
                .to(file(), (table, done, total) -> last.put(table, List.of(done, total)));
        assertThat(last)
                .containsEntry("person", List.of(3000L, 3000L))
                .containsEntry("event", List.of(2L, 2L));
    }

    @Test
    void fileIsForItsOwnerOnlyAndNothingElseIsLeft() throws IOException {
        backup(filled());
        assertThat(Files.getPosixFilePermissions(file()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void existingFileIsNeverOverwritten() throws IOException {
        Files.writeString(file(), "precious");
        var from = TestDatabase.fresh();
        assertThatThrownBy(() -> backup(from))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("there already");
        assertThat(file()).hasContent("precious");
    }

    @Test
    void databaseThatIsNotEmptyIsNotRestoredInto() {
        backup(filled());
        var to = filled();
        assertThatThrownBy(
                        () -> new Restore(to).from(file(), migrations(to), BackupProgress.SILENT))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("not empty");
    }

    @Test
    void damagedBackupIsRefusedAndLeavesNothing() throws IOException {
        backup(filled());
        byte[] whole = Files.readAllBytes(file());
        var random = new Random(42);
        var to = TestDatabase.fresh();
        for (int i = 0; i < 40; i++) {
            byte[] damaged = whole.clone();
            // within the tables' data: the names and dates in zip headers are not ours to check
            int at = 200 + random.nextInt(whole.length / 2);
            damaged[at] ^= (byte) (1 + random.nextInt(255));
            assertRefused(to, damaged);
        }
        for (int i = 0; i < 20; i++) {
            assertRefused(to, Arrays.copyOf(whole, random.nextInt(whole.length)));
        }
        assertEmpty(to);
    }

    @Test
    void backupWithRowsExchangedIsRefused() throws IOException {
        backup(filled());
        var other = folder.resolve("other.zip");
        try (var zip = new ZipFile(file().toFile());
                var out = new ZipOutputStream(Files.newOutputStream(other))) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                byte[] bytes = zip.getInputStream(entry).readAllBytes();
                if (entry.getName().equals("tables/person")) {
                    bytes[bytes.length / 2] ^= 1;
                }
                out.write(bytes);
            }
        }
        var to = TestDatabase.fresh();
        assertRefused(to, Files.readAllBytes(other));
        assertEmpty(to);
    }

    @Test
    void backupOfLaterTablesIsRefusedWithBothVersionsAndNoRowIsKept() {
        backup(filled("2", "alter table person add later text"));
        var to = TestDatabase.fresh();
        assertThatThrownBy(() ->
                        new Restore(to).from(file(), _ -> migrate(to, "1"), BackupProgress.SILENT))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("people=2")
                .hasMessageContaining("people=1");
        assertThat(count(JdbcClient.create(to.unpooled()), "person")).isZero();
    }

    @Test
    void manifestTellsWhereItComesFrom() {
        backup(filled());
        var manifest = Restore.read(file());
        assertThat(manifest.product()).isEqualTo("1.0");
        assertThat(manifest.postgres()).startsWith("18");
        assertThat(manifest.takenAt()).isEqualTo(CLOCK.instant());
    }

    private void assertRefused(DatabaseUrl to, byte[] bytes) throws IOException {
        Path damaged = Files.write(folder.resolve("damaged.zip"), bytes);
        assertThatThrownBy(
                        () -> new Restore(to).from(damaged, migrations(to), BackupProgress.SILENT))
                .isInstanceOf(Refusal.class);
    }

    private static void assertEmpty(DatabaseUrl url) {
        try (Connection connection = url.connect()) {
            assertThat(new PublicSchema(connection).isEmpty()).isTrue();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path file() {
        return folder.resolve("kept.backup");
    }

    private BackupManifest backup(DatabaseUrl from) {
        return new Backup(from, "1.0", CLOCK).to(file(), BackupProgress.SILENT);
    }

    private Restore.Migration migrations(DatabaseUrl url) {
        return versions ->
                migrate(url, versions.getOrDefault("flyway_schema_history_people", "none"));
    }

    private DatabaseUrl filled() {
        return filled("1", "");
    }

    private DatabaseUrl filled(String version, String second) {
        var url = TestDatabase.fresh();
        write("V1__people.sql", FIRST);
        if (!second.isEmpty()) {
            write("V2__more.sql", second);
        }
        migrate(url, version);
        var sql = JdbcClient.create(url.unpooled());
        sql.sql(
                        "insert into person (name, boss) select 'p' || g, 3001 - g from generate_series(1, 3000) g")
                .update();
        sql.sql(
                        """
                        insert into "odd ""table" (person, "order", photo, said, spoken, words, amount) values
                        (1, '{"text": "möbel ☎", "n": [1, null]}', '\\x00ff0a0d5c', '2026-03-29 01:30:00+00',
                            '[2026-01-01, infinity)', '{a,NULL,"b c"}', 123456789.000100),
                        (2, null, null, null, null, null, null)
                        """)
                .update();
        sql.sql("insert into a_child values (3, null), (1, '\\N'), (1, '')").update();
        sql.sql("insert into event (body) values ('a'), ('b')").update();
        sql.sql("insert into day values ('2026-02-28', 'x')").update();
        sql.sql("insert into first_rows values ('second')").update();
        return url;
    }

    private void migrate(DatabaseUrl url, String version) {
        Flyway.configure()
                .dataSource(url.unpooled())
                .locations("filesystem:" + folder.resolveSibling(folder.getFileName() + "-sql"))
                .table("flyway_schema_history_people")
                .target(version)
                .load()
                .migrate();
    }

    private void write(String name, String sql) {
        try {
            Path migrations =
                    Files.createDirectories(folder.resolveSibling(folder.getFileName() + "-sql"));
            Files.writeString(migrations.resolve(name), sql);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, List<String>> content(DatabaseUrl url) {
        var sql = JdbcClient.create(url.unpooled());
        var content = new TreeMap<String, List<String>>();
        for (String table :
                List.of("person", "\"odd \"\"table\"", "a_child", "event", "day", "first_rows")) {
            content.put(
                    table,
                    new ArrayList<>(
                            sql.sql("select t::text from " + table + " t order by 1")
                                    .query(String.class)
                                    .list()));
        }
        return content;
    }

    private static long count(JdbcClient sql, String from) {
        return sql.sql("select count(*) from " + from).query(Long.class).single();
    }
}
