package kept.calendars;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import kept.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// When people work, and arithmetic with the time they work.
///
/// A day's hours are those of its exception, if it has one; none, if it is a holiday; else those of its day of the week. A block
/// is open from the first moment whose clock shows its `from` or later until the last moment whose clock shows its `to` or
/// earlier. So where the clock jumps ahead over an edge, the edge is the moment of the jump; where it goes back, the first
/// `from` opens and the last `to` closes. Working time is real time that passes in between: a night shift over the
/// spring jump is an hour shorter.
///
/// @param week hours by day; a day without an entry is closed
/// @param country whose public holidays are closed (ISO 3166-1), or null for none
/// @param subdivision which part of the country (the second half of ISO 3166-2), or null
/// @param ownHolidays further closed days, with their names
/// @param exceptions days with hours of their own, whatever else they are; no blocks = closed
public record WorkCalendar(
        UUID id,
        String name,
        ZoneId zone,
        Map<DayOfWeek, List<Block>> week,
        @Nullable String country,
        @Nullable String subdivision,
        Map<LocalDate, String> ownHolidays,
        Map<LocalDate, List<Block>> exceptions) {
    private static final int LONGEST_NAME = 100;
    private static final int SEARCH_YEARS = 10;

    /// @throws Refusal `INVALID` if blocks overlap, a place is unknown, or it is never open
    public WorkCalendar {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw Refusal.invalid(
                    "name", "A calendar needs a name of at most " + LONGEST_NAME + " characters.");
        }
        var sortedWeek = new EnumMap<DayOfWeek, List<Block>>(DayOfWeek.class);
        week.forEach((day, blocks) -> sortedWeek.put(day, Block.sorted(blocks)));
        week = Map.copyOf(sortedWeek);
        var sortedExceptions = new TreeMap<LocalDate, List<Block>>();
        exceptions.forEach((date, blocks) -> sortedExceptions.put(date, Block.sorted(blocks)));
        exceptions = Map.copyOf(sortedExceptions);
        ownHolidays = Map.copyOf(ownHolidays);
        if (country != null) {
            PublicHolidays.requireKnown(country, subdivision);
        } else if (subdivision != null) {
            throw Refusal.invalid("country", "Choose the country that the region belongs to.");
        }
        if (Stream.of(week, exceptions)
                .map(Map::values)
                .flatMap(Collection::stream)
                .allMatch(List::isEmpty)) {
            throw Refusal.invalid("weekly", "A calendar needs at least one block of open hours.");
        }
    }

    /// The first moment at which `work` of working time has passed since `from`: at the end of a block rather than the start of
    /// the next; and `from` itself if `work` is zero.
    ///
    /// @throws Refusal `INVALID` if that is more than ten years away
    public Instant plus(Instant from, Duration work) {
        if (work.isNegative()) {
            throw new IllegalArgumentException("Negative working time: " + work);
        }
        if (work.isZero()) {
            return from;
        }
        Duration left = work;
        LocalDate end = endOfSearch(from);
        for (var day = dayBefore(from); day.isBefore(end); day = day.plusDays(1)) {
            for (Interval open : openSince(from, day)) {
                Duration length = open.length();
                if (left.compareTo(length) <= 0) {
                    return open.from().plus(left);
                }
                left = left.minus(length);
            }
        }
        throw tooFar();
    }

    /// The last moment from which `work` of working time passes until `until`: at the start of a block rather than the end of
    /// the one before; and `until` itself if `work` is zero. `plus(t, work)` is at or before `until` just for every `t` at or
    /// before it.
    ///
    /// @throws Refusal `INVALID` if that is more than ten years back
    public Instant minus(Instant until, Duration work) {
        if (work.isNegative()) {
            throw new IllegalArgumentException("Negative working time: " + work);
        }
        if (work.isZero()) {
            return until;
        }
        Duration left = work;
        LocalDate end = localDate(until).minusYears(SEARCH_YEARS);
        for (var day = localDate(until).plusDays(1); day.isAfter(end); day = day.minusDays(1)) {
            for (Interval open : openSince(Instant.MIN, day).reversed()) {
                if (!open.from().isBefore(until)) {
                    continue;
                }
                Instant to = open.to().isBefore(until) ? open.to() : until;
                Duration length = Duration.between(open.from(), to);
                if (left.compareTo(length) <= 0) {
                    return to.minus(left);
                }
                left = left.minus(length);
            }
        }
        throw tooFar();
    }

    /// The working time from `a` to `b`; negative if `b` is earlier.
    public Duration between(Instant a, Instant b) {
        if (b.isBefore(a)) {
            return between(b, a).negated();
        }
        Duration sum = Duration.ZERO;
        LocalDate last = localDate(b).plusDays(1);
        for (var day = dayBefore(a); !day.isAfter(last); day = day.plusDays(1)) {
            for (Interval open : openSince(a, day)) {
                if (open.from().isBefore(b)) {
                    Instant to = open.to().isBefore(b) ? open.to() : b;
                    sum = sum.plus(Duration.between(open.from(), to));
                }
            }
        }
        return sum;
    }

    public boolean isOpenAt(Instant at) {
        for (int i = -1; i <= 1; i++) {
            for (Interval open : openOn(localDate(at).plusDays(i))) {
                if (!at.isBefore(open.from()) && at.isBefore(open.to())) {
                    return true;
                }
            }
        }
        return false;
    }

    /// `at` itself if it is open then, else when it opens next.
    ///
    /// @throws Refusal `INVALID` if that is more than ten years away
    public Instant nextOpen(Instant at) {
        LocalDate end = endOfSearch(at);
        for (var day = dayBefore(at); day.isBefore(end); day = day.plusDays(1)) {
            for (Interval open : openOn(day)) {
                if (at.isBefore(open.to())) {
                    return open.from().isAfter(at) ? open.from() : at;
                }
            }
        }
        throw tooFar();
    }

    /// When the day's last block ends; empty if the day is closed.
    public Optional<Instant> close(LocalDate date) {
        List<Interval> open = openOn(date);
        return open.isEmpty() ? Optional.empty() : Optional.of(open.getLast().to());
    }

    /// Whether it is open at any time that day.
    public boolean isWorkingDay(LocalDate date) {
        return !openOn(date).isEmpty();
    }

    /// The `days`-th working day after `date`, or before it if negative; with zero `date` itself if it is one, else the next.
    ///
    /// @throws Refusal `INVALID` if ten years pass without a working day
    public LocalDate plusWorkingDays(LocalDate date, int days) {
        int step = days < 0 ? -1 : 1;
        LocalDate day = days == 0 ? date.minusDays(1) : date;
        for (int left = Math.max(1, Math.abs(days)); left > 0; left--) {
            day = nextWorkingDay(day, step);
        }
        return day;
    }

    /// The stretches in which it is open on a date, in order and apart from each other; none on a date that the zone skipped.
    public List<Interval> openOn(LocalDate date) {
        List<Block> blocks = blocksOn(date);
        if (blocks.isEmpty()) {
            return List.of();
        }
        ZoneRules rules = zone.getRules();
        var open = new ArrayList<Interval>(blocks.size());
        for (Block block : blocks) {
            add(open, opening(rules, block.fromOn(date)), closing(rules, block.toOn(date)));
        }
        return open;
    }

    /// The name of the holiday on a date; an exception on that date does not unname it.
    public Optional<String> holiday(LocalDate date) {
        String own = ownHolidays.get(date);
        if (own != null || country == null) {
            return Optional.ofNullable(own);
        }
        return Optional.ofNullable(
                PublicHolidays.in(country, subdivision, date.getYear()).get(date));
    }

    private List<Block> blocksOn(LocalDate date) {
        var exception = exceptions.get(date);
        if (exception != null) {
            return exception;
        }
        var usual = week.get(date.getDayOfWeek());
        if (usual == null || usual.isEmpty() || holiday(date).isPresent()) {
            return List.of();
        }
        return usual;
    }

    private static void add(List<Interval> open, Instant from, Instant to) {
        // when the clock goes back over two blocks, both are open in the repeated hour
        if (!open.isEmpty() && !from.isAfter(open.getLast().to())) {
            var last = open.removeLast();
            open.add(new Interval(last.from(), to));
        } else if (from.isBefore(to)) {
            open.add(new Interval(from, to));
        }
    }

    private static Instant opening(ZoneRules rules, LocalDateTime local) {
        ZoneOffsetTransition jump = rules.getTransition(local);
        if (jump == null) {
            return local.toInstant(rules.getOffset(local));
        }
        return jump.isGap() ? jump.getInstant() : local.toInstant(jump.getOffsetBefore());
    }

    private static Instant closing(ZoneRules rules, LocalDateTime local) {
        ZoneOffsetTransition jump = rules.getTransition(local);
        if (jump == null) {
            return local.toInstant(rules.getOffset(local));
        }
        return jump.isGap() ? jump.getInstant() : local.toInstant(jump.getOffsetAfter());
    }

    /// What is open of `day` after `since` and after all earlier days have closed: two days share the hour when the clock goes
    /// back over midnight.
    private List<Interval> openSince(Instant since, LocalDate day) {
        List<Interval> open = openOn(day);
        if (open.isEmpty()) {
            return open;
        }
        Instant start = since;
        if (zone.getRules().getTransition(day.atStartOfDay()) != null) {
            Instant closed = close(day.minusDays(1)).orElse(since);
            start = closed.isAfter(since) ? closed : since;
        }
        if (!open.getFirst().from().isBefore(start)) {
            return open;
        }
        var rest = new ArrayList<Interval>(open.size());
        for (Interval interval : open) {
            if (interval.to().isAfter(start)) {
                rest.add(
                        interval.from().isBefore(start)
                                ? new Interval(start, interval.to())
                                : interval);
            }
        }
        return rest;
    }

    private LocalDate nextWorkingDay(LocalDate date, int step) {
        LocalDate end = date.plusYears((long) step * SEARCH_YEARS);
        for (var day = date.plusDays(step); !day.equals(end); day = day.plusDays(step)) {
            if (isWorkingDay(day)) {
                return day;
            }
        }
        throw tooFar();
    }

    /// When the clock went back over midnight, the day before may still be open.
    private LocalDate dayBefore(Instant at) {
        return localDate(at).minusDays(1);
    }

    private LocalDate localDate(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }

    private LocalDate endOfSearch(Instant from) {
        return localDate(from).plusYears(SEARCH_YEARS);
    }

    private Refusal tooFar() {
        return Refusal.invalid(
                "calendar",
                "The calendar "
                        + name
                        + " has not that much working time in "
                        + SEARCH_YEARS
                        + " years: choose a shorter time, or add open hours to it.");
    }
}
