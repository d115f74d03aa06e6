package kept.prompts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kept.media.Codec;
import kept.media.Wav;

/// Texts read aloud into files, named as [Prompts] looks for them.
public final class SpokenFiles {
    private SpokenFiles() {}

    public static void make(String language, List<String> texts, Path folder) throws IOException {
        var engine =
                SpeechEngine.installed().stream()
                        .filter(one -> one.program().equals("flite"))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("Install flite first."));
        for (var text : texts) {
            byte[] wav =
                    engine.read(language, text)
                            .orElseThrow(() -> new IllegalStateException("It cannot say: " + text));
            Files.write(
                    folder.resolve(Prompts.name(language, text) + ".mu"),
                    Wav.read(wav).bytes(Codec.PCMU));
        }
    }

    public static boolean isShipped(String language, String text) {
        return Prompts.class.getResource("/prompts/" + Prompts.name(language, text) + ".mu")
                != null;
    }
}
