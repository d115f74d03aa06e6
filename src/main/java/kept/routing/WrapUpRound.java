package kept.routing;

import java.time.Duration;
import kept.jobs.Round;
import org.springframework.stereotype.Component;

/// Makes agents free again when their time for notes is over.
@Component
class WrapUpRound implements Round {
    private final Agents agents;

    WrapUpRound(Agents agents) {
        this.agents = agents;
    }

    @Override
    public String roundName() {
        return "wrap-up";
    }

    @Override
    public Duration rest() {
        return Duration.ofSeconds(1);
    }

    @Override
    public void turn() {
        agents.endWrapUps();
    }
}
