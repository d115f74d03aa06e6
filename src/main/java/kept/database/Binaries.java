package kept.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs, unpacked once into the data folder. Those of earlier versions stay there, because only they
/// can start a cluster of theirs.
record Binaries(Path home) {
    private static final Logger log = LoggerFactory.getLogger(Binaries.class);

    /// The major version of PostgreSQL that this build brings.
    static final String MAJOR = "18";

    private static final String STAMP = "archive";

    /// @throws StartFailure if this build has none for this machine, or there is no room for them
    static Binaries unpackedIn(Path folder) {
        String platform = platform(System.getProperty("os.name"), System.getProperty("os.arch"));
        URL archive = Binaries.class.getResource("/postgres-" + platform + ".txz");
        if (archive == null) {
            throw new StartFailure(
                    "This build brings no PostgreSQL for "
                            + platform
                            + ": name a PostgreSQL 15 or later with KEPT_DATABASE_URL.");
        }
        try {
            String stamp = stamp(archive);
            return unpackedBefore(folder, stamp)
                    .orElseGet(() -> new Binaries(unpack(archive, stamp, folder)));
        } catch (IOException e) {
            throw StartFailure.writing(folder, e);
        }
    }

    static String platform(String os, String architecture) {
        String name = os.toLowerCase(Locale.ROOT);
        String system = name.contains("mac") ? "darwin" : name.contains("win") ? "windows" : name;
        String processor =
                switch (architecture) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    default -> architecture;
                };
        return system + "-" + processor;
    }

    /// Runs a program to its end and returns what it printed.
    ///
    /// @throws IOException with that text, if the program failed
    String run(String program, List<String> arguments) throws IOException {
        Path output = Files.createTempFile("kept-" + program, ".log");
        try {
            Process process = command(program, arguments).redirectOutput(output.toFile()).start();
            boolean ended = process.waitFor(5, TimeUnit.MINUTES);
            String text = Files.readString(output).strip();
            if (!ended || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(program + " failed: " + text);
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(program + " was interrupted", e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    ProcessBuilder command(String program, List<String> arguments) {
        var command = new ArrayList<String>();
        if (RootUser.isSelf()) {
            command.addAll(RootUser.disguise());
        }
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        // a PGPORT or PGDATA of the surroundings would overrule us
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        return builder;
    }

    private static Optional<Binaries> unpackedBefore(Path folder, String stamp) throws IOException {
        try (var homes = Files.newDirectoryStream(folder, "bin-*")) {
            for (Path home : homes) {
                Path file = home.resolve(STAMP);
                if (Files.exists(file) && Files.readString(file).equals(stamp)) {
                    return Optional.of(new Binaries(home));
                }
            }
        }
        return Optional.empty();
    }

    private static Path unpack(URL archive, String stamp, Path folder) {
        @Nullable Path half = null;
        try (InputStream in = archive.openStream()) {
            log.info("Unpacking PostgreSQL into {}; this happens once", folder);
            half = Files.createTempDirectory(folder, "unpacking-");
            Tar.extract(
                    new BufferedInputStream(
                            new XZInputStream(new BufferedInputStream(in)), 1 << 16),
                    half);
            Files.writeString(half.resolve(STAMP), stamp);
            flush(half);
            String version = new Binaries(half).run("postgres", List.of("--version"));
            Path home = folder.resolve("bin-" + version.substring(version.lastIndexOf(' ') + 1));
            if (Files.exists(home)) {
                home = home.resolveSibling(home.getFileName() + "-" + stamp);
            }
            return Files.move(half, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (half != null) {
                delete(half);
            }
            throw StartFailure.writing(folder, e);
        }
    }

    /// After a power cut the new name must not stand for files that were never written; one call for a thousand files.
    private static void flush(Path folder) throws IOException {
        try {
            new ProcessBuilder("sync", "-f", folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(1, TimeUnit.MINUTES);
        } catch (IOException _) {
            log.info(
                    "Could not flush {} to disk, which the system does by itself in a while",
                    folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    static void delete(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try (var paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            log.warn("Could not delete {}, which may be deleted by hand: {}", root, e.toString());
        }
    }

    private static String stamp(URL archive) throws IOException {
        var connection = archive.openConnection();
        long check =
                connection instanceof JarURLConnection jar && jar.getJarEntry() != null
                        ? jar.getJarEntry().getCrc()
                        : 0;
        return Long.toHexString(connection.getContentLengthLong()) + Long.toHexString(check);
    }
}
