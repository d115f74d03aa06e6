package kept.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/// Fast databases to throw away, on one real PostgreSQL per test run that starts at the first use. Safe on no power cut.
public final class TestDatabase {
    private static final String PREFIX = "test_";
    private static final int FOLDERS = 8;
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Map<List<String>, DatabaseUrl> MIGRATED = new ConcurrentHashMap<>();

    private TestDatabase() {}

    /// A new empty database.
    public static DatabaseUrl fresh() {
        return copyOf("template0");
    }

    /// A new database with what the other holds now; nobody may be connected to that one.
    public static DatabaseUrl copyOf(DatabaseUrl template) {
        return copyOf(template.database());
    }

    /// A new database in which the migrations of these modules have run, in this order and with a history each.
    public static DatabaseUrl migrated(String... modules) {
        return copyOf(MIGRATED.computeIfAbsent(List.of(modules), TestDatabase::migrate));
    }

    private static DatabaseUrl migrate(List<String> modules) {
        var url = fresh();
        for (String module : modules) {
            Flyway.configure()
                    .dataSource(url.unpooled())
                    .locations("classpath:db/migration/" + module)
                    .table("flyway_schema_history_" + module)
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        }
        return url;
    }

    private static DatabaseUrl copyOf(String template) {
        String name = PREFIX + COUNT.incrementAndGet();
        execute("create database " + name + " template " + template + " strategy file_copy");
        return Server.RUNNING.url(name);
    }

    private static void execute(String sql) {
        try (Connection connection = Server.RUNNING.url("postgres").connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            var postgres = startInFreeFolder();
            Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
            dropOld(postgres);
            return postgres;
        }

        /// Two test runs at the same time get a folder each.
        private static EmbeddedPostgres startInFreeFolder() {
            for (int i = 1; ; i++) {
                try {
                    Path data = Path.of("target", "test-postgres" + (i == 1 ? "" : "-" + i));
                    return EmbeddedPostgres.start(
                            TestFolders.withBinaries(data.toAbsolutePath()),
                            EmbeddedPostgres.Mode.THROWAWAY);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } catch (StartFailure failure) {
                    if (i == FOLDERS || !failure.sentence().startsWith("Another Kept")) {
                        throw failure;
                    }
                }
            }
        }

        private static void dropOld(EmbeddedPostgres postgres) {
            try (Connection connection = postgres.url("postgres").connect();
                    var statement = connection.createStatement()) {
                var names = new ArrayList<String>();
                var rows = statement.executeQuery("select datname from pg_database");
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
                for (String name : names) {
                    if (name.startsWith(PREFIX)) {
                        statement.execute("drop database " + name + " with (force)");
                    }
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
