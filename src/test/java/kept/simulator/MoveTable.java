package kept.simulator;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import kept.promises.State;
import org.jspecify.annotations.Nullable;

/// Which move leads from which state to which, by what the history calls it, and which fact tells of it. Written down
/// here once more, apart from the engine.
final class MoveTable {
    private static final String TABLE =
            """
            given       | none                          | given           | Given Redated
            reminded    | given                         | given           | Reminder
            stillWaiting| given                         | given           | none
            conditionMet| given                         | given           | ConditionMet
            atRisk      | given                         | atRisk          | AtRisk
            warned      | atRisk                        | =               | none
            notTold     | atRisk                        | =               | none
            broken      | given atRisk                  | broken          | Broken
            climbed     | broken                        | broken          | Climbed
            claimed     | given atRisk broken           | claimed         | Claimed
            confirmed   | given atRisk claimed broken   | kept keptLate   | Kept
            fulfilled   | given atRisk broken           | kept keptLate   | Kept
            letPass     | claimed                       | kept keptLate   | Kept
            disputed    | claimed                       | broken          | Disputed
            redated     | given atRisk claimed          | renegotiated    | none
            redated     | broken                        | broken          | none
            released    | given atRisk claimed broken   | released        | Released
            withdrawn   | given atRisk broken           | withdrawn       | Withdrawn
            voided      | given atRisk claimed broken   | void            | Voided
            handedOver  | given atRisk claimed broken   | =               | HandedOver
            movedToUnit | given atRisk claimed broken   | =               | none
            """;

    private final Set<Move> moves = new HashSet<>();
    private final Map<String, Set<String>> facts = new HashMap<>();

    private record Move(String kind, @Nullable State from, State to) {}

    MoveTable() {
        for (var line : TABLE.strip().split("\n")) {
            var cells = line.split("\\|");
            String kind = "promise." + cells[0].strip();
            for (var from : cells[1].strip().split(" +")) {
                for (var to : cells[2].strip().split(" +")) {
                    moves.add(
                            new Move(
                                    kind,
                                    from.equals("none") ? null : State.of(from),
                                    State.of(to.equals("=") ? from : to)));
                }
            }
            var told = new HashSet<String>();
            for (var fact : cells[3].strip().split(" +")) {
                if (!fact.equals("none")) {
                    told.add("Promise" + fact);
                }
            }
            facts.put(kind, told);
        }
    }

    boolean allows(String kind, @Nullable State from, State to) {
        return moves.contains(new Move(kind, from, to));
    }

    /// The names of the facts of which one tells of such a move; none if nothing tells of it.
    Set<String> factsOf(String kind) {
        return facts.getOrDefault(kind, Set.of());
    }
}
