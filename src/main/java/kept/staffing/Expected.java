package kept.staffing;

import java.time.LocalTime;

/// How many calls an interval may bring.
///
/// @param start of the interval, by the clock of the place
/// @param mean calls on average
/// @param low nine of ten such intervals bring this many or more
/// @param high nine of ten such intervals bring this many or fewer
public record Expected(LocalTime start, double mean, int low, int high) {
    static Expected of(LocalTime start, double mean, double spread) {
        var counts = new NegativeBinomial(mean, spread);
        return new Expected(start, mean, counts.low(), counts.high());
    }
}
