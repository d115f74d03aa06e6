package kept.catcher;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Finds the words for times among the tokens of one sentence, and puts their pieces together.
final class TimeWords extends Reader {
    private final Moment moment;
    private final Dates dates;
    private final Days days;
    private final DayParts parts;
    private final Periods periods;
    private final Spans spans;
    private final Feasts feasts;
    private final ClockTimes clock;

    /// Words for a time: which tokens, when it is over (`null` if it says no more than "soon"), the day and time of the
    /// clock that were named, and whether it stands after a word such as "by".
    record Found(
            int first,
            int next,
            @Nullable Instant due,
            @Nullable LocalDate day,
            @Nullable LocalTime time,
            boolean deadline,
            boolean doubtful,
            boolean bound) {
        boolean undated() {
            return due == null;
        }

        /// True if a word can be kept by it: it lies ahead, and is no mere date of a thing.
        boolean ahead(Instant saidAt) {
            return due == null || (due.isAfter(saidAt) && !doubtful && !bound);
        }
    }

    TimeWords(List<Token> tokens, Moment moment) {
        super(tokens);
        this.moment = moment;
        this.dates = new Dates(tokens, moment);
        this.days = new Days(tokens, moment, dates);
        this.parts = new DayParts(tokens, moment);
        this.periods = new Periods(tokens, moment, days, dates);
        this.spans = new Spans(tokens, moment);
        this.feasts = new Feasts(tokens, moment);
        this.clock = new ClockTimes(tokens);
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
                    "approximately",
                    "for",
                    "inside",
                    "during",
                    "until",
                    "till",
                    "over")) {
                if (is(i, "for", "until", "till", "over") && i > first) {
                    break;
                }
                deadline |= is(i, "by", "before", "within", "latest", "inside");
                before |= is(i, "before");
                i++;
            } else if (is(i, "no", "not") && is(i + 1, "later") && is(i + 2, "than")) {
                deadline = true;
                i += 3;
            } else {
                break;
            }
        }
        // "before the end of the month" ends with the month
        before &= !is(is(i, "the") ? i + 1 : i, "end", "close", "eod", "cob");
        boolean led = i > first;
        boolean length =
                led
                        && is(
                                i - 1,
                                "in",
                                "within",
                                "about",
                                "around",
                                "approximately",
                                "inside",
                                "over");
        var head = length ? spans.within(i) : null;
        if (head == null) {
            head = piece(i, led);
        }
        if (head == null) {
            return null;
        }
        boolean fixed = agreedBefore(first);
        boolean bound = behind(first) || is(first, "until", "till") || (is(first, "for") && !fixed);
        return head.undated()
                ? bound
                        ? null
                        : new Found(first, head.next(), null, null, null, false, false, false)
                : combined(first, head, deadline, before, bound);
    }

    /// "Booked for Friday", "I have scheduled the technician for Friday".
    private boolean agreedBefore(int first) {
        for (int i = first - 1; i >= 0 && i >= first - 4; i--) {
            if (is(
                    i,
                    "booked",
                    "scheduled",
                    "confirmed",
                    "planned",
                    "set",
                    "arranged",
                    "reserved")) {
                return true;
            }
        }
        return is(first - 1, "you");
    }

    /// True if the words before put the time behind us, or bind it to a thing: "your invoice of", "since".
    private boolean behind(int first) {
        int i = is(first - 1, "the", "this") ? first - 2 : first - 1;
        return is(i, "of", "since", "from", "until", "till", "dated", "last", "past", "after");
    }

    private @Nullable Found combined(
            int first, Piece head, boolean byHead, boolean beforeDay, boolean bound) {
        var sum = head;
        boolean deadline = byHead;
        boolean before = beforeDay;
        for (int more = 0; more < 3 && sum.exact() == null; more++) {
            int i = sum.next();
            boolean led = false;
            while (is(
                            i, ",", "at", "on", "by", "before", "in", "around", "about", "latest",
                            "for", "t", "-")
                    && i - sum.next() < 3) {
                led |= !is(i, ",", "t", "-");
                i++;
            }
            int start =
                    is(i, "the") && is(i + 1, "morning", "afternoon", "evening", "latest")
                            ? i + 1
                            : i;
            // "tomorrow EOD" is no more than tomorrow
            if (sum.onlyDay() && is(start, "eod", "cob", "eob", "cop")) {
                sum = sum.until(start + 1);
                break;
            }
            var piece = piece(start, led);
            if (piece == null || piece.undated() || piece.exact() != null) {
                break;
            }
            var both = both(sum, piece);
            if (both == null) {
                break;
            }
            before &= both.time() == null;
            deadline |= is(i - 1, "by", "before");
            sum = yearAfter(both);
        }
        if (is(sum.next(), "old")) {
            return null;
        }
        Instant due = sum.exact() != null ? sum.exact() : due(sum, before);
        return due == null
                ? null
                : new Found(
                        first,
                        sum.next(),
                        due,
                        sum.day(),
                        sum.time(),
                        deadline,
                        sum.doubtful(),
                        bound);
    }

    /// Two pieces as one time, or null if the second starts another.
    private static @Nullable Piece both(Piece sum, Piece more) {
        LocalTime time = sum.time() == null ? more.time() : sum.time();
        boolean part = sum.time() == null ? more.part() : sum.part();
        if (sum.day() != null && more.day() != null && !sum.day().equals(more.day())) {
            return null;
        }
        if (sum.time() != null && more.time() != null) {
            if (sum.part() == more.part()) {
                return null;
            }
            var named = sum.part() ? more.time() : sum.time();
            var over = sum.part() ? sum.time() : more.time();
            time = inPart(named, over);
            part = false;
        }
        return new Piece(
                more.next(),
                sum.day() == null ? more.day() : sum.day(),
                time,
                null,
                part,
                false,
                sum.doubtful() || more.doubtful());
    }

    /// "This afternoon at 3": the part of the day says which three.
    private static LocalTime inPart(LocalTime named, LocalTime over) {
        if (over.isAfter(LocalTime.NOON)) {
            return named.getHour() < 12 ? named.plusHours(12) : named;
        }
        return named.getHour() > 12 && named.getHour() < 19 && named.getMinute() != 1
                ? named.minusHours(12)
                : named;
    }

    /// "Wed Oct 26 15:50:06 2016".
    private Piece yearAfter(Piece sum) {
        var year =
                sum.time() != null && digits(sum.next(), 4)
                        ? new Numbers(tokens).year(sum.next())
                        : null;
        return year == null || sum.day() == null || !is(sum.next() - 2, ":")
                ? sum
                : new Piece(
                        year.next(),
                        sum.day().withYear(year.value()),
                        sum.time(),
                        null,
                        false,
                        false,
                        false);
    }

    private @Nullable Instant due(Piece sum, boolean before) {
        if (sum.time() != null) {
            boolean later =
                    sum.time().isAfter(moment.clock()) || sum.time().equals(LocalTime.MIDNIGHT);
            LocalDate on =
                    sum.day() != null
                            ? sum.day()
                            : later ? moment.today() : moment.today().plusDays(1);
            return moment.at(
                    sum.time().equals(LocalTime.MIDNIGHT) ? on.plusDays(1) : on, sum.time());
        }
        if (sum.day() == null) {
            return null;
        }
        var day = Objects.requireNonNull(sum.day());
        return moment.close(before ? moment.workingDayBefore(day) : day);
    }

    private @Nullable Piece piece(int i, boolean led) {
        if (i >= tokens.size()) {
            return null;
        }
        Piece piece = soon(i);
        piece = piece != null ? piece : days.at(i);
        piece = piece != null ? piece : parts.at(i);
        piece = piece != null ? piece : periods.at(i, led);
        piece = piece != null ? piece : spans.at(i);
        piece = piece != null ? piece : dates.at(i, led);
        piece = piece != null ? piece : feasts.at(i);
        return piece != null ? piece : clock.at(i, led);
    }

    private @Nullable Piece soon(int i) {
        if (is(i, "soon", "shortly", "asap", "immediately", "promptly", "momentarily", "quickly")) {
            return is(i + 1, "as", "after", "before") ? null : Piece.soon(i + 1);
        }
        if (is(i, "now") && (i + 1 >= tokens.size() || is(i + 1, ".", ",", "!"))) {
            return Piece.exact(i + 1, moment.saidAt());
        }
        if (is(i, "as") && is(i + 1, "soon", "quickly", "fast") && is(i + 2, "as")) {
            return is(i + 3, "you", "your") ? null : Piece.soon(Math.min(tokens.size(), i + 4));
        }
        if ((is(i, "right", "straight") && is(i + 1, "away"))
                || (is(i, "without") && is(i + 1, "delay"))
                || (is(i, "due") && is(i + 1, "course"))) {
            return Piece.soon(i + 2);
        }
        return is(i, "the", "near")
                        && (is(i + 1, "near")
                                ? is(i + 2, "future")
                                : is(i, "near") && is(i + 1, "future"))
                ? Piece.soon(is(i, "the") ? i + 3 : i + 2)
                : null;
    }
}
