package kept.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import kept.catcher.CatcherFigures;
import kept.catcher.OwnSet;
import kept.catcher.RecognizersSpecs;
import kept.catcher.Score;

/// How well promises are caught: each figure names the set, the split and the measure. Sets that are not here are skipped.
final class CatcherBench {
    private CatcherBench() {}

    static void run(Path folder, Results results) throws Exception {
        own(
                results,
                "rules and model",
                Score.of(OwnSet.read("held-out.tsv"), CatcherFigures.withModel()));
        own(results, "rules alone", Score.of(OwnSet.read("held-out.tsv"), OwnSet.catcher()));
        Path clinc = data("clinc150");
        if (Files.isDirectory(clinc)) {
            var with = CatcherFigures.alarms(clinc, CatcherFigures.withModel());
            results.add(
                    "clinc150, all 23,700 questions: false alarms",
                    with.perThousand(),
                    "/1000",
                    "<= 2");
            results.add(
                    "clinc150, the same by rules alone",
                    CatcherFigures.alarms(clinc, OwnSet.catcher()).perThousand(),
                    "/1000",
                    "<= 2");
        }
        if (Files.isDirectory(clinc)) {
            var alike = CatcherFigures.likeness(clinc);
            String pairs = "likeness, clinc150 test part, 20,000 pairs of each sort: ";
            results.add(pairs + "one intent above two", alike.auc(), "", "");
            results.add(pairs + "one intent, taken as alike", 100 * alike.found(), "%", "");
            results.add(pairs + "two intents, taken as alike", 100 * alike.wronglyFound(), "%", "");
        }
        Path parakweet = data("email-intent-parakweet");
        if (Files.isDirectory(parakweet)) {
            results.add(
                    "parakweet, held-out fifth: F1",
                    CatcherFigures.parakweet(parakweet),
                    "",
                    ">= 0.75");
        }
        Path specs = data("recognizers-text-specs");
        if (Files.isDirectory(specs)) {
            for (var name : new String[] {"DateParser", "DateTimeParser"}) {
                specs(results, specs, "English", name, ">= 85");
            }
            for (var language : new String[] {"German", "Spanish", "French"}) {
                specs(results, specs, language, "DateParser", "");
                specs(results, specs, language, "DateTimeParser", "");
            }
        }
        results.add(
                "a sentence, one core",
                CatcherFigures.speed(CatcherFigures.withModel()),
                "ms",
                "<= 3");
    }

    private static void own(Results results, String by, Score score) throws Exception {
        String set = "own set, held-out 303, " + by + ": ";
        results.add(set + "precision", score.precision(), "", ">= 0.93");
        results.add(set + "recall", score.recall(), "", "");
        results.add(set + "F1", score.f1(), "", ">= 0.90");
        results.add(set + "due right", 100.0 * score.dueRight() / score.dated(), "%", "");
    }

    private static void specs(Results results, Path specs, String language, String name, String bar)
            throws Exception {
        var cases = RecognizersSpecs.run(specs, language, name);
        long right = cases.stream().filter(RecognizersSpecs.Case::right).count();
        results.add(
                "recognizers-text " + language + " " + name + ", all " + cases.size() + ": exact",
                100.0 * right / cases.size(),
                "%",
                bar);
    }

    private static Path data(String name) {
        String set =
                System.getProperty(
                        "kept.test.data",
                        System.getenv().getOrDefault("KEPT_TEST_DATA", "../shared/data"));
        Path folder = Path.of(set).resolve(name);
        if (!Files.isDirectory(folder)) {
            System.out.printf(
                    "  Skipped: %s is not here; set KEPT_TEST_DATA to the folder that holds it.%n",
                    name);
        }
        return folder;
    }
}
