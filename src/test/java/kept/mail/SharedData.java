package kept.mail;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Public data sets that are not part of the project: tests that measure against them skip where they are absent.
public final class SharedData {
    private SharedData() {}

    public static Path folder(String name) {
        String set =
                System.getProperty(
                        "kept.test.data",
                        System.getenv().getOrDefault("KEPT_TEST_DATA", "../shared/data"));
        Path folder = Path.of(set).toAbsolutePath().normalize().resolve(name);
        if (!Files.isDirectory(folder)) {
            System.out.println(
                    "Skipped: the data set "
                            + name
                            + " is not here. Set KEPT_TEST_DATA to the folder that holds it.");
        }
        assumeTrue(Files.isDirectory(folder), "the data set " + name + " is not here");
        return folder;
    }

    public static List<Path> files(Path folder, String ending) {
        try (var files = Files.walk(folder)) {
            return files.filter(
                            file -> file.toString().endsWith(ending) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
