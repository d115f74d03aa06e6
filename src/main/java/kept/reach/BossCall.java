package kept.reach;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kept.kernel.Refusal;
import kept.media.AudioPort;
import kept.media.Tones;
import kept.reach.BossTest.State;
import kept.sip.Caller;
import kept.voice.Line;
import kept.voice.OurLines;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Rings the tester, and puts him through to the line from outside when he presses 1: a machine that answers calls nobody. It runs on a
/// thread of its own until one side hangs up.
final class BossCall implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(BossCall.class);
    private static final Duration RING = Duration.ofSeconds(40);
    private static final Duration CONFIRM = Duration.ofSeconds(20);
    private static final Duration COME_IN = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(60);

    private final BossTest test;
    private final Line line;
    private final OurLines lines;
    private final BossTests tests;
    private final Clock clock;

    BossCall(BossTest test, Line line, OurLines lines, BossTests tests, Clock clock) {
        this.test = test;
        this.line = line;
        this.lines = lines;
        this.tests = tests;
        this.clock = clock;
    }

    @Override
    public void run() {
        try {
            ring();
        } catch (Refusal e) {
            failed(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            log.error(
                    "A test of line {} ran into trouble; it can be planned anew.", test.line(), e);
            failed("a fault of the program");
        }
    }

    private void ring() {
        var ways =
                test.phone().isEmpty() ? lines.dialsTo(test.tester()) : lines.dialsTo(test.phone());
        if (ways.isEmpty()) {
            failed("no telephone of the tester is there");
            return;
        }
        for (var way : ways) {
            var ears = lines.ears("tester");
            try (var audio = ears.audio()) {
                var leg = new OutsideLeg(audio, ears.address());
                var pressed = new CompletableFuture<Character>();
                audio.onDigit(pressed::complete);
                var call = lines.dial(way.apply(leg.offer()).ringingFor(RING), leg);
                try {
                    if (came(leg.answered(), leg, RING.plusSeconds(5))) {
                        confirm(audio, leg, pressed);
                        return;
                    }
                } finally {
                    call.hangUp();
                }
            }
        }
        failed("the tester did not answer");
    }

    private void confirm(AudioPort audio, OutsideLeg tester, CompletableFuture<Character> pressed) {
        audio.playLoop(lines.sound(line, lines.testCall()));
        if (!came(pressed, tester, CONFIRM)) {
            failed("nobody pressed 1");
            return;
        }
        try (var phone = MysteryPhone.open(lines, clock);
                var inside = phone.port()) {
            var leg = new OutsideLeg(inside, phone.host());
            var shown =
                    test.shown().isEmpty()
                            ? Caller.WITHHELD
                            : Caller.of(test.shown(), test.persona());
            var call = lines.call(phone.line(), line, shown, false, leg.offer(), leg);
            try {
                audio.playLoop(Tones.ringback());
                talk(audio, tester, inside, leg, call);
            } finally {
                call.hangUp();
            }
        }
    }

    private void talk(
            AudioPort audio,
            OutsideLeg tester,
            AudioPort inside,
            OutsideLeg leg,
            OurLines.OwnCall call) {
        UUID contact = came(call.contact(), tester, COME_IN) ? call.contact().join() : null;
        if (!came(leg.answered(), tester, COME_IN)) {
            over(State.DONE, "the line was not answered", contact);
            return;
        }
        audio.stopPlaying();
        audio.bridge(inside);
        try {
            var _ =
                    CompletableFuture.anyOf(tester.over(), leg.over())
                            .get(LONGEST.toMinutes(), TimeUnit.MINUTES);
        } catch (ExecutionException | TimeoutException _) {
            log.info("The test of line {} took an hour and is ended.", test.line());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        over(
                State.DONE,
                tester.over().isDone() ? "the tester hung up" : "the house hung up",
                contact);
    }

    /// Whether something came before the tester left.
    private static boolean came(CompletableFuture<?> what, OutsideLeg tester, Duration patience) {
        try {
            var _ =
                    CompletableFuture.anyOf(what, tester.over())
                            .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return what.isDone();
    }

    private void failed(String why) {
        over(State.FAILED, why, null);
    }

    private void over(State state, String outcome, @Nullable UUID contact) {
        tests.over(test, state, outcome, contact);
    }
}
