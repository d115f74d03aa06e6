package kept.reports;

import java.time.Duration;
import kept.jobs.Round;
import org.springframework.stereotype.Component;

/// Clears away the changes of chains that every node has long followed.
@Component
class WordChangeRound implements Round {
    private final WordTable table;

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
        table.forgetChanges();
    }
}
