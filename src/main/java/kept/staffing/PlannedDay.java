package kept.staffing;

import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the page shows.
///
/// @param queues those of the unit that something came to
/// @param forecast of the day, or null if nothing came yet or figures were typed
/// @param error how far off forecasts were, or null without a history
/// @param assumed true if the scatter of calls is a guess
/// @param handleKnown true if the handling time is from the history
/// @param plan null if there is nothing to plan
/// @param simulation null if there is none, or the day has too many calls
public record PlannedDay(
        PlanForm form,
        int minutes,
        List<String> queues,
        @Nullable DayForecast forecast,
        @Nullable ForecastError error,
        boolean assumed,
        boolean handleKnown,
        @Nullable Plan plan,
        @Nullable Simulation simulation) {
    /// Where the handling time is from.
    public String handleSource() {
        if (!form.handle().isEmpty()) {
            return "as typed";
        }
        return handleKnown ? "as it was" : "a usual length";
    }

    /// The day of the week that was asked for.
    public String weekday() {
        return form.day().getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    /// By how much forecasts were too high or too low.
    public String bias() {
        double bias = error == null ? 0 : error.bias();
        String share = finePercent(Math.abs(bias));
        return Math.abs(bias) < 0.0005
                ? "neither"
                : share + (bias > 0 ? " too many expected" : " too few expected");
    }

    /// How calls scatter in the days that were played.
    public String scatter() {
        if (!assumed) {
            return "Played with calls that scatter as they did in the history, some very long calls, and busy days.";
        }
        return form.typed()
                ? "Played with calls that come by chance alone: no history says yet how busy a busy day is."
                : "Played with a guess of how busy a busy day is: the history is too short to know.";
    }

    /// A share as it is read.
    public static String percent(double share) {
        return "%.0f %%".formatted(share * 100);
    }

    /// A small share as it is read.
    public static String finePercent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    /// A wait as it is read.
    public static String wait(double seconds) {
        if (Double.isInfinite(seconds)) {
            return "without end";
        }
        return seconds < 99.5
                ? "%.0f s".formatted(seconds)
                : String.format(Locale.ROOT, "%.1f min", seconds / 60);
    }

    /// A number of calls: whole, but for a few with one digit behind the point.
    public static String figure(double value) {
        return String.format(Locale.ROOT, value >= 9.95 || value == 0 ? "%,.0f" : "%.1f", value);
    }

    /// Paid hours.
    public static String hours(Plan plan) {
        return String.format(Locale.ROOT, "%,.1f", plan.hours());
    }

    /// How far the played days strayed.
    public static String range(Simulation.Spread spread) {
        return "%.0f to %.0f %%".formatted(spread.low() * 100, spread.high() * 100);
    }

    /// The intervals for the charts: hour of the day, mean, low, high, people on duty, agents at the telephone.
    public static String points(Plan plan) {
        return plan.slots().stream()
                .map(slot ->
                        String.format(
                                Locale.ROOT,
                                "%.4f:%.2f:%d:%d:%d:%d",
                                slot.start().toSecondOfDay() / 3_600.0,
                                slot.expected().mean(),
                                slot.expected().low(),
                                slot.expected().high(),
                                slot.people(),
                                slot.agents()))
                .collect(Collectors.joining(" "));
    }
}
