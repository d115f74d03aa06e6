package kept.promises;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kept.calendars.WorkCalendar;
import kept.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// Finds the English words for times to come among the tokens of one sentence. It looks a fixed number of tokens ahead
/// from each, so the effort grows with the length of the text and no faster.
final class TimeWords {
    static final Map<String, DayOfWeek> DAYS = days();
    static final Map<String, Integer> MONTHS = months();
    private static final Map<String, Integer> NUMBERS = numbers();
    private static final Set<String> BEHIND =
            Set.of("of", "since", "from", "until", "till", "dated", "last", "past", "after");
    private static final LocalTime NOON = LocalTime.NOON;
    private static final LocalTime AFTERNOON = LocalTime.of(17, 0);
    private static final LocalTime EVENING = LocalTime.of(20, 0);
    private static final LocalTime NIGHT = LocalTime.of(22, 0);
    private static final LocalTime USUAL_CLOSE = LocalTime.of(18, 0);
    private static final int FARTHEST_COUNT = 1_000;
    private static final int RECENT_DAYS = 60;

    /// Words for a time: which tokens, when it is over (`null` if it says no more than "soon"), and the word before.
    record Found(int first, int next, @Nullable Instant due, boolean deadline) {
        boolean undated() {
            return due == null;
        }
    }

    /// What one piece says. `exact` stands alone; a `part` of the day gives way to a time of the clock.
    private record Piece(
            int next,
            @Nullable LocalDate day,
            @Nullable LocalTime time,
            @Nullable Instant exact,
            boolean part,
            boolean undated) {
        static Piece day(int next, LocalDate day) {
            return new Piece(next, day, null, null, false, false);
        }

        static Piece time(int next, LocalTime time) {
            return new Piece(next, null, time, null, false, false);
        }

        static Piece part(int next, @Nullable LocalDate day, LocalTime time) {
            return new Piece(next, day, time, null, true, false);
        }

        static Piece exact(int next, Instant at) {
            return new Piece(next, null, null, at, false, false);
        }

        static Piece soon(int next) {
            return new Piece(next, null, null, null, false, true);
        }
    }

    private final List<Token> tokens;
    private final Instant saidAt;
    private final ZoneId zone;
    private final WorkCalendar calendar;
    private final boolean dayFirst;
    private final LocalDate today;
    private final LocalTime clock;

    TimeWords(
            List<Token> tokens,
            Instant saidAt,
            ZoneId zone,
            WorkCalendar calendar,
            boolean dayFirst) {
        this.tokens = tokens;
        this.saidAt = saidAt;
        this.zone = zone;
        this.calendar = calendar;
        this.dayFirst = dayFirst;
        this.today = saidAt.atZone(zone).toLocalDate();
        this.clock = saidAt.atZone(zone).toLocalTime();
    }

    List<Found> all() {
        var found = new ArrayList<Found>();
        int i = 0;
        while (i < tokens.size()) {
            var one = at(i);
            if (one != null) {
                found.add(one);
                i = one.next();
            } else {
                i++;
            }
        }
        return found;
    }

    private @Nullable Found at(int first) {
        int i = first;
        boolean deadline = false;
        boolean before = false;
        boolean led = false;
        while (i < tokens.size() && i - first < 4) {
            if (is(
                    i,
                    "by",
                    "before",
                    "on",
                    "at",
                    "in",
                    "within",
                    "around",
                    "about",
                    "latest",
                    "approximately")) {
                deadline |= is(i, "by", "before", "within", "latest");
                before |= is(i, "before");
                led = true;
                i++;
            } else if (is(i, "no", "not") && is(i + 1, "later") && is(i + 2, "than")) {
                deadline = true;
                led = true;
                i += 3;
            } else {
                break;
            }
        }
        var head =
                i > first && is(i - 1, "in", "within", "about", "around", "approximately")
                        ? span(i)
                        : null;
        if (head == null) {
            head = piece(i, led);
        }
        if (head == null || behind(first)) {
            return null;
        }
        if (head.undated()) {
            return new Found(first, head.next(), null, false);
        }
        return combined(first, head, deadline, before);
    }

    /// True if the words before put the time behind us, or bind it to a thing: "your invoice of", "since".
    private boolean behind(int first) {
        if (first == 0) {
            return false;
        }
        if (is(first - 1, "the", "this") && first > 1) {
            return BEHIND.contains(tokens.get(first - 2).text());
        }
        return BEHIND.contains(tokens.get(first - 1).text());
    }

