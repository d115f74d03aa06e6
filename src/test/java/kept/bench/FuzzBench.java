package kept.bench;

import java.nio.file.Path;
import kept.fuzz.FuzzTargets;
import kept.fuzz.Fuzzing;

/// A million inputs for each reader of what strangers send.
final class FuzzBench {
    private static final long INPUTS = Long.getLong("kept.inputs", 1_000_000);

    private FuzzBench() {}

    static void run(Path folder, Results results) throws Exception {
        for (var target : FuzzTargets.all()) {
            long began = System.nanoTime();
            var fuzzing = Fuzzing.of(target, INPUTS, began);
            double seconds = (System.nanoTime() - began) / 1e9;
            results.add(target.name() + ": inputs", INPUTS, "", "");
            results.add(target.name() + ": inputs", INPUTS / seconds, "/s", "");
            results.add(target.name() + ": exceptions", fuzzing.thrown().size(), "", "0");
            results.add(target.name() + ": longer than 100 ms", fuzzing.slow().size(), "", "0");
            results.add(target.name() + ": longest", fuzzing.longestMillis(), "ms", "");
            fuzzing.thrown().forEach(System.out::println);
            fuzzing.slow().forEach(System.out::println);
        }
    }
}
