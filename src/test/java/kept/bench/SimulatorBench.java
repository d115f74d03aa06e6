package kept.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import kept.simulator.Sabotage;
import kept.simulator.Simulation;

/// The engine in the simulator: how many steps a second on one thread, and whether all rules hold.
final class SimulatorBench {
    private static final int STEPS = 1_000;
    private static final int WARM_UP = 200;
    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

    private SimulatorBench() {}

    static void run(Path folder, Results results) throws Exception {
        int seeds = Integer.getInteger("kept.seeds", 10_000);
        for (long seed = -WARM_UP; seed < 0; seed++) {
            Simulation.play(seed, STEPS, Sabotage.NONE);
        }
        long steps = 0;
        long happenings = 0;
        long commits = 0;
        long rollbacks = 0;
        long faults = 0;
        long crashes = 0;
        long checks = 0;
        long promises = 0;
        int found = 0;
        long start = System.nanoTime();
        long cpuStart = THREAD.getCurrentThreadCpuTime();
        for (long seed = 1; seed <= seeds; seed++) {
            var result = Simulation.play(seed, STEPS, Sabotage.NONE);
            steps += result.steps();
            happenings += result.steps() + result.timers();
            commits += result.commits();
            rollbacks += result.rollbacks();
            faults += result.faults();
            crashes += result.crashes();
            checks += result.checks();
            promises += result.promises();
            if (result.finding() != null) {
                found++;
                System.out.println(result.finding());
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuSeconds = (THREAD.getCurrentThreadCpuTime() - cpuStart) / 1e9;
        results.add("seeds of %,d steps".formatted(STEPS), seeds, "", ">= 10,000");
        results.add("steps", steps / seconds, "/s", ">= 50,000");
        results.add("steps, by the processor time of its thread", steps / cpuSeconds, "/s", "");
        results.add("steps and fired timers", happenings / seconds, "/s", "");
        results.add("seeds in which a rule was broken", found, "", "0");
        results.add("rules checked", checks, "", "");
        results.add("promises given", promises, "", "");
        results.add("transactions committed", commits, "", "");
        results.add("transactions rolled back", rollbacks, "", "");
        results.add("faults of the database", faults, "", "");
        results.add("ends and starts of the program", crashes, "", "");
    }
}