    private @Nullable Found combined(int first, Piece head, boolean deadline, boolean beforeDay) {
        LocalDate day = head.day();
        LocalTime time = head.time();
        Instant exact = head.exact();
        boolean part = head.part();
        boolean before = beforeDay;
        int next = head.next();
        for (int more = 0; more < 3 && exact == null; more++) {
            int i = next;
            boolean led = false;
            while (is(i, ",", "at", "on", "by", "before", "in", "around", "about", "the", "latest")
                    && i - next < 3) {
                led |= is(i, "at", "by", "before", "on");
                i++;
            }
            if (is(i - 1, "the")
                    && i > next
                    && !is(i, "morning", "afternoon", "evening", "latest")) {
                i--;
            }
            var piece = piece(i, led);
            if (piece == null || piece.undated() || piece.exact() != null) {
                break;
            }
            if (piece.day() != null && day != null && !piece.day().equals(day)) {
                break;
            }
            if (piece.time() != null && time != null) {
                if (piece.part() && !part) {
                    time =
                            time.getHour() < 12
                                            && !piece.time().equals(NOON)
                                            && piece.next() - i < 3
                                    ? time.plusHours(12)
                                    : time;
                } else if (part && !piece.part()) {
                    time = shifted(piece.time(), time);
                    part = false;
                } else {
                    break;
                }
            } else if (piece.time() != null) {
                time = piece.time();
                part = piece.part();
                before = false;
            }
            if (piece.day() != null) {
                day = piece.day();
            }
            deadline |= is(i - 1, "by", "before");
            next = piece.next();
        }
        if (is(next, "ago", "old")) {
            return null;
        }
        Instant due = exact != null ? exact : resolved(day, time, before);
        return due == null || !due.isAfter(saidAt) ? null : new Found(first, next, due, deadline);
    }

    /// "This afternoon at 3": the part of the day says which three.
    private static LocalTime shifted(LocalTime time, LocalTime part) {
        return part.isAfter(NOON) && time.getHour() < 12 ? time.plusHours(12) : time;
    }

    private @Nullable Instant resolved(
            @Nullable LocalDate day, @Nullable LocalTime time, boolean before) {
        if (day == null && time == null) {
            return null;
        }
        if (time != null) {
            LocalDate on =
                    day != null
                            ? day
                            : time.isAfter(clock) || time.equals(LocalTime.MIDNIGHT)
                                    ? today
                                    : today.plusDays(1);
            return (time.equals(LocalTime.MIDNIGHT) ? on.plusDays(1) : on)
                    .atTime(time)
                    .atZone(zone)
                    .toInstant();
        }
        LocalDate on = java.util.Objects.requireNonNull(day);
        if (before) {
            on = on.minusDays(1);
            while (on.isAfter(today) && !working(on)) {
                on = on.minusDays(1);
            }
        }
        return close(on);
    }

    private boolean working(LocalDate day) {
        return calendar.isWorkingDay(day);
    }

    /// When we close that day; a day on which we are closed ends at six, and one that is over already at midnight.
    private Instant close(LocalDate day) {
        Instant close =
                calendar.close(day)
                        .orElseGet(() -> day.atTime(USUAL_CLOSE).atZone(zone).toInstant());
        return close.isAfter(saidAt) || !day.equals(today)
                ? close
                : day.atTime(23, 59).atZone(zone).toInstant();
    }

    // --- pieces

    private @Nullable Piece piece(int i, boolean led) {
        if (i >= tokens.size()) {
            return null;
        }
        Piece piece = soon(i);
        piece = piece != null ? piece : dayByName(i);
        piece = piece != null ? piece : partOfDay(i);
        piece = piece != null ? piece : period(i, led);
        piece = piece != null ? piece : later(i);
        piece = piece != null ? piece : date(i, led);
        return piece != null ? piece : timeOfDay(i, led);
    }

    private @Nullable Piece soon(int i) {
        if (is(i, "soon", "shortly", "asap", "immediately", "promptly", "momentarily")) {
            return is(i + 1, "as") ? null : Piece.soon(i + 1);
        }
        if (is(i, "sooner")) {
            return null;
        }
        if (is(i, "as") && is(i + 1, "soon", "quickly", "fast") && is(i + 2, "as")) {
            return is(i + 3, "you", "your") ? null : Piece.soon(Math.min(tokens.size(), i + 4));
        }
        if ((is(i, "right") && is(i + 1, "away"))
                || (is(i, "without") && is(i + 1, "delay"))
                || (is(i, "due") && is(i + 1, "course"))) {
            return Piece.soon(i + 2);
        }
        if (is(i, "the") && is(i + 1, "near") && is(i + 2, "future")) {
            return Piece.soon(i + 3);
        }
        return null;
    }

