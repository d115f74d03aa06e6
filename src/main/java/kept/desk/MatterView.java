package kept.desk;

import java.util.List;
import kept.matters.Matter;

/// A matter that came again, with the earlier cases about it and what we broke on each.
public record MatterView(Matter matter, String decider, List<Earlier> earlier, boolean mayDecide) {
    /// An earlier case, how it ended, and the words that were broken on it.
    public record Earlier(CaseRow row, String ended, List<String> broken) {}
}
