package kept.journal;

import java.time.Duration;
import kept.jobs.Round;
import org.springframework.stereotype.Component;

/// Seals what was written every few seconds, and signs a head when its hour has come.
@Component
class SealingRound implements Round {
    private final Sealing sealing;
    private final Heads heads;

    SealingRound(Sealing sealing, Heads heads) {
        this.sealing = sealing;
        this.heads = heads;
    }

    @Override
    public String roundName() {
        return "sealing";
    }

    @Override
    public Duration rest() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void turn() {
        sealing.turn();
        heads.turn();
    }
}