    private @Nullable Piece dayByName(int i) {
        if (is(i, "today")) {
            return Piece.day(i + 1, today);
        }
        if (is(i, "tonight")) {
            return Piece.part(i + 1, today, NIGHT);
        }
        if (is(i, "tomorrow", "tmrw", "tomorow")) {
            return Piece.day(i + 1, today.plusDays(1));
        }
        if (is(i, "later") && is(i + 1, "today")) {
            return Piece.day(i + 2, today);
        }
        if (is(i, "first") && is(i + 1, "thing")) {
            int j = is(i + 2, "in", "on") ? i + 3 : i + 2;
            if (is(j, "the") && is(j + 1, "morning")) {
                return Piece.part(
                        j + 2,
                        clock.isBefore(LocalTime.of(8, 0)) ? today : today.plusDays(1),
                        LocalTime.of(10, 0));
            }
            var day = dayByName(j);
            if (day != null && day.day() != null && day.time() == null) {
                int next = is(day.next(), "morning") ? day.next() + 1 : day.next();
                return Piece.part(next, day.day(), LocalTime.of(10, 0));
            }
            return null;
        }
        int after = is(i, "the") ? i + 1 : i;
        if (is(after, "day") && is(after + 1, "after") && is(after + 2, "tomorrow")) {
            return Piece.day(after + 3, today.plusDays(2));
        }
        return weekday(i);
    }

    private @Nullable Piece weekday(int i) {
        int j = i;
        boolean next = false;
        boolean here = false;
        boolean coming = false;
        while (j - i < 3 && is(j, "this", "next", "coming", "the", "upcoming")) {
            next |= is(j, "next");
            here |= is(j, "this");
            coming |= is(j, "coming", "upcoming");
            j++;
        }
        var named = j < tokens.size() ? DAYS.get(tokens.get(j).text()) : null;
        if (named == null
                || (tokens.get(j).is("sat", "sun", "mon", "wed") && abbreviatesNothing(j))) {
            return null;
        }
        int end = is(j + 1, ".") && tokens.get(j).text().length() < 5 ? j + 2 : j + 1;
        LocalDate day;
        if ((next && !coming) || (is(end, "next") && is(end + 1, "week"))) {
            day = monday().plusWeeks(1).with(TemporalAdjusters.nextOrSame(named));
            end = is(end, "next") ? end + 2 : end;
        } else if ((here && !coming) || (is(end, "this") && is(end + 1, "week"))) {
            day = monday().with(TemporalAdjusters.nextOrSame(named));
            end = is(end, "this") ? end + 2 : end;
        } else {
            day = today.with(TemporalAdjusters.next(named));
        }
        if (is(end, "week") && !here && !next) {
            day = day.plusWeeks(1);
            end++;
        }
        int k = is(end, ",") ? end + 1 : end;
        k = is(k, "the") && !is(k + 1, "morning", "afternoon", "evening") ? k + 1 : k;
        var date = date(k, true);
        return date != null && date.day() != null && date.day().getDayOfWeek() == named
                ? date
                : Piece.day(end, day);
    }

    /// "Sat", "sun" and "wed" are words of their own in small letters at the end of nothing that names a time.
    private boolean abbreviatesNothing(int i) {
        return !(i > 0 && is(i - 1, "on", "by", "next", "this", "before", "until", "coming", ","))
                && !is(i + 1, ".", ",");
    }

