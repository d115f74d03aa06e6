package kept.database;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL cluster in a folder, with the programs that start and stop its server.
final class Cluster {
    private static final Logger log = LoggerFactory.getLogger(Cluster.class);
    private static final Duration ORPHANS_MAY_FINISH = Duration.ofMillis(500);
    private static final Duration ORPHANS_ARE_KILLED = Duration.ofSeconds(3);
    private static final Pattern COMPLAINT = Pattern.compile("(?:FATAL|PANIC):\\s*(.*)");
    private static final long LOG_LIMIT_BYTES = 10_000_000;
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    static final String USER = "kept";

    private final Path home;
    private final Path folder;
    private final Path logFile;
    private final Binaries binaries;
    private final EmbeddedPostgres.Mode mode;

    /// @param home the folder that holds the cluster, its password, its port and its log
    Cluster(Path home, Binaries binaries, EmbeddedPostgres.Mode mode) {
        this.home = home;
        this.folder = home.resolve(Binaries.MAJOR);
        this.logFile = home.resolve("postgres.log");
        this.binaries = binaries;
        this.mode = mode;
    }

    /// The server on this cluster that an earlier program left behind, if it lives.
    Optional<Postmaster> running() throws IOException {
        return Postmaster.of(folder);
    }

    /// Whether a running server was started with the programs and settings we would start it with.
    boolean isOurs() throws IOException {
        String command = Files.readString(folder.resolve("postmaster.opts"));
        return command.startsWith(binaries.home().toString())
                && mode.parameters().stream().allMatch(p -> command.contains('"' + p + '"'));
    }

    String password() throws IOException {
        return Files.readString(secret()).strip();
    }

    /// Makes the cluster where there is none.
    ///
    /// @throws StartFailure if there is one of another major version of PostgreSQL
    void ensure() throws IOException {
        refuseOtherMajors();
        if (!Files.exists(folder.resolve("PG_VERSION"))) {
            create();
        }
    }

    /// Starts the server and waits until it takes connections, however long its recovery takes.
    Postmaster start(int port) throws IOException, InterruptedException {
        endOrphans();
        rotateLog();
        long logged = Files.exists(logFile) ? Files.size(logFile) : 0;
        try {
            return launch(port, logged);
        } catch (StartFailure failure) {
            if (!failure.sentence().contains("\"postmaster.pid\" already exists")
                    || running().isPresent()) {
                throw failure;
            }
            // we hold the data folder and no process of ours lives: the number in the file
            // belongs to a stranger since a reboot, or to a dead process nobody reaped
            log.warn("Removing a stale postmaster.pid, then starting PostgreSQL again");
            Files.delete(Postmaster.file(folder));
            return launch(port, Files.size(logFile));
        }
    }

    /// Stops the server at once for its clients and cleanly for its data.
    void stop() throws IOException {
        binaries.run("pg_ctl", List.of("stop", "-w", "-m", "fast", "-t", "60", "-D", folder + ""));
    }

    private void refuseOtherMajors() throws IOException {
        if (Files.exists(folder.resolve("PG_VERSION"))) {
            refuseUnlessOurMajor(folder);
            return;
        }
        try (var clusters = Files.newDirectoryStream(home, "[0-9]*")) {
            for (Path cluster : clusters) {
                if (Files.exists(cluster.resolve("PG_VERSION"))) {
                    refuseUnlessOurMajor(cluster);
                }
            }
        }
    }

    private static void refuseUnlessOurMajor(Path cluster) throws IOException {
        String major = Files.readString(cluster.resolve("PG_VERSION")).strip();
        if (!major.equals(Binaries.MAJOR)) {
            throw new StartFailure(
                    cluster
                            + " was made by PostgreSQL "
                            + major
                            + ", and this version of Kept brings PostgreSQL "
                            + Binaries.MAJOR
                            + ": run ./kept backup FILE with the version of Kept you had, then ./kept restore"
                            + " FILE with this one and an empty data folder.");
        }
    }

