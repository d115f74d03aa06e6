package kept.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL server of our own: it lives in the data folder, listens on loopback only, starts and stops with the program,
/// and is started again when it dies.
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration STEADY = Duration.ofMinutes(1);
    private static final int PORT_TRIES = 5;

    /// What the server is for: Kept's data must survive a power cut, a test's need not.
    public enum Mode {
        DURABLE("fsync=on", "full_page_writes=on", "synchronous_commit=on", "max_connections=60"),
        THROWAWAY(
                "fsync=off",
                "full_page_writes=off",
                "synchronous_commit=off",
                "autovacuum=off",
                "max_wal_size=4GB",
                // all programs of a test run, with a pool each
                "max_connections=300");

        private static final List<String> COMMON =
                List.of(
                        "listen_addresses=127.0.0.1",
                        "unix_socket_directories=",
                        "shared_buffers=128MB",
                        // pages of cases and promises are short queries: compiling or spreading
                        // them costs more than it saves
                        "jit=off",
                        "max_parallel_workers_per_gather=0",
                        "random_page_cost=1.1",
                        "timezone=UTC",
                        "log_timezone=UTC",
                        // the bundle is built without lz4 and zstd
                        "wal_compression=pglz",
                        "log_min_messages=warning");

        @SuppressWarnings("ImmutableEnumChecker") // made by List.of
        private final List<String> parameters;

        Mode(String... own) {
            this.parameters = List.of(own);
        }

        /// Settings as `name=value`; given on the command line, where nothing in the cluster overrules them.
        List<String> parameters() {
            return Stream.concat(COMMON.stream(), parameters.stream()).toList();
        }
    }

    private final DataFolder data;
    private final Path home;
    private final Cluster cluster;
    private final String password;
    private final Thread watch =
            Thread.ofPlatform().daemon().name("postgres-watch").unstarted(this::watch);
    private volatile Postmaster postmaster;
    private volatile boolean closing;

    private EmbeddedPostgres(DataFolder data, Mode mode) throws IOException, InterruptedException {
        this.data = data;
        this.home = Files.createDirectories(data.path().resolve("postgres"));
        this.cluster = new Cluster(home, Binaries.unpackedIn(home), mode);
        cluster.ensure();
        this.password = cluster.password();
        this.postmaster = takeOverOrStart();
    }

    /// Starts the server of a data folder, making its cluster at the first start; a server that a program left behind when it
    /// died is taken over.
    ///
    /// @throws StartFailure if it cannot start, with what to do
    public static EmbeddedPostgres start(Path dataFolder, Mode mode) {
        refuseUnquotable(dataFolder);
        var data = DataFolder.hold(dataFolder);
        try {
            var postgres = new EmbeddedPostgres(data, mode);
            return postgres.proven(mode);
        } catch (IOException e) {
            data.close();
            throw StartFailure.writing(data.path(), e);
        } catch (InterruptedException e) {
            data.close();
            Thread.currentThread().interrupt();
            throw new StartFailure("Stopped while PostgreSQL was starting.", e);
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
    }

    /// The address of a database on the server that runs in a data folder now, for a second program such as the backup.
    public static Optional<DatabaseUrl> running(Path dataFolder, String database) {
        Path home = dataFolder.toAbsolutePath().resolve("postgres");
        try {
            var postmaster = Postmaster.of(home.resolve(Binaries.MAJOR)).filter(Postmaster::ready);
            if (postmaster.isEmpty()) {
                return Optional.empty();
            }
            String password = Files.readString(home.resolve("password")).strip();
            return Optional.of(
                    DatabaseUrl.local(postmaster.get().port(), database, Cluster.USER, password));
        } catch (IOException e) {
            throw StartFailure.writing(home, e);
        }
    }

    /// The address of a database, which is made if it is not there yet.
    public DatabaseUrl database(String name) {
        try (Connection connection = url("postgres").connect();
                var query =
                        connection.prepareStatement(
                                "select 1 from pg_database where datname = ?")) {
            query.setString(1, name);
            if (!query.executeQuery().next()) {
                try (var create = connection.createStatement()) {
                    create.execute("create database " + create.enquoteIdentifier(name, true));
                }
            }
            return url(name);
        } catch (SQLException e) {
            throw new StartFailure(
                    "Could not make the database " + name + ": " + e.getMessage(), e);
        }
    }

    /// The port on 127.0.0.1; it stays the same when the server is started again.
    public int port() {
        return postmaster.port();
    }

    /// The process id of the server.
    long pid() {
        return postmaster.pid();
    }

    DatabaseUrl url(String database) {
        return DatabaseUrl.local(postmaster.port(), database, Cluster.USER, password);
    }

    /// Stops the server and lets go of the data folder.
    @Override
    public synchronized void close() {
        if (closing) {
            return;
        }
        closing = true;
        watch.interrupt();
        try {
            watch.join();
            if (cluster.running().isPresent()) {
                cluster.stop();
            }
        } catch (IOException e) {
            log.warn("PostgreSQL did not stop; the next start takes it over: {}", e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            data.close();
        }
    }

    private static void refuseUnquotable(Path dataFolder) {
        // pg_ctl hands paths to a shell inside double quotes
        if (dataFolder
                .toAbsolutePath()
                .toString()
                .chars()
                .anyMatch(c -> "\"$`\\\n".indexOf(c) >= 0)) {
            throw new StartFailure(
                    "The data folder's path may hold none of \" $ ` \\ and no line break: name another folder with"
                            + " --data.");
        }
    }

    private Postmaster takeOverOrStart() throws IOException, InterruptedException {
        var left = cluster.running();
        if (left.isPresent() && left.get().ready() && cluster.isOurs()) {
            log.info("Taking over the PostgreSQL that runs on port {}", left.get().port());
            rememberPort(left.get().port());
            return left.get();
        }
        if (left.isPresent()) {
            log.info("Stopping a PostgreSQL that was left with other settings, then starting ours");
            cluster.stop();
        }
        for (int tries = 1; ; tries++) {
            int port = choosePort();
            try {
                var started = cluster.start(port);
                rememberPort(port);
                return started;
            } catch (StartFailure failure) {
                if (!failure.sentence().contains("TCP/IP") || tries == PORT_TRIES) {
                    throw failure;
                }
                log.info("Port {} was taken meanwhile; trying another", port);
            }
        }
    }

    private EmbeddedPostgres proven(Mode mode) {
        try (Connection connection = url("postgres").connect()) {
            if (mode == Mode.DURABLE) {
                Durability.require(connection);
            }
            watch.start();
            return this;
        } catch (SQLException e) {
            close();
            throw new StartFailure("PostgreSQL started but does not answer: " + e.getMessage(), e);
        } catch (StartFailure e) {
            close();
            throw e;
        }
    }

    private void watch() {
        Duration pause = FIRST_PAUSE;
        long startedAt = System.nanoTime();
        try {
            while (!closing) {
                Thread.sleep(LOOK_EVERY);
                if (closing || postmaster.alive()) {
                    continue;
                }
                if (System.nanoTime() - startedAt > STEADY.toNanos()) {
                    pause = FIRST_PAUSE;
                }
                log.warn("PostgreSQL ended unasked; starting it again on port {}", port());
                startedAt = System.nanoTime();
                if (startAgain(pause)) {
                    log.info("PostgreSQL is back on port {}", port());
                } else {
                    Thread.sleep(pause);
                }
                pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
            }
        } catch (InterruptedException _) {
            // close() asks the watch to end
            Thread.currentThread().interrupt();
        }
    }

    private boolean startAgain(Duration pause) throws InterruptedException {
        try {
            postmaster = cluster.start(port());
            return true;
        } catch (IOException | StartFailure e) {
            log.error("{} Trying again in {} ms.", e.getMessage(), pause.toMillis());
            return false;
        }
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private int choosePort() throws IOException {
        Path file = home.resolve("port");
        if (Files.exists(file)) {
            int before = parsePort(Files.readString(file).strip());
            if (isFree(before)) {
                return before;
            }
            log.info("Port {} of the last start is taken; choosing another", before);
        }
        // below the range from which systems take ports for outgoing connections, so that nobody
        // gets ours by chance while the server is down
        for (int tries = 0; tries < 1000; tries++) {
            int port = ThreadLocalRandom.current().nextInt(15_432, 32_768);
            if (isFree(port)) {
                return port;
            }
        }
        throw new StartFailure(
                "No free port for PostgreSQL on 127.0.0.1: end other programs, then start again.");
    }

    private void rememberPort(int port) throws IOException {
        Path half = home.resolve("port.new");
        Files.writeString(half, port + "\n");
        Files.move(half, home.resolve("port"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static int parsePort(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    private static boolean isFree(int port) {
        if (port < 1024 || port > 65_535) {
            return false;
        }
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
