package kept.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Runs the benches that are named, or all.
final class Bench {
    private static final Map<String, Run> ALL = new LinkedHashMap<>();

    static {
        ALL.put("start", StartBench::run);
        ALL.put("cases", CasesBench::run);
        ALL.put("lists", ListsBench::run);
        ALL.put("timers", TimersBench::run);
        ALL.put("mail", MailBench::run);
        ALL.put("kill", KillBench::run);
        ALL.put("nodes", NodesBench::run);
        ALL.put("cut", CutBench::run);
        ALL.put("full", FullBench::run);
        ALL.put("catcher", CatcherBench::run);
        ALL.put("check", CheckBench::run);
        ALL.put("reports", ReportsBench::run);
        ALL.put("voice", VoiceBench::run);
        ALL.put("prompts", VoiceBench::prompts);
        ALL.put("calls", CallsKillBench::run);
        ALL.put("calls-memory", CallsMemoryBench::run);
        ALL.put("edge", EdgeBench::run);
        ALL.put("fuzz", FuzzBench::run);
        ALL.put("speech", SpeechBench::run);
        ALL.put("chain", ChainBench::run);
        ALL.put("forecast", ForecastBench::run);
        ALL.put("simulator", SimulatorBench::run);
    }

    private Bench() {}

    @FunctionalInterface
    private interface Run {
        void on(Path folder, Results results) throws Exception;
    }

    /// A number after `simulator` says how many seeds it plays.
    public static void main(String[] arguments) throws Exception {
        var names = new ArrayList<String>();
        for (var argument : arguments) {
            if (argument.matches("[1-9][0-9]{0,8}") && names.equals(List.of("simulator"))) {
                System.setProperty("kept.seeds", argument);
            } else {
                names.add(argument);
            }
        }
        for (var name : names) {
            if (!ALL.containsKey(name)) {
                System.err.printf(
                        "There is no bench \"%s\". There are %s.%n",
                        name, String.join(", ", ALL.keySet()));
                System.exit(2);
            }
        }
        var root = Path.of(System.getProperty("kept.root", "."));
        for (var name : names.isEmpty() ? List.copyOf(ALL.keySet()) : names) {
            var folder = Files.createTempDirectory("kept-bench-");
            var run = java.util.Objects.requireNonNull(ALL.get(name));
            run.on(folder.resolve("data"), new Results(root, name, commit(root)));
        }
        // threads of libraries may outlive their work
        System.exit(0);
    }

    private static String commit(Path root) throws IOException {
        var git =
                new ProcessBuilder("git", "-C", root.toString(), "rev-parse", "--short", "HEAD")
                        .redirectErrorStream(true)
                        .start();
        String said =
                new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return said.matches("[0-9a-f]{7,}") ? said : "unknown";
    }
}