    private void create() throws IOException {
        writeSecret();
        Path half = folder.resolveSibling(Binaries.MAJOR + ".new");
        Binaries.delete(half);
        var arguments =
                new ArrayList<>(
                        List.of(
                                "-D",
                                half.toString(),
                                "-U",
                                USER,
                                "-A",
                                "scram-sha-256",
                                "--pwfile=" + secret(),
                                "-E",
                                "UTF8",
                                // the order of text must not change with the machine's C library
                                "--locale-provider=builtin",
                                "--locale=C.UTF-8",
                                "--data-checksums"));
        if (mode == EmbeddedPostgres.Mode.THROWAWAY) {
            arguments.add("--no-sync");
        }
        log.info("Making a new database cluster in {}", folder);
        binaries.run("initdb", arguments);
        Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path secret() {
        return home.resolve("password");
    }

    private void writeSecret() throws IOException {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        Files.deleteIfExists(secret());
        try (var out =
                FileChannel.open(
                        secret(),
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        OWNER_ONLY)) {
            out.write(
                    ByteBuffer.wrap(
                            HexFormat.of().formatHex(random).getBytes(StandardCharsets.US_ASCII)));
            out.force(true);
        }
    }

    private Postmaster launch(int port, long logged) throws IOException, InterruptedException {
        // pg_ctl puts the server in a session of its own, so Ctrl-C in a terminal reaches us and
        // not it: we are to end first
        Process starter =
                binaries.command(
                                "pg_ctl",
                                List.of(
                                        "start",
                                        "-w",
                                        "-t",
                                        "3600",
                                        "-D",
                                        folder.toString(),
                                        "-l",
                                        logFile.toString(),
                                        "-o",
                                        options(port)))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            // pg_ctl looks ten times a second; looking oftener ourselves saves most of that
            boolean ended = false;
            while (true) {
                var ready = running().filter(Postmaster::ready);
                if (ready.isPresent()) {
                    return ready.get();
                }
                if (ended) {
                    throw failure(logged);
                }
                ended = starter.waitFor(5, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            starter.destroy();
            throw e;
        }
    }

    private String options(int port) {
        var options = new StringBuilder("-p " + port);
        mode.parameters().forEach(p -> options.append(" -c '").append(p).append('\''));
        return options.toString();
    }

    private StartFailure failure(long logged) throws IOException {
        String reason = complaint(logged);
        if (StartFailure.isFullDisk(reason)) {
            return StartFailure.diskFull(home, new IOException(reason));
        }
        return new StartFailure(
                "PostgreSQL did not start ("
                        + reason
                        + "); what it says stands in "
                        + logFile
                        + ".");
    }

    private String complaint(long logged) throws IOException {
        if (!Files.exists(logFile)) {
            return "it wrote no log";
        }
        try (var file = new RandomAccessFile(logFile.toFile(), "r")) {
            file.seek(logged);
            byte[] text = new byte[(int) Math.min(file.length() - logged, 1 << 16)];
            file.readFully(text);
            var found = COMPLAINT.matcher(new String(text, StandardCharsets.UTF_8));
            return found.find() ? found.group(1) : "it does not say why";
        }
    }

    /// When a server was killed its children end by themselves, but one that is computing notices late, and no new server
    /// starts while one lives. What they hold in memory is lost already, so ending them loses nothing.
    private void endOrphans() throws InterruptedException {
        long since = System.nanoTime();
        for (var orphans = orphans(); !orphans.isEmpty(); orphans = orphans()) {
            Duration waited = Duration.ofNanos(System.nanoTime() - since);
            if (waited.compareTo(ORPHANS_ARE_KILLED) > 0) {
                orphans.forEach(ProcessHandle::destroyForcibly);
            } else if (waited.compareTo(ORPHANS_MAY_FINISH) > 0) {
                orphans.forEach(ProcessHandle::destroy);
            }
            Thread.sleep(20);
        }
    }

    /// The programs lie inside the data folder, so whoever runs them works for this cluster.
    private List<ProcessHandle> orphans() {
        String programs = home.resolve("bin-").toString();
        return ProcessHandle.allProcesses()
                .filter(process ->
                        process.info()
                                .command()
                                .filter(command -> command.startsWith(programs))
                                .filter(command -> command.endsWith("/postgres"))
                                .isPresent())
                .toList();
    }

    private void rotateLog() throws IOException {
        if (Files.exists(logFile) && Files.size(logFile) > LOG_LIMIT_BYTES) {
            Files.move(
                    logFile, home.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
