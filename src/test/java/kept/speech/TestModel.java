package kept.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipFile;

/// The small English model of Vosk and its library, as they lie in the local repository of Maven once somebody fetched them (`.ci/run` does).
final class TestModel {
    private static final Path REPOSITORY =
            Path.of(System.getProperty("user.home"), ".m2", "repository", "com", "alphacephei");
    private static final String VERSION = "0.3.45";

    private TestModel() {}

    /// Unpacks them side by side.
    static Optional<Path> unpacked(Path folder) throws IOException {
        var model =
                REPOSITORY.resolve("vosk-model-en/%1$s/vosk-model-en-%1$s.aar".formatted(VERSION));
        var engine = REPOSITORY.resolve("vosk/%1$s/vosk-%1$s.jar".formatted(VERSION));
        boolean linux =
                System.getProperty("os.name", "").equals("Linux")
                        && System.getProperty("os.arch", "").equals("amd64");
        if (!linux || !Files.exists(model) || !Files.exists(engine)) {
            System.out.println(
                    "Skipped: the model com.alphacephei:vosk-model-en:aar and the library com.alphacephei:vosk of version %s are not here, or not for this machine."
                            .formatted(VERSION));
            return Optional.empty();
        }
        var target = folder.resolve("model");
        unpack(model, "assets/model-en-us/", target);
        unpack(engine, "linux-x86-64/", target);
        return Optional.of(target);
    }

    private static void unpack(Path archive, String prefix, Path target) throws IOException {
        try (var zip = new ZipFile(archive.toFile())) {
            for (var entry :
                    zip.stream().filter(each -> each.getName().startsWith(prefix)).toList()) {
                var file = target.resolve(entry.getName().substring(prefix.length()));
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    try (var in = zip.getInputStream(entry)) {
                        Files.copy(in, file);
                    }
                }
            }
        }
    }
}
