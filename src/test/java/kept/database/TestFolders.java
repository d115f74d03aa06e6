package kept.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Data folders that need not unpack PostgreSQL again: its files are linked from an earlier test's folder.
final class TestFolders {
    private TestFolders() {}

    static Path withBinaries(Path data) throws IOException {
        Path home = Files.createDirectories(data.resolve("postgres"));
        Path shared = Files.createDirectories(Path.of("target", "test-binaries").toAbsolutePath());
        Path from = Binaries.unpackedIn(shared).home();
        Path to = home.resolve(from.getFileName());
        if (Files.exists(to)) {
            return data;
        }
        try (var paths = Files.walk(from)) {
            paths.forEach(path -> link(path, to.resolve(from.relativize(path))));
        }
        return data;
    }

    private static void link(Path from, Path to) {
        try {
            if (Files.isSymbolicLink(from)) {
                Files.createSymbolicLink(to, Files.readSymbolicLink(from));
            } else if (Files.isDirectory(from)) {
                Files.createDirectories(to);
            } else {
                Files.createLink(to, from);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
