package kept.reach;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import kept.jobs.Round;
import kept.kernel.Refusal;
import kept.voice.Line;
import kept.voice.OurLines;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Calls the lines that are due, one after the other.
@Component
class ReachRound implements Round {
    private static final Logger log = LoggerFactory.getLogger(ReachRound.class);

    private final Reach reach;
    private final MysteryCaller caller;
    private final OurLines lines;
    private final Clock clock;

    ReachRound(Reach reach, MysteryCaller caller, OurLines lines, Clock clock) {
        this.reach = reach;
        this.caller = caller;
        this.lines = lines;
        this.clock = clock;
    }

    @Override
    public String roundName() {
        return "calls to our lines";
    }

    @Override
    public Duration rest() {
        return Duration.ofSeconds(2);
    }

    @Override
    public void turn() {
        if (!lines.wanted()) {
            return;
        }
        reach.followLines();
        reach.claim()
                .ifPresent(watched ->
                        lines.find(watched.line())
                                // a line that takes messages now leads nowhere that could be
                                // checked
                                .filter(line -> !lines.takesMessages(line))
                                .ifPresent(line -> check(line, watched.turn())));
    }

    Check check(Line line, int turn) {
        Instant at = clock.instant();
        long start = System.nanoTime();
        Findings findings;
        try (var phone = MysteryPhone.open(lines, clock)) {
            findings = caller.check(phone, line, turn);
        } catch (Refusal e) {
            log.warn("Our lines could not be called, which is tried again in a minute.", e);
            findings = new Findings();
            var _ =
                    findings.found(
                            new Step(
                                    "the call",
                                    "to be made",
                                    "it was not: " + e.getMessage(),
                                    null,
                                    false,
                                    0));
        }
        return reach.found(line, findings, at, Duration.ofNanos(System.nanoTime() - start));
    }
}
