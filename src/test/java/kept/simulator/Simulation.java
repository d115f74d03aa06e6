package kept.simulator;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import kept.jobs.SimulatedTimers;
import kept.promises.SimulatedLedger;
import kept.promises.State;
import org.jspecify.annotations.Nullable;

/// Plays one seed from the first step to the end, when every word has been brought to an end.
public final class Simulation {
    private static final List<Move> MOVES =
            Stream.of(PromiseMoves.ALL, TimeMoves.ALL, PeopleMoves.ALL, MakeGoodMoves.ALL)
                    .flatMap(List::stream)
                    .toList();
    private static final Move[] DECK = deck();

    private Simulation() {}

    /// What came of a seed.
    ///
    /// @param finding the rule that was broken, with the last steps; null if all held
    /// @param digest the same for the same seed
    public record Result(
            long seed,
            long digest,
            long steps,
            long asked,
            long refused,
            long timers,
            long commits,
            long rollbacks,
            long faults,
            long crashes,
            long checks,
            int promises,
            @Nullable String finding) {}

    private static Move[] deck() {
        return MOVES.stream()
                .flatMap(m -> java.util.Collections.nCopies(m.weight(), m).stream())
                .toArray(Move[]::new);
    }

    /// Plays `steps` steps of a seed.
    public static Result play(long seed, int steps, Sabotage sabotage) {
        var world = new World(seed, sabotage);
        SimulatedTimers.quietly(() -> {
            for (int i = 1; i <= steps && world.findings().first() == null; i++) {
                world.happens(i, DECK[world.dice.nextInt(DECK.length)]);
                if (i % 128 == 0) {
                    world.compareAll();
                }
            }
            if (world.findings().first() == null) {
                tidyUp(world);
            }
        });
        return result(seed, world);
    }

    /// The faults end, every word is brought to an end, and the last timers fire.
    private static void tidyUp(World world) {
        world.becomeCalm();
        world.pass(Duration.ofHours(2));
        world.drain();
        for (var id : List.copyOf(world.openPromises())) {
            PromiseMoves.end(world, world.promise(id));
        }
        var findings = world.findings();
        findings.rule(
                world.openPromises().isEmpty(),
                "The owner of the house can bring every word to an end.",
                world.openPromises().size());
        SimulatedLedger.shelf(world.store())
                .rows()
                .values()
                .forEach(p ->
                        findings.rule(
                                p.state().ended()
                                        || (p.state() == State.BROKEN && p.words().next() != null),
                                "Every word that was given ends in a named state, or is broken and followed by another.",
                                p));
        world.pass(Duration.ofDays(800));
        world.drain();
        SimulatedTimers.shelf(world.store())
                .rows()
                .forEach((key, row) ->
                        findings.rule(false, "When all has ended no timer waits.", key));
        world.compareAll();
    }

    private static Result result(long seed, World world) {
        var tally = world.tally();
        String finding = world.findings().first();
        return new Result(
                seed,
                world.trace().digest(),
                tally.steps,
                tally.asked,
                tally.refused,
                tally.fired,
                tally.commits,
                tally.rollbacks,
                tally.faults,
                tally.crashes,
                world.findings().checks(),
                SimulatedLedger.shelf(world.store()).rows().size(),
                finding == null
                        ? null
                        : "Seed %d, step %d, digest %016x. %s%nThe last steps:%n%s"
                                .formatted(
                                        seed,
                                        tally.steps,
                                        world.trace().digest(),
                                        finding,
                                        world.trace().story()));
    }
}
