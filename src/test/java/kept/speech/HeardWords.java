package kept.speech;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Optional;

/// How well the engine hears what agents and customers say, and what that costs.
///
/// @param sentences how many were spoken, with how many words
/// @param wrong words that were put in, left out or changed
/// @param whole sentences without a wrong word
/// @param sound seconds of sound
/// @param cpu seconds that a processor worked for it
/// @param opens seconds until the model is read
public record HeardWords(
        int sentences, int words, int wrong, int whole, double sound, double cpu, double opens) {

    /// @return empty, with the reason printed, where the model or flite is missing
    public static Optional<HeardWords> measured(Path folder) throws Exception {
        var model = TestModel.unpacked(folder);
        if (model.isEmpty() || !Spoken.possible()) {
            return Optional.empty();
        }
        long began = System.nanoTime();
        try (var vosk = Vosk.open(model.get())) {
            double opens = (System.nanoTime() - began) / 1e9;
            int words = 0;
            int wrong = 0;
            int whole = 0;
            double sound = 0;
            var thread = ManagementFactory.getThreadMXBean();
            long cpu = 0;
            for (String sentence : Spoken.SENTENCES) {
                byte[] samples = Spoken.samples(sentence);
                sound += samples.length / 16_000.0;
                long before = thread.getCurrentThreadCpuTime();
                var heard = new StringBuilder();
                try (var listener = vosk.listen()) {
                    listener.hear(samples, samples.length);
                    listener.end().forEach(said -> heard.append(said.text()).append(' '));
                }
                cpu += thread.getCurrentThreadCpuTime() - before;
                int mistakes = Spoken.wrongWords(sentence, heard.toString());
                words += Spoken.words(sentence).size();
                wrong += mistakes;
                whole += mistakes == 0 ? 1 : 0;
            }
            return Optional.of(
                    new HeardWords(
                            Spoken.SENTENCES.size(), words, wrong, whole, sound, cpu / 1e9, opens));
        }
    }
}
