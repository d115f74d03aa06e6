package kept.api;

import java.time.Duration;
import kept.jobs.Round;
import org.springframework.stereotype.Component;

/// Forgets answers to calls that nobody will send again.
@Component
class OnceRound implements Round {
    private final Once once;

    OnceRound(Once once) {
        this.once = once;
    }

    @Override
    public String roundName() {
        return "answers to repeated calls";
    }

    @Override
    public Duration rest() {
        return Duration.ofHours(1);
    }

    @Override
    public void turn() {
        once.forgetOld();
    }
}
