package kept.reports;

import java.util.UUID;
import kept.calendars.WorkSpan;
import org.jspecify.annotations.Nullable;

/// What a unit promised of one kind and what it achieved, in working time, from its latest ones here and before Kept. The
/// open ones count as long as they were watched, so an achieved part may be unknown: so many never were done.
///
/// @param unitId null for a unit that came with an import and is none of Kept's
/// @param count how many there are in all
/// @param used how many of them the figures rest on
/// @param done how many of those were done
/// @param late how many of those were not done when the time first given ran out
/// @param ended how many of those were done, or their time ran out
/// @param promised the median time given
/// @param standing what can be said to everybody; null while too little is known
public record TrackRecord(
        @Nullable UUID unitId,
        String unit,
        String kind,
        long count,
        int used,
        int done,
        int open,
        int late,
        int ended,
        WorkSpan promised,
        @Nullable WorkSpan median,
        @Nullable WorkSpan p80,
        @Nullable WorkSpan p95,
        @Nullable Standing standing,
        Shares shares) {
    /// A promise for everybody: within `span`, `holds` of ten are done.
    public record Standing(WorkSpan span, double chance) {
        /// How many of ten hold, rounded down.
        public int ofTen() {
            return (int) Math.floor(10 * chance + 1e-9);
        }
    }

    /// How many of a hundred were promised, and how many were done, within times that rise.
    ///
    /// @param unit of the times: working days, or working hours where all is short
    public record Shares(String unit, double[] at, double[] promised, double[] done) {}

    public int lateShare() {
        return ended == 0 ? -1 : (int) Math.round(100.0 * late / ended);
    }

    /// How much more time is promised than four of five take; null if that is unknown.
    public @Nullable WorkSpan generosity() {
        return p80 == null
                ? null
                : new WorkSpan(promised.hours() - p80.hours(), promised.hoursOfDay());
    }
}
