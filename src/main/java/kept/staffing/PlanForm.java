package kept.staffing;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kept.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// What is asked for on the page, as it was typed. Shares are in percent.
///
/// @param unit the id of a unit
/// @param minutes the length of an interval
/// @param share the service level, `within` so many seconds
/// @param handle seconds a call, or empty to take them from the history
/// @param patience seconds, or empty if nobody gives up
/// @param abandon the largest share that may give up, or empty for no limit
/// @param calls how many come in each interval from `from` on, or empty to take them from the history
public record PlanForm(
        String unit,
        String queue,
        String date,
        String minutes,
        String share,
        String within,
        String handle,
        String patience,
        String abandon,
        String shrinkage,
        String calls,
        String from) {
    /// What is taken where neither the history nor the form knows how long a call is.
    static final double USUAL_HANDLE = 240;

    /// The fields that were sent, and what is usual for the others.
    ///
    /// @throws Refusal `INVALID` if the queue has no proper name
    static PlanForm of(Map<String, String> sent, String unit, LocalDate tomorrow) {
        return new PlanForm(
                unit,
                queue(sent.getOrDefault("queue", "")),
                orElse(sent.get("date"), tomorrow.toString()),
                orElse(sent.get("minutes"), "30"),
                orElse(sent.get("share"), "80"),
                orElse(sent.get("within"), "20"),
                sent.getOrDefault("handle", "").strip(),
                sent.getOrDefault("patience", "180").strip(),
                sent.getOrDefault("abandon", "").strip(),
                orElse(sent.get("shrinkage"), "30"),
                sent.getOrDefault("calls", "").strip(),
                orElse(sent.get("from"), "09:00"));
    }

    /// The same for another queue.
    PlanForm of(String other) {
        return new PlanForm(
                unit, other, date, minutes, share, within, handle, patience, abandon, shrinkage,
                calls, from);
    }

    /// @throws Refusal `INVALID` with the first figure that cannot be taken
    Goal goal() {
        return new Goal(
                number("share", share, "service level") / 100,
                number("within", within, "time to answer"),
                patience.isEmpty() ? null : number("patience", patience, "patience"),
                abandon.isEmpty()
                        ? 1
                        : number("abandon", abandon, "limit of callers who give up") / 100,
                number("shrinkage", shrinkage, "shrinkage") / 100);
    }

    int interval() {
        return switch (minutes) {
            case "15" -> 15;
            case "30" -> 30;
            case "60" -> 60;
            default ->
                    throw Refusal.invalid("minutes", "An interval is 15, 30 or 60 minutes long.");
        };
    }

    LocalDate day() {
        try {
            var day = LocalDate.parse(date);
            if (day.getYear() < 1990 || day.getYear() > 2200) {
                throw Refusal.invalid("date", "Take a day between 1990 and 2200.");
            }
            return day;
        } catch (DateTimeException _) {
            throw Refusal.invalid("date", "Write the date as 2026-11-24.");
        }
    }

    @Nullable Double handleSeconds() {
        return handle.isEmpty() ? null : number("handle", handle, "handling time");
    }

    boolean typed() {
        return !calls.isEmpty();
    }

    /// What was typed, as expectations from the first interval on.
    List<Expected> expected(int length, Dispersion dispersion) {
        LocalTime start = start();
        var expected = new ArrayList<Expected>();
        int left = (24 * 60 - start.toSecondOfDay() / 60) / length;
        for (String word : calls.split("[\\s,;]+")) {
            if (!word.isEmpty()) {
                if (expected.size() == left) {
                    throw Refusal.invalid(
                            "calls",
                            "From %s on the day has %d intervals of %d minutes, and there are more figures."
                                    .formatted(from, left, length));
                }
                double mean = number("calls", word, "calls");
                if (!(mean >= 0 && mean <= 100_000)) {
                    throw Refusal.invalid("calls", "Give from 0 to 100,000 calls an interval.");
                }
                LocalTime at = start.plusMinutes((long) length * expected.size());
                expected.add(Expected.of(at, mean, dispersion.interval()));
            }
        }
        return expected;
    }

    private static String queue(String sent) {
        return sent.isBlank() ? "" : Arrival.name(sent);
    }

    private LocalTime start() {
        try {
            return LocalTime.parse(from).truncatedTo(ChronoUnit.MINUTES);
        } catch (DateTimeException _) {
            throw Refusal.invalid("from", "Write when the first interval starts as 09:00.");
        }
    }

    private static double number(String field, String text, String what) {
        try {
            double value = Double.parseDouble(text.strip());
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw Refusal.invalid(field, "Write the %s as a number such as 80 or 2.5.".formatted(what));
    }

    private static String orElse(@Nullable String sent, String usual) {
        return sent == null || sent.isBlank() ? usual : sent.strip();
    }
}
