package kept;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/// What can be asked of the program on the command line. Wrong use ends with 2 and one sentence, a failure with 1.
final class Commands {
    private static final String USAGE =
            """
            ./kept run                      serve (the default)
            ./kept demo                     serve with sample data, in a folder of its own
            ./kept test                     run the test suite
            ./kept bench [NAME]             measure
            ./kept import mbox FILE         import old mail    (--dry-run shows what would happen)
            ./kept import promises FILE     import past promises from CSV
            ./kept verify                   check the hash chains
            ./kept verify FILE              check a bundle that was taken away from a case
            ./kept backup FILE              save everything into one file
            ./kept restore FILE             bring a backup back into an empty data folder
            ./kept doctor                   check settings, ports, disk, database, mail and clock
            Every command takes --data FOLDER.
            """;

    /// Ends no process: the program goes on serving.
    static final int SERVING = -1;

    private static final String DEMO_FOLDER = "./demo-data";

    private final Console console;
    private final Map<String, String> environment;

    Commands(Console console, Map<String, String> environment) {
        this.console = console;
        this.environment = environment;
    }

    /// The exit code, or [#SERVING].
    int run(String... arguments) {
        @Nullable Settings settings = null;
        try {
            var words = new Words(arguments);
            String data = words.option("--data");
            String command = words.next("run");
            boolean demo = command.equals("demo");
            settings = Settings.read(environment, demo && data == null ? DEMO_FOLDER : data);
            if (!command.equals("run") && !demo) {
                onlyWarnings();
            }
            return dispatch(command, words, settings);
        } catch (WrongUse wrong) {
            console.trouble(String.valueOf(wrong.getMessage()));
            return 2;
        } catch (RuntimeException failure) {
            console.trouble(
                    settings == null
                            ? String.valueOf(failure.getMessage())
                            : Kept.sentence(failure, settings));
            if (environment.containsKey("KEPT_JAVA_OPTS")) {
                failure.printStackTrace(console.err());
            }
            return 1;
        }
    }

    private static void onlyWarnings() {
        LoggingSystem.get(Commands.class.getClassLoader())
                .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
    }

    private int dispatch(String command, Words words, Settings settings) {
        return switch (command) {
            case "run" -> serve(words, settings, Map.of());
            case "demo" -> serve(words, settings, demo(settings));
            case "verify" -> {
                String file = words.next("");
                words.noMore();
                yield file.isEmpty()
                        ? new VerifyCommand(settings, console).run()
                        : VerifyCommand.bundle(Path.of(file), console);
            }
            case "backup" -> {
                var file = file(words, "./kept backup FILE");
                yield new BackupCommand(settings, console).run(file);
            }
            case "restore" -> {
                var file = file(words, "./kept restore FILE");
                yield new RestoreCommand(settings, console).run(file);
            }
            case "import" -> imported(words, settings);
            case "doctor" -> {
                words.noMore();
                yield new Doctor(settings, console).run();
            }
            case "train" -> {
                words.noMore();
                yield new Training(settings).run();
            }
            case "help", "--help", "-h" -> {
                console.out().print(USAGE);
                yield 0;
            }
            default ->
                    throw new WrongUse(
                            "There is no command \"%s\". ./kept help lists them all."
                                    .formatted(command));
        };
    }

    /// The demo has a telephone that only this machine reaches, unless another one is set.
    private static Map<String, Object> demo(Settings settings) {
        return settings.get("KEPT_SIP_LISTEN").isEmpty()
                ? Map.of("kept.demo", true, "kept.sip-listen", "127.0.0.1:0")
                : Map.of("kept.demo", true);
    }

    private static int serve(Words words, Settings settings, Map<String, Object> more) {
        words.noMore();
        Stop.withZero(Kept.start(settings, true, more));
        return SERVING;
    }

    private int imported(Words words, Settings settings) {
        String usage =
                "./kept import promises FILE.csv, or ./kept import mbox FILE, with --dry-run to only look; for mbox also --open-days DAYS.";
        boolean dryRun = words.flag("--dry-run");
        String openDays = words.option("--open-days");
        String what = words.required(usage);
        var file = file(words, usage);
        return switch (what) {
            case "mbox" -> new ImportMbox(settings, console, dryRun, days(openDays)).run(file);
            case "promises" -> new ImportPromises(settings, console, dryRun).run(file);
            default ->
                    throw new WrongUse(
                            "Kept imports no \"%s\". Write it as in: %s".formatted(what, usage));
        };
    }

    private static int days(@Nullable String text) {
        if (text == null) {
            return ImportMbox.OPEN_DAYS;
        }
        if (!text.matches("\\d{1,4}")) {
            throw new WrongUse("--open-days takes a number of days, such as 7, or 0 for none.");
        }
        return Integer.parseInt(text);
    }

    private static Path file(Words words, String usage) {
        var file = Path.of(words.required(usage));
        words.noMore();
        return file;
    }
}
