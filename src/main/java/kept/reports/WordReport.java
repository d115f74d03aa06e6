package kept.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import kept.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// What became of the words given in a stretch of time, counted by chain: a word that got another time counts once, as
/// what it was in the end. `to` is not part of the time.
public record WordReport(
        Instant from, Instant to, By by, List<Row> rows, Row total, List<Week> weeks) {
    public WordReport {
        rows = List.copyOf(rows);
        weeks = List.copyOf(weeks);
    }

    /// What the rows of a report stand for.
    public enum By {
        UNIT,
        KIND,
        GIVER,
        CHANNEL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static By of(String word) {
            for (var by : values()) {
                if (by.word().equals(word)) {
                    return by;
                }
            }
            throw Refusal.malformed("by", "A report is made by unit, kind, giver or channel.");
        }
    }

    /// `keptOnFirst` were done within the first time that was given, `kept` within the last one; `broken` ran out and are
    /// not delivered or were taken back; `open` still run. Days late are those past the last due time, of what came late.
    /// `generosity` says by how many days the time given exceeds the one that four of five of the same unit and kind
    /// took: `null` with fewer than eight of them. `warnedByHouse` are those warned that the house told because the owner did
    /// not. `spoken` counts commitments in what our people wrote to customers, `undated` those of them without a time.
    public record Row(
            @Nullable String key,
            String name,
            long given,
            long keptOnFirst,
            long kept,
            long keptLate,
            long broken,
            long released,
            long open,
            long warnedBeforeDue,
            @Nullable Double medianDaysLate,
            @Nullable Double generosity,
            long warnedByHouse,
            long spoken,
            long undated) {
        /// Those whose owner told the customer, or gave another time, before it was due.
        public long warnedByOwner() {
            return warnedBeforeDue - warnedByHouse;
        }

        /// How many of a hundred commitments that our people wrote named no time; -1 if they wrote none.
        public int undatedShare() {
            return spoken == 0 ? -1 : (int) Math.round(100.0 * undated / spoken);
        }

        Row named(String words) {
            return new Row(
                    key,
                    words,
                    given,
                    keptOnFirst,
                    kept,
                    keptLate,
                    broken,
                    released,
                    open,
                    warnedBeforeDue,
                    medianDaysLate,
                    generosity,
                    warnedByHouse,
                    spoken,
                    undated);
        }

        Row withSpoken(long all, long noTime) {
            return new Row(
                    key,
                    name,
                    given,
                    keptOnFirst,
                    kept,
                    keptLate,
                    broken,
                    released,
                    open,
                    warnedBeforeDue,
                    medianDaysLate,
                    generosity,
                    warnedByHouse,
                    all,
                    noTime);
        }

        /// Those whose end is known.
        public long ended() {
            return kept + keptLate + broken;
        }

        /// How many of a hundred ended ones were done within the first time given; -1 if none has ended.
        public int firstShare() {
            return ended() == 0 ? -1 : (int) Math.round(100.0 * keptOnFirst / ended());
        }

        public int share(long part) {
            return given == 0 ? 0 : (int) Math.round(100.0 * part / given);
        }
    }

    /// The words given in the week that starts on `monday`.
    public record Week(LocalDate monday, long ended, long keptOnFirst) {
        public int share() {
            return ended == 0 ? 0 : (int) Math.round(100.0 * keptOnFirst / ended);
        }
    }

    /// What a word came to, as a list of them is narrowed.
    public enum Outcome {
        GIVEN(0),
        KEPT_ON_FIRST(1),
        KEPT(2),
        KEPT_LATE(3),
        BROKEN(4),
        RELEASED(5),
        OPEN(6),
        WARNED(7),
        WARNED_BY_OWNER(8),
        WARNED_BY_HOUSE(9),
        MEASURED(10),
        MISSED(11);

        private final int place;

        Outcome(int place) {
            this.place = place;
        }

        /// Its place in a row of counts, from 0 on.
        int place() {
            return place;
        }

        /// Its bit in what a chain came to.
        int bit() {
            return 1 << place;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Outcome of(String word) {
            for (var outcome : values()) {
                if (outcome.word().equals(word)) {
                    return outcome;
                }
            }
            throw Refusal.notFound("There is no list of that kind.");
        }
    }
}
