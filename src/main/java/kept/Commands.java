package kept;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kept.journal.Verification;
import org.jspecify.annotations.Nullable;

/// What can be asked of the program on the command line. Wrong use ends with 2 and one sentence, a failure with 1.
final class Commands {
    private static final String USAGE =
            """
            ./kept run                      serve (the default)
            ./kept demo                     serve with sample data, in a folder of its own
            ./kept test                     run the test suite
            ./kept bench [NAME]             measure
            ./kept import mbox FILE         import mail        (--dry-run shows what would happen)
            ./kept import promises FILE     import past promises from CSV
            ./kept verify                   check the hash chains
            ./kept backup FILE              save everything into one file
            ./kept restore FILE             bring a backup back into an empty data folder
            ./kept doctor                   check settings, ports, disk, database, mail and clock
            Every command takes --data FOLDER.
            """;

    private Commands() {}

    /// The exit code, or -1 when the program goes on serving.
    static int run(String[] arguments) {
        var words = new ArrayList<>(List.of(arguments));
        PrintStream err = System.err;
        @Nullable Settings settings = null;
        try {
            String data = option(words, "--data");
            String command = words.isEmpty() ? "run" : words.removeFirst();
            settings = Settings.read(System.getenv(), data);
            return dispatch(command, words, settings);
        } catch (WrongUse wrong) {
            err.println(wrong.getMessage());
            return 2;
        } catch (RuntimeException failure) {
            err.println(settings == null ? failure.getMessage() : Kept.sentence(failure, settings));
            if (System.getenv("KEPT_JAVA_OPTS") != null) {
                failure.printStackTrace(err);
            }
            return 1;
        }
    }

    private static int dispatch(String command, List<String> words, Settings settings) {
        return switch (command) {
            case "run" -> serve(words, settings);
            case "verify" -> verify(words, settings);
            case "help", "--help", "-h" -> {
                System.out.print(USAGE);
                yield 0;
            }
            default ->
                    throw new WrongUse(
                            "There is no command \"%s\". ./kept help lists them all.".formatted(command));
        };
    }

    private static int serve(List<String> words, Settings settings) {
        noMore(words);
        Kept.start(settings, true, Map.of());
        return -1;
    }

    private static int verify(List<String> words, Settings settings) {
        noMore(words);
        try (var context = Kept.start(settings, false, Map.of())) {
            var result = context.getBean(Verification.class).verify();
            result.broken().forEach(System.out::println);
            System.out.printf(
                    "%d entries in %d histories, %d seals: %s%n",
                    result.entries(),
                    result.streams(),
                    result.seals(),
                    result.whole() ? "every link holds." : "NOT whole, see above.");
            return result.whole() ? 0 : 1;
        }
    }

    private static void noMore(List<String> words) {
        if (!words.isEmpty()) {
            throw new WrongUse("\"%s\" is too much here. ./kept help says how.".formatted(words.getFirst()));
        }
    }

    private static @Nullable String option(List<String> words, String name) {
        int at = words.indexOf(name);
        if (at < 0) {
            return null;
        }
        if (at + 1 >= words.size()) {
            throw new WrongUse("%s needs a value after it.".formatted(name));
        }
        words.remove(at);
        return words.remove(at);
    }
}
