package kept.reports;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import kept.jobs.Round;
import org.springframework.stereotype.Component;

/// Clears away the changes of chains that every node has long followed.
@Component
class WordChangeRound implements Round {
    private static final int KEPT_HOURS = 3;

    private final WordTable table;
    private final Deque<String> snapshots = new ArrayDeque<>();

    WordChangeRound(WordTable table) {
        this.table = table;
    }

    @Override
    public String roundName() {
        return "word changes";
    }

    @Override
    public Duration rest() {
        return Duration.ofHours(1);
    }

    @Override
    public void turn() {
        snapshots.add(table.snapshot());
        if (snapshots.size() > KEPT_HOURS) {
            table.forgetChanges(snapshots.remove());
        }
    }
}
