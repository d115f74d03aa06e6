package kept.database;

import static kept.database.EmbeddedPostgres.Mode.DURABLE;
import static kept.database.EmbeddedPostgres.Mode.THROWAWAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class EmbeddedPostgresTest {
    @TempDir Path temporary;
    private Path data = Path.of("");

    @BeforeEach
    void dataFolder() throws IOException {
        data = TestFolders.withBinaries(temporary.toRealPath().resolve("data"));
    }

    @Test
    void settingsThatSurviveAPowerCutAreReallyOn() throws SQLException {
        try (var postgres = EmbeddedPostgres.start(data, DURABLE);
                var connection = postgres.database("kept").connect()) {
            for (String name :
                    new String[] {
                        "fsync", "full_page_writes", "synchronous_commit", "data_checksums"
                    }) {
                assertThat(Durability.setting(connection, name)).as(name).isEqualTo("on");
            }
            assertThat(Durability.setting(connection, "data_sync_retry")).isEqualTo("off");
            assertThat(Durability.setting(connection, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(Durability.setting(connection, "max_connections")).isEqualTo("60");
            assertThat(Durability.setting(connection, "wal_compression")).isEqualTo("pglz");
        }
    }

    @Test
    void textIsOrderedByCodePointOnEveryMachine() {
        try (var postgres = EmbeddedPostgres.start(data, THROWAWAY)) {
            var sql = JdbcClient.create(postgres.database("kept").unpooled());
            assertThat(
                            sql.sql(
                                            "select string_agg(t, '' order by t) from unnest(array['b','ä','a','B']) t")
                                    .query(String.class)
                                    .single())
                    .isEqualTo("Babä");
            assertThat(sql.sql("select upper('ä')").query(String.class).single()).isEqualTo("Ä");
        }
    }

    @Test
    void dataAndPortSurviveAStopAndAStart() {
        int port;
        try (var postgres = EmbeddedPostgres.start(data, DURABLE)) {
            port = postgres.port();
            write(postgres.database("kept"), "kept word");
        }
        try (var postgres = EmbeddedPostgres.start(data, DURABLE)) {
            assertThat(postgres.port()).isEqualTo(port);
            assertThat(read(postgres.database("kept"))).isEqualTo("kept word");
        }
    }

    @Test
    void passwordIsForItsOwnerOnlyAndWithoutItNobodyEnters() throws IOException {
        try (var postgres = EmbeddedPostgres.start(data, THROWAWAY)) {
            assertThat(Files.getPosixFilePermissions(data.resolve("postgres/password")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            var wrong = DatabaseUrl.local(postgres.port(), "postgres", "kept", "guess");
            assertThatThrownBy(wrong::connect).hasMessageContaining("password");
        }
    }

    @Test
    void killedServerIsBackOnItsPortWithWhatWasCommittedAndTheSamePoolServesAgain()
            throws Exception {
        try (var postgres = EmbeddedPostgres.start(data, DURABLE);
                var lanes = new Lanes(postgres.database("kept"), 10, 3)) {
            write(postgres.database("kept"), "committed");
            var sql = JdbcClient.create(lanes);
            int port = postgres.port();
            long pid = postgres.pid();
            for (int i = 0; i < 2; i++) {
                sql.sql("select 1").query(Integer.class).single();
            }

            kill(pid);

            long waited = millisUntilItAnswers(sql);
            assertThat(waited).isLessThan(10_000);
            assertThat(postgres.port()).isEqualTo(port);
            assertThat(postgres.pid()).isNotEqualTo(pid);
            assertThat(sql.sql("select said from word").query(String.class).single())
                    .isEqualTo("committed");
        }
    }

    @Test
    void killedServerIsBackAlthoughAChildOfItWasComputing() throws Exception {
        try (var postgres = EmbeddedPostgres.start(data, DURABLE)) {
            var url = postgres.database("kept");
            var busy =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    JdbcClient.create(url.unpooled())
                                            .sql(
                                                    "select count(*) from generate_series(1, 2000000000)")
                                            .query(Long.class)
                                            .single();
                                } catch (RuntimeException _) {
                                    // it is meant to be cut off
                                }
                            });
            Thread.sleep(500);
            kill(postgres.pid());
            assertThat(millisUntilItAnswers(JdbcClient.create(url.unpooled()))).isLessThan(10_000);
            busy.join(Duration.ofSeconds(10));
        }
    }

    @Test
    void serverLeftByADeadProgramIsTakenOver() throws Exception {
        long pid = startElsewhereAndDie(data);
        try (var postgres = EmbeddedPostgres.start(data, DURABLE)) {
            assertThat(postgres.pid()).isEqualTo(pid);
            assertThat(read(postgres.database("kept"))).isEqualTo("left behind");
        }
        assertThat(EmbeddedPostgres.running(data, "kept")).isEmpty();
    }

    @Test
    void serverLeftWithUnsafeSettingsIsStartedAnew() throws Exception {
        long pid = startElsewhereAndDie(data, THROWAWAY);
        try (var postgres = EmbeddedPostgres.start(data, DURABLE);
                var connection = postgres.database("kept").connect()) {
            assertThat(postgres.pid()).isNotEqualTo(pid);
            assertThat(Durability.setting(connection, "fsync")).isEqualTo("on");
        }
    }

    @Test
    void processNumberThatAStrangerHasSinceARebootStopsNobody() throws IOException {
        EmbeddedPostgres.start(data, THROWAWAY).close();
        Files.writeString(
                data.resolve("postgres/18/postmaster.pid"),
                ProcessHandle.current().pid()
                        + "\n"
                        + data
                        + "\n1\n20000\n\n127.0.0.1\n1 1\nready\n");
        try (var postgres = EmbeddedPostgres.start(data, THROWAWAY)) {
            assertThat(postgres.pid()).isNotEqualTo(ProcessHandle.current().pid());
        }
    }

    @Test
    void secondProgramOnTheSameFolderIsRefused() throws Exception {
        try (var _ = EmbeddedPostgres.start(data, THROWAWAY)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(data, THROWAWAY))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("Another Kept")
                    .hasMessageContaining("--data");
            assertThat(elsewhere(data, THROWAWAY).waitFor()).isEqualTo(3);
        }
        EmbeddedPostgres.start(data, THROWAWAY).close();
    }

    @Test
    void clusterOfAnotherMajorVersionIsRefusedWithBothVersionsAndWhatToDo() throws IOException {
        Path old = Files.createDirectories(data.resolve("postgres/17"));
        Files.writeString(old.resolve("PG_VERSION"), "17\n");
        assertThatThrownBy(() -> EmbeddedPostgres.start(data, THROWAWAY))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("PostgreSQL 17")
                .hasMessageContaining("PostgreSQL 18")
                .hasMessageContaining("./kept backup")
                .hasMessageContaining("./kept restore");
    }

    @Test
    void runningServerIsFoundByASecondProgramAndAStoppedOneIsNot() throws SQLException {
        assertThat(EmbeddedPostgres.running(data, "kept")).isEmpty();
        try (var postgres = EmbeddedPostgres.start(data, THROWAWAY)) {
            postgres.database("kept");
            try (var connection = EmbeddedPostgres.running(data, "kept").orElseThrow().connect()) {
                assertThat(connection.isValid(1)).isTrue();
            }
        }
        assertThat(EmbeddedPostgres.running(data, "kept")).isEmpty();
    }

    @Test
    void fileInPlaceOfTheDataFolderIsASentence() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "");
        assertThatThrownBy(() -> EmbeddedPostgres.start(file, THROWAWAY))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void brokenClusterIsASentenceThatNamesTheLog() throws IOException {
        EmbeddedPostgres.start(data, THROWAWAY).close();
        Files.delete(data.resolve("postgres/18/global/pg_control"));
        assertThatThrownBy(() -> EmbeddedPostgres.start(data, THROWAWAY))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("PostgreSQL did not start")
                .hasMessageContaining("postgres.log");
    }

    private static void write(DatabaseUrl url, String word) {
        var sql = JdbcClient.create(url.unpooled());
        sql.sql("create table word (said text)").update();
        sql.sql("insert into word values (?)").param(word).update();
    }

    private static String read(DatabaseUrl url) {
        return JdbcClient.create(url.unpooled())
                .sql("select said from word")
                .query(String.class)
                .single();
    }

    private static void kill(long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-9", "" + pid).start().waitFor();
    }

    private static long millisUntilItAnswers(JdbcClient sql) throws InterruptedException {
        long since = System.nanoTime();
        Thread.sleep(50);
        while (true) {
            try {
                sql.sql("select 1").query(Integer.class).single();
                return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
            } catch (RuntimeException e) {
                if (System.nanoTime() - since > TimeUnit.SECONDS.toNanos(20)) {
                    throw e;
                }
                Thread.sleep(20);
            }
        }
    }

    private static long startElsewhereAndDie(Path data) throws Exception {
        return startElsewhereAndDie(data, DURABLE);
    }

    private static long startElsewhereAndDie(Path data, EmbeddedPostgres.Mode mode)
            throws Exception {
        assertThat(elsewhere(data, mode).waitFor()).isEqualTo(137);
        return Postmaster.of(data.resolve("postgres/18")).orElseThrow().pid();
    }

    private static Process elsewhere(Path data, EmbeddedPostgres.Mode mode) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DyingProgram.class.getName(),
                        data.toString(),
                        mode.name())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// Starts a server, writes to it, and dies without a chance to stop it.
    static final class DyingProgram {
        private DyingProgram() {}

        public static void main(String[] arguments) {
            try {
                var postgres =
                        EmbeddedPostgres.start(
                                Path.of(arguments[0]), EmbeddedPostgres.Mode.valueOf(arguments[1]));
                write(postgres.database("kept"), "left behind");
                Runtime.getRuntime().halt(137);
            } catch (StartFailure _) {
                Runtime.getRuntime().halt(3);
            }
        }
    }
}
