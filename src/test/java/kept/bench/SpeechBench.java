package kept.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import kept.speech.HeardWords;

/// What a machine hears of sentences on the telephone.
final class SpeechBench {
    private SpeechBench() {}

    static void run(Path folder, Results results) throws Exception {
        var measured = HeardWords.measured(Files.createTempDirectory("speech"));
        if (measured.isEmpty()) {
            return;
        }
        var heard = measured.get();
        results.add("sentences of our own, spoken by flite at 8 kHz", heard.sentences(), "", "");
        results.add("words wrong of a hundred", 100.0 * heard.wrong() / heard.words(), "%", "");
        results.add("sentences without a wrong word", heard.whole(), "", "");
        results.add("processor per second of sound", heard.cpu() / heard.sound(), "s", "");
        results.add("until the model is read", heard.opens(), "s", "");
    }
}
