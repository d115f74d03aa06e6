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

    /// How well likeness tells questions of one intent from those of others: the chance that a pair of one intent is more
    /// alike than a pair of two (half of ties), and the shares of both that reach the threshold.
    public record Alike(double auc, double found, double wronglyFound) {}

    /// Of the test part, 20,000 pairs of each sort.
    public static Alike likeness(Path clinc) throws IOException {
        var byIntent = new java.util.TreeMap<String, List<Likeness>>();
        for (var question :
                JsonMapper.shared()
                        .readTree(Files.readString(clinc.resolve("data_full.json")))
                        .get("test")) {
            byIntent.computeIfAbsent(question.get(1).asString(), _ -> new ArrayList<>())
                    .add(Likeness.of(question.get(0).asString()));
        }
        var intents = List.copyOf(byIntent.values());
        var random = new Random(SEED);
        var same = new double[20_000];
        var other = new double[same.length];
        for (int i = 0; i < same.length; i++) {
            int one = random.nextInt(intents.size());
            int two = (one + 1 + random.nextInt(intents.size() - 1)) % intents.size();
            var first = any(intents.get(one), random);
            var second = any(intents.get(one), random);
            same[i] = first == second ? first.to(any(intents.get(one), random)) : first.to(second);
            other[i] = first.to(any(intents.get(two), random));
        }
        return new Alike(auc(same, other), reach(same), reach(other));
    }

    private static Likeness any(List<Likeness> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    private static double reach(double[] values) {
        return java.util.Arrays.stream(values).filter(v -> v >= Likeness.SAME_MATTER).count()
                / (double) values.length;
    }

    private static double auc(double[] same, double[] other) {
        java.util.Arrays.sort(other);
        double above = 0;
        for (double value : same) {
            int low = below(other, value - 1e-12);
            int high = below(other, value + 1e-12);
            above += low + (high - low) / 2.0;
        }
        return above / same.length / other.length;
    }

    private static int below(double[] sorted, double value) {
        int at = java.util.Arrays.binarySearch(sorted, value);
        return at >= 0 ? at : -at - 1;
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
