package kept.reach;

import java.time.Clock;
import java.time.Duration;
import kept.jobs.Round;
import kept.reach.BossTest.State;
import kept.voice.OurLines;
import org.springframework.stereotype.Component;

/// Begins the tests that are due, each on a thread of its own.
@Component
class BossRound implements Round {
    private final BossTests tests;
    private final OurLines lines;
    private final Clock clock;

    BossRound(BossTests tests, OurLines lines, Clock clock) {
        this.tests = tests;
        this.lines = lines;
        this.clock = clock;
    }

    @Override
    public String roundName() {
        return "tests of lines";
    }

    @Override
    public Duration rest() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void turn() {
        if (!lines.wanted()) {
            return;
        }
        tests.claim()
                .ifPresent(test ->
                        lines.find(test.line())
                                .ifPresentOrElse(
                                        line -> {
                                            var call =
                                                    new BossCall(test, line, lines, tests, clock);
                                            Thread.ofVirtual()
                                                    .name("test " + test.id())
                                                    .start(call);
                                        },
                                        () ->
                                                tests.over(
                                                        test,
                                                        State.FAILED,
                                                        "the line is gone",
                                                        null)));
    }
}
