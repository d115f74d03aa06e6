package kept.catcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;

/// Measures the catcher against sentences of others.
public final class CatcherFigures {
    private static final long SEED = 1;
    private static final int LONGEST = 600;
    private static final int ROUNDS = 15;
    private static final double RATE = 0.1;
    private static final double BAR = 0.45;

    private CatcherFigures() {}

    public static Catcher withModel() {
        return new Catcher(OwnSet.VIENNA, OwnSet.house(), Locale.ENGLISH, Judge.shipped());
    }

    /// Customer questions of clinc150 in which a promise is caught, of how many.
    public record Alarms(int wrong, int asked) {
        public double perThousand() {
            return 1000.0 * wrong / asked;
        }
    }

    public static Alarms alarms(Path clinc, Catcher catcher) throws IOException {
        int wrong = 0;
        int asked = 0;
        for (var part :
                JsonMapper.shared().readTree(Files.readString(clinc.resolve("data_full.json")))) {
            for (var question : part) {
                asked++;
                wrong += catcher.in(question.get(0).asString(), OwnSet.SAID).isEmpty() ? 0 : 1;
            }
        }
        return new Alarms(wrong, asked);
    }

    /// F1 for "intent" on the last fifth of the shuffled set, by a model of the same kind trained on the other four: what
    /// it learns is not part of the program.
    public static double parakweet(Path folder) throws IOException {
        var moment = new Moment(OwnSet.SAID, OwnSet.VIENNA, OwnSet.house(), false);
        var examples = new ArrayList<Linear.Example>();
        var text =
                new String(
                        Files.readAllBytes(folder.resolve("Ask0729-fixed.txt")),
                        StandardCharsets.UTF_8);
        for (String line : text.split("\n")) {
            int tab = line.indexOf('\t');
            String sentence = line.substring(tab + 1).strip();
            if (tab > 0 && !sentence.isEmpty()) {
                String read = sentence.substring(0, Math.min(LONGEST, sentence.length()));
                examples.add(new Linear.Example(features(read, moment), line.startsWith("Yes"), 1));
            }
        }
        Collections.shuffle(examples, new Random(SEED));
        int cut = examples.size() * 4 / 5;
        var model = Linear.blank().trained(examples.subList(0, cut), ROUNDS, RATE, 0);
        return f1(model, examples.subList(cut, examples.size()));
    }

    private static Features features(String sentence, Moment moment) {
        var tokens = Token.of(sentence, 0, sentence.length());
        return Features.of(tokens, Commitment.in(tokens), new TimeWords(tokens, moment).all());
    }

    private static double f1(Linear model, List<Linear.Example> examples) {
        int right = 0;
        int wrong = 0;
        int missed = 0;
        for (var example : examples) {
            boolean yes = model.chance(example.features()) >= BAR;
            right += yes && example.yes() ? 1 : 0;
            wrong += yes && !example.yes() ? 1 : 0;
            missed += !yes && example.yes() ? 1 : 0;
        }
        return 2.0 * right / (2 * right + wrong + missed);
    }

    /// Milliseconds a sentence on one core, after a warm-up.
    public static double speed(Catcher catcher) {
        var lines = OwnSet.read("held-out.tsv");
        long start = 0;
        int rounds = 20;
        for (int round = 0; round < 2 * rounds; round++) {
            start = round == rounds ? System.nanoTime() : start;
            lines.forEach(line -> catcher.in(line.sentence(), OwnSet.SAID));
        }
        return (System.nanoTime() - start) / 1e6 / rounds / lines.size();
    }
}
