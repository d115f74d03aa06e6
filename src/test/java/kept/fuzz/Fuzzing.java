package kept.fuzz;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// One target under many inputs: what it threw, by kind with the first input of each, and what took too long.
///
/// @param slow inputs that took over 100 ms, four times in a row
public record Fuzzing(
        String target, long inputs, List<String> thrown, List<String> slow, double longestMillis) {
    private static final long TOO_LONG = 100_000_000;
    private static final int SHOWN = 300;

    /// @param seed the same one gives the same inputs
    public static Fuzzing of(FuzzTarget target, long inputs, long seed) {
        var mutation = new Mutation(target.seeds(), new SplittableRandom(seed));
        var thrown = new TreeMap<String, String>();
        var slow = new ArrayList<String>();
        long longest = 0;
        for (var each : target.seeds()) {
            read(target, each, thrown);
        }
        for (long i = 0; i < inputs; i++) {
            byte[] bytes = mutation.next();
            long took = read(target, bytes, thrown);
            for (int again = 0; took > TOO_LONG && again < 3; again++) {
                // a pause of the machine is no fault of the input
                took = Math.min(took, read(target, bytes, thrown));
            }
            longest = Math.max(longest, took);
            if (took > TOO_LONG && slow.size() < 10) {
                slow.add(shown(bytes));
            }
        }
        return new Fuzzing(
                target.name(),
                inputs,
                thrown.entrySet().stream().map(e -> e.getKey() + " by " + e.getValue()).toList(),
                slow,
                longest / 1e6);
    }

    private static long read(FuzzTarget target, byte[] bytes, TreeMap<String, String> thrown) {
        long began = System.nanoTime();
        try {
            target.reader().read(bytes.clone());
        } catch (Throwable e) {
            var at = e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0];
            thrown.putIfAbsent(
                    e.getClass().getName() + at + " (" + e.getMessage() + ")", shown(bytes));
            if (thrown.size() > 100) {
                throw new AssertionError(String.join("\n", thrown.keySet()));
            }
        }
        return System.nanoTime() - began;
    }

    private static String shown(byte[] bytes) {
        String hex = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, SHOWN));
        return bytes.length + " bytes " + hex;
    }
}
