package kept.staffing;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a day may bring, from its first interval with calls to its last.
///
/// @param holiday its name, if it is one; then only holidays of the past were looked at
/// @param days how many days of the past it was learned from; with none nothing is expected
public record DayForecast(
        LocalDate date, @Nullable String holiday, int days, List<Expected> intervals) {
    public DayForecast {
        intervals = List.copyOf(intervals);
    }
}
