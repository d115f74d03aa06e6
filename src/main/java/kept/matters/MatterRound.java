package kept.matters;

import java.time.Duration;
import kept.jobs.Round;
import org.springframework.stereotype.Component;

/// Looks every few seconds whether a matter has come again; it stands in nobody's way while a case is opened.
@Component
class MatterRound implements Round {
    private final Matters matters;

    MatterRound(Matters matters) {
        this.matters = matters;
    }

    @Override
    public String roundName() {
        return "matters";
    }

    @Override
    public Duration rest() {
        return Duration.ofSeconds(2);
    }

    @Override
    public void turn() {
        matters.turn();
    }
}
