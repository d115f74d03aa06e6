package kept.simulator;

/// Plays seeds again and shows what was found: the first and the last seed, the steps of each, and a sabotage or none.
final class Replay {
    private Replay() {}

    public static void main(String[] args) {
        long from = Long.parseLong(args[0]);
        long to = Long.parseLong(args[1]);
        int steps = Integer.parseInt(args[2]);
        var sabotage = args.length > 3 ? Sabotage.valueOf(args[3]) : Sabotage.NONE;
        long start = System.nanoTime();
        long done = 0;
        int found = 0;
        for (long seed = from; seed <= to; seed++) {
            var result = Simulation.play(seed, steps, sabotage);
            done += result.steps();
            if (result.finding() != null && found++ < 3) {
                System.out.println(result.finding());
            }
            if (seed == to) {
                System.out.println(result);
            }
        }
        System.out.printf(
                "%d steps, %.0f steps/s, %d seeds with findings%n",
                done, done / ((System.nanoTime() - start) / 1e9), found);
    }
}