    private LocalDate monday() {
        return today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private @Nullable Piece partOfDay(int i) {
        boolean here = is(i, "this");
        boolean the = is(i, "the");
        int j = here || the ? i + 1 : i;
        if (is(j, "early", "late", "mid")) {
            j++;
        }
        LocalTime time = null;
        if (is(j, "morning", "mornings")) {
            time = NOON;
        } else if (is(j, "afternoon")) {
            time = AFTERNOON;
        } else if (is(j, "evening")) {
            time = EVENING;
        } else if (is(j, "night") && !the) {
            time = NIGHT;
        } else if (is(j, "lunchtime", "lunch") && !the && !here) {
            time = LocalTime.of(13, 0);
        }
        if (time == null) {
            return null;
        }
        if (here) {
            return Piece.part(j + 1, today, time);
        }
        boolean alone =
                i == 0 || !(is(i - 1, "in", "by", "before", "at", "on", ",") || dayBefore(i));
        return alone ? null : Piece.part(j + 1, null, time);
    }

    private boolean dayBefore(int i) {
        String before = tokens.get(i - 1).text();
        return DAYS.containsKey(before)
                || MONTHS.containsKey(before)
                || tokens.get(i - 1).number()
                || tokens.get(i - 1).is("tomorrow", "th", "st", "nd", "rd", "week", "pm", "am");
    }

    /// Ends of days, weeks and months, and whole weeks, which are over with their last working day.
    private @Nullable Piece period(int i, boolean led) {
        int j = is(i, "the") ? i + 1 : i;
        if (is(j, "cob", "eob", "eod", "cop")) {
            return endOf(j + 1, today);
        }
        if (is(j, "eow")) {
            return Piece.day(j + 1, lastWorkingDay(monday()));
        }
        if (is(j, "eom")) {
            return Piece.day(j + 1, endOfMonth(today));
        }
        if (is(j, "close", "end") && is(j + 1, "of")) {
            int k = j + 2;
            while (is(k, "the", "our", "this", "my") && k - j < 5) {
                k++;
            }
            if (is(k, "business", "play", "work", "office")) {
                return endOf(is(k + 1, "hours", "day") ? k + 2 : k + 1, today);
            }
            if (is(j, "close")) {
                return null;
            }
            if (is(k, "business", "working", "work") && is(k + 1, "day")) {
                return endOf(k + 2, today);
            }
            if (is(k, "day")) {
                return endOf(k + 1, today);
            }
            boolean next = is(k, "next");
            k = next ? k + 1 : k;
            if (is(k, "week")) {
                return Piece.day(k + 1, lastWorkingDay(monday().plusWeeks(next ? 1 : 0)));
            }
            if (is(k, "month")) {
                return Piece.day(k + 1, endOfMonth(next ? today.plusMonths(1) : today));
            }
            if (is(k, "year")) {
                return Piece.day(k + 1, LocalDate.of(today.getYear() + (next ? 1 : 0), 12, 31));
            }
            var month = k < tokens.size() ? MONTHS.get(tokens.get(k).text()) : null;
            if (month != null) {
                var first = LocalDate.of(today.getYear(), month, 1);
                return Piece.day(
                        k + 1,
                        endOfMonth(
                                first.plusMonths(1).isAfter(today) ? first : first.plusYears(1)));
            }
            var day = dayByName(k);
            return day != null && day.day() != null && day.time() == null
                    ? endOf(day.next(), day.day())
                    : null;
        }
        if (is(j, "later") && is(j + 1, "this") && is(j + 2, "week")) {
            return Piece.day(j + 3, lastWorkingDay(monday()));
        }
        boolean early = is(j, "early", "beginning", "start");
        boolean mid = is(j, "mid", "middle");
        boolean late = is(j, "late");
        int k = early || mid || late ? j + 1 : j;
        k = is(k, "of", "-") && k > j ? k + 1 : k;
        boolean here = is(k, "this");
        boolean next = is(k, "next");
        if ((here || next)
                && is(k + 1, "week", "weekend", "month")
                && !(here && !led && !late && is(k + 1, "month"))) {
            var monday = monday().plusWeeks(next ? 1 : 0);
            if (is(k + 1, "month")) {
                return Piece.day(k + 2, endOfMonth(next ? today.plusMonths(1) : today));
            }
            if (is(k + 1, "weekend")) {
                return Piece.day(k + 2, monday.plusDays(6));
            }
            return Piece.day(
                    k + 2,
                    early ? monday.plusDays(1) : mid ? monday.plusDays(2) : lastWorkingDay(monday));
        }
        if (is(j, "weekend") && led) {
            return Piece.day(j + 1, lastWorkingDay(monday()));
        }
        return null;
    }

    /// "Close of business Thursday": the day may follow.
    private Piece endOf(int next, LocalDate usual) {
        int i = is(next, "on", ",") ? next + 1 : next;
        var day = dayByName(i);
        if (day == null || day.day() == null || day.time() != null) {
            day = date(i, is(next, "on"));
        }
        return day != null && day.day() != null
                ? Piece.day(day.next(), day.day())
                : Piece.day(next, usual);
    }

    private LocalDate lastWorkingDay(LocalDate monday) {
        for (var day = monday.plusDays(6); !day.isBefore(monday); day = day.minusDays(1)) {
            if (working(day)) {
                return day;
            }
        }
        return monday.plusDays(4);
    }

    private LocalDate endOfMonth(LocalDate inIt) {
        var last = inIt.with(TemporalAdjusters.lastDayOfMonth());
        var day = last;
        while (!working(day) && ChronoUnit.DAYS.between(day, last) < 10) {
            day = day.minusDays(1);
        }
        return day.isBefore(today) ? last : day;
    }

    // --- spans

    private record Count(int next, int wholes, boolean half) {}

    /// "3 days", "two working days", "the next 48 hours", "half an hour", "a couple of hours": after "in" or "within".
    private @Nullable Piece span(int i) {
        int j = i;
        while (j - i < 6
                && is(
                        j,
                        "the",
                        "next",
                        "less",
                        "than",
                        "under",
                        "about",
                        "around",
                        "max",
                        "maximum",
                        "at",
                        "most",
                        "just",
                        "approximately",
                        "roughly",
                        "coming",
                        "another",
                        "or",
                        "so")) {
            j++;
        }
        if (is(j, "hour") && j > i) {
            return Piece.exact(j + 1, saidAt.plus(Duration.ofHours(1)));
        }
        if ((is(j, "a", "one")
                        && is(
                                j + 1, "moment", "minute", "second", "sec", "bit", "while", "jiffy",
                                "little", "few")
                        && !is(j + 1, "few"))
                || (is(j, "due") && is(j + 1, "course"))) {
            return is(j, "one") && is(j + 1, "minute") ? null : Piece.soon(j + 2);
        }
        var count = count(j);
        return count == null ? null : after(count);
    }

    /// "Three days from now", "2 hours later".
    private @Nullable Piece later(int i) {
        var count = count(i);
        if (count == null) {
            return null;
        }
        var piece = after(count);
        if (piece != null && is(piece.next(), "from")) {
            if (is(piece.next() + 1, "now", "today")) {
                return new Piece(
                        piece.next() + 2, piece.day(), piece.time(), piece.exact(), false, false);
            }
            if (is(piece.next() + 1, "tomorrow") && piece.day() != null) {
                return Piece.day(piece.next() + 2, piece.day().plusDays(1));
            }
        }
        return null;
    }

    private @Nullable Count count(int i) {
        if (is(i, "half") && is(i + 1, "an", "a")) {
            return new Count(i + 2, 0, true);
        }
        if (is(i, "a") && is(i + 1, "half")) {
            return new Count(i + 2, 0, true);
        }
        if (is(i, "a") && is(i + 1, "couple")) {
            return new Count(is(i + 2, "of") ? i + 3 : i + 2, 2, false);
        }
        if ((is(i, "a") && is(i + 1, "few")) || (is(i, "a") && is(i + 1, "dozen"))) {
            return new Count(i + 2, is(i + 1, "few") ? 3 : 12, false);
        }
        int first = number(i);
        if (first < 0) {
            return null;
        }
        int j = i + 1;
        if (NUMBERS.containsKey(tokens.get(i).text())
                && first >= 20
                && first < 100
                && first % 10 == 0) {
            int k = is(j, "-") ? j + 1 : j;
            int unit = number(k);
            if (unit > 0 && unit < 10 && !tokens.get(k).number()) {
                first += unit;
                j = k + 1;
            }
        }
        // of "2 to 3 days" the longer one is the word
        if (is(j, "-", "–", "to", "or") && number(j + 1) >= first) {
            first = number(j + 1);
            j += 2;
        }
        boolean half = false;
        if (is(j, "and") && is(j + 1, "a") && is(j + 2, "half")) {
            half = true;
            j += 3;
        } else if (is(j, ".", ",") && is(j + 1, "5") && adjacent(j) && adjacent(j + 1)) {
            half = true;
            j += 2;
        }
        return new Count(j, first, half);
    }

    private int number(int i) {
        if (i >= tokens.size()) {
            return -1;
        }
        var token = tokens.get(i);
        int value = token.number() ? token.value() : NUMBERS.getOrDefault(token.text(), -1);
        return value > FARTHEST_COUNT ? -1 : value;
    }

    private @Nullable Piece after(Count count) {
        int i = count.next();
        int n = count.wholes();
        boolean working = is(i, "working", "business", "work", "office", "bank");
        int j = working ? i + 1 : i;
        j = is(j, "full", "more", "whole") ? j + 1 : j;
        int next = is(j + 1, "'") && is(j + 2, "time") ? j + 3 : is(j + 1, "time") ? j + 2 : j + 1;
        try {
            if (is(j, "minute", "minutes", "min", "mins")) {
                return Piece.exact(j + 1, saidAt.plus(Duration.ofMinutes(n)));
            }
            if (is(j, "hour", "hours", "hr", "hrs", "h", "hour's", "hours'")) {
                boolean andHalf = is(j + 1, "and") && is(j + 2, "a") && is(j + 3, "half");
                int end = andHalf ? j + 4 : next;
                var length = Duration.ofHours(n).plusMinutes(count.half() || andHalf ? 30 : 0);
                return Piece.exact(
                        end, working ? calendar.plus(saidAt, length) : saidAt.plus(length));
            }
            if (is(j, "day", "days", "day's", "days'")) {
                return Piece.day(
                        next,
                        working
                                ? calendar.plusWorkingDays(today, Math.max(1, n))
                                : today.plusDays(n));
            }
            if (is(j, "week", "weeks", "week's", "weeks'")) {
                return Piece.day(
                        next, count.half() ? today.plusDays(n * 7L + 3) : today.plusWeeks(n));
            }
            if (is(j, "fortnight")) {
                return Piece.day(next, today.plusWeeks(2L * n));
            }
            if (is(j, "month", "months", "month's")) {
                return Piece.day(
                        next,
                        count.half() ? today.plusMonths(n).plusDays(15) : today.plusMonths(n));
            }
            if (is(j, "year", "years")) {
                return Piece.day(next, today.plusYears(n));
            }
        } catch (Refusal _) {
            // the calendar has not that much working time: nobody can mean it
            return null;
        }
        return null;
    }

    // --- dates

    private @Nullable Piece date(int i, boolean led) {
        if (i >= tokens.size()) {
            return null;
        }
        int j = is(i, "the") ? i + 1 : i;
        if (j >= tokens.size()) {
            return null;
        }
        var token = tokens.get(j);
        var month = MONTHS.get(token.text());
        if (month != null && !(token.is("may", "mar", "sep", "dec", "jan") && !dayFollows(j))) {
            return monthFirst(j, month);
        }
        if (!token.number()) {
            return null;
        }
        if (token.text().length() == 4) {
            return iso(j);
        }
        if (is(j + 1, "/", ".", "-") && adjacent(j + 1) && adjacent(j + 2) && numberAt(j + 2)) {
            return numeric(j, led);
        }
        return dayFirst(j, led || j > i, j > i);
    }

    private boolean dayFollows(int month) {
        return numberAt(is(month + 1, ".", "-", "the") ? month + 2 : month + 1);
    }

    private @Nullable Piece monthFirst(int i, int month) {
        int j = is(i + 1, ".", "-", "/") ? i + 2 : i + 1;
        j = is(j, "the") ? j + 1 : j;
        if (!numberAt(j) || tokens.get(j).text().length() > 2) {
            return null;
        }
        int day = tokens.get(j).value();
        int next = ordinal(j + 1);
        int k = is(next, ",") ? next + 1 : next;
        if (year(k) > 0) {
            return onDate(k + 1, year(k), month, day);
        }
        return inComing(next, month, day);
    }

    private @Nullable Piece iso(int i) {
        if (is(i + 1, "-", "/", ".")
                && numberAt(i + 2)
                && is(i + 3, "-", "/", ".")
                && numberAt(i + 4)) {
            return onDate(
                    i + 5,
                    tokens.get(i).value(),
                    tokens.get(i + 2).value(),
                    tokens.get(i + 4).value());
        }
        return null;
    }

    private @Nullable Piece numeric(int i, boolean led) {
        String sign = tokens.get(i + 1).text();
        int a = tokens.get(i).value();
        int b = tokens.get(i + 2).value();
        boolean swap = (!dayFirst && !sign.equals(".") && a <= 12) || b > 12;
        int day = swap ? b : a;
        int month = swap ? a : b;
        if (is(i + 3, sign) && adjacent(i + 3) && adjacent(i + 4) && numberAt(i + 4)) {
            int year = tokens.get(i + 4).value();
            int length = tokens.get(i + 4).text().length();
            return length == 4 || length == 2
                    ? onDate(i + 5, length == 2 ? 2000 + year : year, month, day)
                    : null;
        }
        boolean dated = sign.equals(".") ? is(i + 3, ".") && adjacent(i + 3) : sign.equals("/");
        return led && dated && !is(i + 3, "hours", "h")
                ? inComing(sign.equals(".") ? i + 4 : i + 3, month, day)
                : null;
    }

    private @Nullable Piece dayFirst(int i, boolean led, boolean the) {
        int day = tokens.get(i).value();
        if (day < 1 || day > 31) {
            return null;
        }
        int next = ordinal(i + 1);
        boolean counted = next > i + 1;
        int j = is(next, "of", ".", "-", "/") ? next + 1 : next;
        j = is(j, "the") ? j + 1 : j;
        var month = j < tokens.size() ? MONTHS.get(tokens.get(j).text()) : null;
        if (month != null
                && !(tokens.get(j).is("may") && j == next && !counted && is(j + 1, "be", "have"))) {
            int k = is(j + 1, ".", ",", "-", "/") ? j + 2 : j + 1;
            return year(k) > 0 ? onDate(k + 1, year(k), month, day) : inComing(j + 1, month, day);
        }
        if (counted && (led || the)) {
            var inMonth = today.withDayOfMonth(1);
            if (is(next, "of") && is(next + 1, "this", "next") && is(next + 2, "month")) {
                inMonth = is(next + 1, "next") ? inMonth.plusMonths(1) : inMonth;
                next += 3;
            } else if (is(next, "of")) {
                return null;
            }
            for (int tries = 0; tries < 3; tries++) {
                if (day <= inMonth.lengthOfMonth()
                        && !inMonth.withDayOfMonth(day).isBefore(today)) {
                    return things(next) ? null : Piece.day(next, inMonth.withDayOfMonth(day));
                }
                inMonth = inMonth.plusMonths(1);
            }
        }
        return null;
    }

    /// "The 2nd floor", "the 1st of them": an ordinal before a noun counts things, not days.
    private boolean things(int i) {
        return i < tokens.size()
                && Character.isLetter(tokens.get(i).text().charAt(0))
                && !is(
                        i, "at", "by", "in", "and", "or", "to", "before", "between", "from", "when",
                        "so", "for", "with", "as", "we", "i", "you", "around", "latest", "if",
                        "but", "because", "after", "until", "the", "our", "your", "a");
    }

    private int ordinal(int i) {
        return is(i, "st", "nd", "rd", "th") && adjacent(i) ? i + 1 : i;
    }

    private int year(int i) {
        if (!numberAt(i) || tokens.get(i).text().length() != 4) {
            return -1;
        }
        int year = tokens.get(i).value();
        return year >= 1990 && year <= 2100 ? year : -1;
    }

    private @Nullable Piece onDate(int next, int year, int month, int day) {
        return date(year, month, day).map(date -> Piece.day(next, date)).orElse(null);
    }

    /// A date without a year is the next one; one that was just now is rather what they talk about.
    private @Nullable Piece inComing(int next, int month, int day) {
        for (int years = 0; years < 5; years++) {
            var date = date(today.getYear() + years, month, day);
            if (date.isPresent() && !date.get().isBefore(today)) {
                var before = date.get().minusYears(1);
                boolean justWas =
                        ChronoUnit.DAYS.between(before, today) < RECENT_DAYS
                                && !before.equals(today);
                return justWas && years > 0 ? null : Piece.day(next, date.get());
            }
        }
        return null;
    }

    private static Optional<LocalDate> date(int year, int month, int day) {
        try {
            return Optional.of(LocalDate.of(year, month, day));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    // --- times

    private @Nullable Piece timeOfDay(int i, boolean led) {
        if (is(i, "noon", "midday")) {
            return Piece.time(i + 1, NOON);
        }
        if (is(i, "midnight")) {
            return Piece.time(i + 1, LocalTime.MIDNIGHT);
        }
        if (is(i, "half", "quarter")
                && is(i + 1, "past", "to")
                && number(i + 2) > 0
                && number(i + 2) <= 12) {
            var hour = working(number(i + 2), i + 3);
            int minutes = is(i, "half") ? 30 : 15;
            return Piece.time(
                    meridiemEnd(i + 3),
                    is(i + 1, "past") ? hour.plusMinutes(minutes) : hour.minusMinutes(minutes));
        }
        int from = is(i, "between", "from") ? i + 1 : i;
        var one = clockTime(from, led || from > i);
        if (one == null) {
            return null;
        }
        if (is(one.next(), "-", "–", "to", "and", "till", "until")
                && (from > i || !is(one.next(), "and"))) {
            var two = clockTime(one.next() + 1, true);
            if (two != null) {
                return two;
            }
        }
        return one;
    }

    private @Nullable Piece clockTime(int i, boolean led) {
        if (!numberAt(i) || tokens.get(i).text().length() > 2) {
            if (led
                    && i < tokens.size()
                    && NUMBERS.containsKey(tokens.get(i).text())
                    && number(i) >= 1
                    && number(i) <= 12) {
                boolean sure = meridiemEnd(i + 1) > i + 1 || is(i + 1, "o'clock");
                return sure
                        ? Piece.time(
                                is(i + 1, "o'clock") ? i + 2 : meridiemEnd(i + 1),
                                working(number(i), i + 1))
                        : null;
            }
            return null;
        }
        int hour = tokens.get(i).value();
        int j = i + 1;
        int minute = 0;
        boolean minutes = false;
        if (is(j, ":", ".", "h")
                && adjacent(j)
                && adjacent(j + 1)
                && numberAt(j + 1)
                && tokens.get(j + 1).text().length() == 2) {
            minute = tokens.get(j + 1).value();
            minutes = is(j, ":") || led || meridiemEnd(j + 2) > j + 2;
            j += 2;
            if (!minutes || minute > 59) {
                return null;
            }
            if (is(j, ":") && adjacent(j) && adjacent(j + 1) && numberAt(j + 1)) {
                j += 2;
            }
        }
        int end = meridiemEnd(j);
        if (end > j) {
            return hour >= 1 && hour <= 12
                    ? Piece.time(end, meridiem(hour, minute, tokens.get(j).text().charAt(0) == 'p'))
                    : null;
        }
        if (is(j, "o'clock", "oclock")) {
            return hour >= 1 && hour <= 12 ? Piece.time(j + 1, working(hour, j + 1)) : null;
        }
        if (minutes) {
            return hour <= 23 ? Piece.time(j, LocalTime.of(hour, minute)) : null;
        }
        // a bare number is a time only where nothing else can follow from it: "at 3 on Friday", "by
        // 5."
        boolean bare =
                led
                        && is(
                                i - 1, "at", "by", "before", "around", "about", "between", "from",
                                "-", "–", "to", "and")
                        && hour >= 1
                        && hour <= 23
                        && (j >= tokens.size()
                                || is(
                                        j,
                                        ".",
                                        ",",
                                        "!",
                                        ";",
                                        "on",
                                        "tomorrow",
                                        "today",
                                        "and",
                                        "to",
                                        "-",
                                        "–",
                                        "this",
                                        "in",
                                        "latest",
                                        "so",
                                        ")")
                                || DAYS.containsKey(tokens.get(j).text()));
        return bare ? Piece.time(j, hour > 12 ? LocalTime.of(hour, 0) : working(hour, j)) : null;
    }

    private int meridiemEnd(int i) {
        if (is(i, "am", "pm")) {
            return i + 1;
        }
        if (is(i, "a", "p") && is(i + 1, ".") && is(i + 2, "m")) {
            return is(i + 3, ".") && i + 4 < tokens.size() ? i + 4 : i + 3;
        }
        return i;
    }

    private static LocalTime meridiem(int hour, int minute, boolean afternoon) {
        return LocalTime.of(hour % 12 + (afternoon ? 12 : 0), minute);
    }

    /// Without am or pm the hour is the one in which people work.
    private LocalTime working(int hour, int next) {
        int end = meridiemEnd(next);
        if (end > next) {
            return meridiem(hour, 0, tokens.get(next).text().charAt(0) == 'p');
        }
        return LocalTime.of(hour < 7 ? hour + 12 : hour, 0);
    }

    // --- looking

    private boolean is(int i, String... words) {
        return i >= 0 && i < tokens.size() && tokens.get(i).is(words);
    }

    private boolean numberAt(int i) {
        return i >= 0 && i < tokens.size() && tokens.get(i).number();
    }

    /// True if no space stands before it.
    private boolean adjacent(int i) {
        return i > 0 && i < tokens.size() && tokens.get(i - 1).end() == tokens.get(i).start();
    }

    private static Map<String, DayOfWeek> days() {
        var days = new HashMap<String, DayOfWeek>();
        for (var day : DayOfWeek.values()) {
            String name = day.name().toLowerCase(java.util.Locale.ROOT);
            days.put(name, day);
            days.put(name.substring(0, 3), day);
        }
        days.put("tues", DayOfWeek.TUESDAY);
        days.put("thur", DayOfWeek.THURSDAY);
        days.put("thurs", DayOfWeek.THURSDAY);
        return Map.copyOf(days);
    }

    private static Map<String, Integer> months() {
        var months = new HashMap<String, Integer>();
        for (var month : java.time.Month.values()) {
            String name = month.name().toLowerCase(java.util.Locale.ROOT);
            months.put(name, month.getValue());
            months.put(name.substring(0, 3), month.getValue());
        }
        months.put("sept", 9);
        return Map.copyOf(months);
    }

    private static Map<String, Integer> numbers() {
        String[] small = {
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty"
        };
        var numbers = new HashMap<String, Integer>();
        for (int i = 0; i < small.length; i++) {
            numbers.put(small[i], i);
        }
        numbers.putAll(
                Map.of(
                        "thirty", 30, "forty", 40, "fifty", 50, "sixty", 60, "ninety", 90, "a", 1,
                        "an", 1));
        return Map.copyOf(numbers);
    }
}
