package kept.catcher;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/// What one piece of the words for a time says. `next` is the token after it. `exact` stands alone; a `part` of the day
/// gives way to a time of the clock; a `doubtful` day was lately, so that they may rather speak of what was.
record Piece(
        int next,
        @Nullable LocalDate day,
        @Nullable LocalTime time,
        @Nullable Instant exact,
        boolean part,
        boolean undated,
        boolean doubtful) {
    static Piece day(int next, LocalDate day) {
        return new Piece(next, day, null, null, false, false, false);
    }

    static Piece time(int next, LocalTime time) {
        return new Piece(next, null, time, null, false, false, false);
    }

    static Piece part(int next, @Nullable LocalDate day, LocalTime time) {
        return new Piece(next, day, time, null, true, false, false);
    }

    static Piece exact(int next, Instant at) {
        return new Piece(next, null, null, at, false, false, false);
    }

    static Piece soon(int next) {
        return new Piece(next, null, null, null, false, true, false);
    }

    static Piece doubtful(int next, LocalDate day) {
        return new Piece(next, day, null, null, false, false, true);
    }

    Piece until(int end) {
        return new Piece(end, day, time, exact, part, undated, doubtful);
    }

    /// True if it names a day and no more.
    boolean onlyDay() {
        return day != null && time == null;
    }
}
