package kept.reports;

import java.util.List;

/// How well we knew: of the words that were called so likely when they were given and that have fallen due since, so many
/// were done by then. A word that was called off, by customer or house, is left out.
///
/// @param tenths called 0 to 10 %, 10 to 20 % and so on, always ten
/// @param unknown fell due, but too little was known of their kind when they were given
/// @param running were called something and are not due yet
public record Reliability(List<Tenth> tenths, long unknown, long running) {
    public Reliability {
        tenths = List.copyOf(tenths);
    }

    /// What is asked for: `unit` by name and `kind`, empty for all, of what fell due in the last `days`.
    public record Asked(String unit, String kind, int days) {}

    /// @param low the lower end in percent
    /// @param called the mean of what they were called, in percent
    public record Tenth(int low, long count, double called, long kept) {
        public int high() {
            return low + 10;
        }

        /// How many of a hundred were kept; -1 if there are none.
        public double share() {
            return count == 0 ? -1 : 100.0 * kept / count;
        }
    }

    public long count() {
        return tenths.stream().mapToLong(Tenth::count).sum();
    }

    /// How many of a hundred were expected to be kept.
    public double called() {
        return tenths.stream().mapToDouble(t -> t.called() * t.count()).sum() / count();
    }

    public double kept() {
        return 100.0 * tenths.stream().mapToLong(Tenth::kept).sum() / count();
    }

    /// By how many points of a hundred we were off, over all tenths.
    public double off() {
        return tenths.stream()
                        .filter(t -> t.count() > 0)
                        .mapToDouble(t -> Math.abs(t.share() - t.called()) * t.count())
                        .sum()
                / count();
    }
}
