package kept.simulator;

import java.time.Duration;
import java.util.List;

/// What the clock and the machine do.
final class TimeMoves {
    static final List<Move> ALL =
            List.of(
                    new Move("seconds pass", 90, w -> pass(w, seconds(w))),
                    new Move("minutes pass", 110, w -> pass(w, minutes(w))),
                    new Move("hours pass", 90, w -> pass(w, hours(w))),
                    new Move("days pass", 12, w -> pass(w, days(w))),
                    new Move("the program is down", 6, TimeMoves::down),
                    new Move("the program dies", 8, TimeMoves::die));

    private TimeMoves() {}

    /// Timers fire soon after their time, mostly.
    private static void pass(World w, Duration time) {
        w.pass(time);
        if (w.dice.nextInt(4) > 0) {
            w.drain();
        }
    }

    private static Duration seconds(World w) {
        return Duration.ofNanos(1 + w.dice.nextLong(90_000_000_000L));
    }

    private static Duration minutes(World w) {
        return Duration.ofNanos(1 + w.dice.nextLong(5_400_000_000_000L));
    }

    private static Duration hours(World w) {
        return Duration.ofMinutes(60 + w.dice.nextInt(720));
    }

    private static Duration days(World w) {
        return Duration.ofHours(24 + w.dice.nextInt(120));
    }

    private static void down(World w) {
        w.pass(w.dice.nextBoolean() ? hours(w) : days(w));
        w.die();
        w.drain();
    }

    private static void die(World w) {
        w.die();
    }
}
