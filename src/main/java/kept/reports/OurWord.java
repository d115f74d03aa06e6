package kept.reports;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How the house keeps its word to customers, as everybody may read it: no names, and no row of fewer than ten words.
public record OurWord(Span month, Span year) {
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);

    /// A stretch of whole months, `to` not part of it; `all` is null if fewer than ten words ended.
    public record Span(LocalDate from, LocalDate to, @Nullable Line all, List<Line> kinds) {
        public Span {
            kinds = List.copyOf(kinds);
        }

        /// "October 2026", or "November 2025 to October 2026".
        public String words() {
            String last = MONTH.format(to.minusDays(1));
            String first = MONTH.format(from);
            return first.equals(last) ? last : first + " to " + last;
        }
    }

    /// What became of the words of one kind that have ended. `toldBefore` of those `missed`, which were not kept on the
    /// first promise, were told before the time.
    public record Line(
            String kind,
            long ended,
            long keptOnFirst,
            long kept,
            long missed,
            long toldBefore,
            @Nullable Double medianDaysLate) {
        public int firstShare() {
            return share(keptOnFirst, ended);
        }

        public int keptShare() {
            return share(kept, ended);
        }

        /// -1 if none was missed.
        public int toldShare() {
            return missed == 0 ? -1 : share(toldBefore, missed);
        }

        /// "2.5 days", or a dash if none came late.
        public String late() {
            var days = medianDaysLate;
            if (days == null) {
                return "–";
            }
            return days < 0.1
                    ? "under 0.1 days"
                    : "%s days"
                            .formatted(
                                    days == Math.rint(days)
                                            ? String.valueOf(days.intValue())
                                            : String.format(Locale.ROOT, "%.1f", days));
        }

        private static int share(long part, long of) {
            return (int) Math.round(100.0 * part / of);
        }
    }
}
