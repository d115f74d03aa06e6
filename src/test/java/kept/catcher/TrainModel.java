package kept.catcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Makes the model that ships, out of the development half of our own set: `src/main/resources/catcher/model.bin`.
public final class TrainModel {
    private static final int ROUNDS = 10;
    private static final double RATE = 0.3;
    private static final double PULL = 0.001;

    private TrainModel() {}

    public static void main(String[] args) throws IOException {
        var file = Path.of(args.length == 0 ? "src/main/resources/catcher/model.bin" : args[0]);
        Files.createDirectories(file.getParent());
        try (var out = Files.newOutputStream(file)) {
            model(OwnSet.read("development.tsv")).write(out);
        }
        System.out.println("Wrote " + file + ": " + Files.size(file) + " bytes.");
    }

    static Linear model(List<OwnSet.Line> lines) {
        var calendar = OwnSet.house();
        var moment = new Moment(OwnSet.SAID, OwnSet.VIENNA, calendar, true);
        var examples =
                lines.stream()
                        .map(line ->
                                new Linear.Example(
                                        features(line.sentence(), moment), line.promise(), 1))
                        .toList();
        return Linear.blank().trained(examples, ROUNDS, RATE, PULL);
    }

    static Features features(String sentence, Moment moment) {
        var tokens = Token.of(sentence, 0, sentence.length());
        return Features.of(tokens, Commitment.in(tokens), new TimeWords(tokens, moment).all());
    }
}
