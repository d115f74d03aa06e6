package kept.makegood;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import kept.calendars.WorkCalendar;
import kept.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// What a customer gets when a word of this kind is broken: a fixed amount for each miss, an amount for each day of delay, or
/// both, up to a cap.
///
/// @param kind the kind of promise it is for
/// @param unit the only unit it is for, or null for all
/// @param days what each day adds, by growing first day; each rate holds until the next begins
/// @param workingDays whether only days on which the unit works count
/// @param cap the most that one matter gets, or null
/// @param exclusions the reasons for which nothing is owed; each needs evidence
/// @param payer the unit that bears it, or null for the one that broke the word
/// @param source where the rule stands, with its date
public record Policy(
        UUID id,
        String name,
        String kind,
        @Nullable UUID unit,
        Currency currency,
        long fixed,
        List<DailyRate> days,
        boolean workingDays,
        @Nullable Long cap,
        List<String> exclusions,
        @Nullable UUID payer,
        String source,
        Instant since) {
    private static final int LONGEST_DELAY_DAYS = 3_660;

    public Policy {
        if (name.isBlank() || name.length() > 120) {
            throw Refusal.invalid("name", "A rule needs a name of at most 120 characters.");
        }
        if (kind.isBlank() || kind.length() > 60) {
            throw Refusal.invalid("kind", "Name the kind of promise that the rule is for.");
        }
        days = days.stream().sorted(Comparator.comparingInt(DailyRate::fromDay)).toList();
        exclusions = List.copyOf(exclusions);
        if (fixed < 0 || (cap != null && cap <= 0)) {
            throw Refusal.invalid(
                    "amount", "Amounts are not negative, and a cap is more than nothing.");
        }
        if (fixed == 0 && days.stream().allMatch(d -> d.minor() == 0)) {
            throw Refusal.invalid(
                    "amount",
                    "A rule that grants nothing is none: give an amount for a miss or for a day.");
        }
    }

    /// A piece of what is owed. `key` names it within the matter, so that it is granted once whatever happens twice.
    public record Part(String key, long minor, Instant earnedAt) {}

    /// What a miss itself earns, or null.
    @Nullable Part forMiss(UUID promise, Instant at) {
        return fixed == 0 ? null : new Part("miss:" + promise, fixed, at);
    }

    /// What the days of delay earned between `due` and `until`: a day counts as soon as it begins.
    List<Part> forDelay(Instant due, Instant until, WorkCalendar calendar) {
        var parts = new ArrayList<Part>();
        if (days.isEmpty()) {
            return parts;
        }
        LocalDate dueOn = due.atZone(calendar.zone()).toLocalDate();
        int day = 0;
        for (int i = 1; i <= LONGEST_DELAY_DAYS; i++) {
            LocalDate date = dueOn.plusDays(i);
            Instant begins = date.atStartOfDay(calendar.zone()).toInstant();
            if (begins.isAfter(until)) {
                break;
            }
            if (!workingDays || calendar.isWorkingDay(date)) {
                day++;
                long minor = rate(day);
                if (minor > 0) {
                    parts.add(new Part("day:" + date, minor, begins));
                }
            }
        }
        return parts;
    }

    private long rate(int day) {
        long minor = 0;
        for (var rate : days) {
            if (rate.fromDay() <= day) {
                minor = rate.minor();
            }
        }
        return minor;
    }

    /// When the next day of delay begins, if days count at all.
    @Nullable Instant nextDay(Instant after, WorkCalendar calendar) {
        return days.isEmpty()
                ? null
                : after.atZone(calendar.zone())
                        .toLocalDate()
                        .plusDays(1)
                        .atStartOfDay(calendar.zone())
                        .toInstant();
    }

    /// What of `minor` still fits below the cap when `granted` was granted before.
    long below(long granted, long minor) {
        return cap == null ? minor : Math.max(0, Math.min(minor, cap - granted));
    }

    boolean capped(long granted) {
        return cap != null && granted >= cap;
    }
}
