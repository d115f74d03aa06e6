package kept.speech;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The folder that `KEPT_SPEECH_MODEL` names: a model of Vosk as it is published, and the library of Vosk for this machine beside it.
public final class SpeechModel {
    /// `libvosk.so`, `libvosk.dylib` or `vosk.dll`.
    static final String LIBRARY = System.mapLibraryName("vosk");

    private SpeechModel() {}

    /// What is wrong with a folder, in words that say what to do; empty if it looks right.
    public static Optional<String> fault(Path folder) {
        if (!Files.isDirectory(folder.resolve("am"))
                || !Files.isDirectory(folder.resolve("conf"))) {
            return Optional.of(
                    "%s is no model of Vosk: it has no folders am and conf. Unpack a model there."
                            .formatted(folder));
        }
        if (!Files.isRegularFile(folder.resolve(LIBRARY))) {
            return Optional.of(
                    "%s has no %s. Put the library of Vosk there, beside the model."
                            .formatted(folder, LIBRARY));
        }
        return Optional.empty();
    }
}
