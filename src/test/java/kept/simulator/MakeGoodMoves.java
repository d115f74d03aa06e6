package kept.simulator;

import java.util.List;
import kept.makegood.MakeGood;
import kept.makegood.SimulatedMakeGoods;
import kept.teams.Viewer;
import org.jspecify.annotations.Nullable;

/// What people do with what is owed for broken words.
final class MakeGoodMoves {
    static final List<Move> ALL =
            List.of(
                    new Move("add", 15, MakeGoodMoves::add),
                    new Move("decide", 8, MakeGoodMoves::decide),
                    new Move("exclude", 4, MakeGoodMoves::exclude),
                    new Move("pay", 12, MakeGoodMoves::pay));

    private MakeGoodMoves() {}

    private static @Nullable MakeGood some(World w) {
        var all = List.copyOf(SimulatedMakeGoods.shelf(w.store()).rows().values());
        return all.isEmpty() ? null : w.one(all);
    }

    private static void add(World w) {
        var p = w.somePromise();
        if (p != null) {
            var viewer = w.viewerOf(p);
            String amount = String.valueOf(1 + w.dice.nextInt(120));
            w.ask(
                    "add to make-good",
                    p.id(),
                    false,
                    () -> w.engine().makeGoods().add(viewer, p.id(), amount, "for the trouble"));
        }
    }

    private static void decide(World w) {
        var waiting =
                SimulatedMakeGoods.additions(w.store()).rows().values().stream()
                        .filter(a -> a.granted() == null)
                        .toList();
        if (!waiting.isEmpty()) {
            var addition = w.one(waiting);
            boolean agreed = w.dice.nextInt(3) > 0;
            var viewer = viewer(w);
            w.ask(
                    "decide an addition",
                    addition.chain(),
                    true,
                    () -> w.engine().makeGoods().decide(viewer, addition.id(), agreed));
        }
    }

    private static Viewer viewer(World w) {
        return w.dice.nextBoolean() ? w.owner() : w.viewer();
    }

    private static void exclude(World w) {
        var m = some(w);
        if (m != null) {
            var viewer = viewer(w);
            w.ask(
                    "exclude",
                    m.chain(),
                    true,
                    () ->
                            w.engine()
                                    .makeGoods()
                                    .exclude(
                                            viewer,
                                            m.id(),
                                            "The customer was not there.",
                                            "note 4711"));
        }
    }

    private static void pay(World w) {
        var m = some(w);
        if (m != null) {
            var viewer = viewer(w);
            w.ask(
                    "pay",
                    m.chain(),
                    true,
                    () -> w.engine().makeGoods().paid(viewer, m.id(), "transfer 12"));
        }
    }
}
