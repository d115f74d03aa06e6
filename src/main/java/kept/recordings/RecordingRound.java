package kept.recordings;

import java.time.Duration;
import kept.jobs.Round;
import org.springframework.stereotype.Component;

/// Keeps what dead programs left, and erases what may no longer be kept.
@Component
class RecordingRound implements Round {
    private final Recordings recordings;

    RecordingRound(Recordings recordings) {
        this.recordings = recordings;
    }

    @Override
    public String roundName() {
        return "recordings";
    }

    @Override
    public Duration rest() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void turn() {
        recordings.keepForgotten();
        recordings.erase();
    }
}
