package kept.catcher;

import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads times of the clock: "3 pm", "15:30", "half past four", "between 9 and 11" (which is over at 11), "at seven".
final class ClockTimes extends Reader {
    private final Numbers numbers;

    ClockTimes(List<Token> tokens) {
        super(tokens);
        this.numbers = new Numbers(tokens);
    }

    @Nullable Piece at(int i, boolean led) {
        if (is(i, "noon", "midday", "noontime")) {
            return Piece.time(i + 1, LocalTime.NOON);
        }
        if (is(i, "midnight")) {
            return Piece.time(i + 1, LocalTime.MIDNIGHT);
        }
        var past = pastHour(is(i, "a") && is(i + 1, "quarter") ? i + 1 : i);
        if (past != null) {
            return past;
        }
        boolean window = is(i, "between", "from");
        int from = window ? i + 1 : i;
        var one = clock(from, led || window);
        if (one == null) {
            return null;
        }
        if (is(one.next(), "-", "–", "to", "till", "until") || (window && is(one.next(), "and"))) {
            var two = clock(one.next() + 1, true);
            if (two != null) {
                return two;
            }
        }
        return one;
    }

    /// "Half past four", "a quarter to seven", "twenty minutes past five".
    private @Nullable Piece pastHour(int i) {
        int minutes;
        int j;
        if (is(i, "half", "quarter")) {
            minutes = is(i, "half") ? 30 : 15;
            j = i + 1;
        } else {
            var count = numbers.count(i);
            if (count == null || count.value() > 59 || is(i, "a", "an")) {
                return null;
            }
            minutes = count.value();
            j =
                    is(count.next(), "min", "mins", "minutes", "minute")
                            ? count.next() + 1
                            : count.next();
            if (j == count.next() && minutes % 5 != 0) {
                return null;
            }
        }
        if (!is(j, "past", "to")) {
            return null;
        }
        var hour = numbers.count(j + 1);
        if (hour == null || hour.value() < 1 || hour.value() > 12 || is(j + 1, "a", "an")) {
            return null;
        }
        // "5 to 7" alone is a span of hours or days
        if (is(j, "to") && digits(i) && j == i + 1) {
            return null;
        }
        int end = meridiemEnd(hour.next());
        var full =
                end > hour.next()
                        ? meridiem(hour.value(), 0, word(hour.next()).charAt(0) == 'p')
                        : working(hour.value());
        return Piece.time(
                is(end, "o'clock") ? end + 1 : end,
                is(j, "past") ? full.plusMinutes(minutes) : full.minusMinutes(minutes));
    }

    private @Nullable Piece clock(int i, boolean led) {
        if (!digits(i, 2)) {
            return inWords(i, led);
        }
        int hour = value(i);
        int j = i + 1;
        int minute = 0;
        int second = 0;
        boolean minutes = false;
        if (is(j, ":", ".", "h")
                && adjacent(j)
                && adjacent(j + 1)
                && digits(j + 1, 2)
                && word(j + 1).length() == 2) {
            minute = value(j + 1);
            boolean colon = is(j, ":");
            j += 2;
            minutes = colon || led || meridiemEnd(j) > j;
            if (!minutes || minute > 59) {
                return null;
            }
            if (colon && is(j, ":") && adjacent(j) && adjacent(j + 1) && digits(j + 1, 2)) {
                second = Math.min(59, value(j + 1));
                j += 2;
            }
        }
        int end = meridiemEnd(j);
        if (end > j) {
            return hour >= 1 && hour <= 12
                    ? Piece.time(
                            end,
                            meridiem(hour, minute, word(j).charAt(0) == 'p').withSecond(second))
                    : null;
        }
        if (is(j, "o'clock", "oclock") && minutes && hour <= 23) {
            return Piece.time(j + 1, LocalTime.of(hour, minute, second));
        }
        if (is(j, "h") && adjacent(j) && led && leads(i - 1) && hour <= 23) {
            return Piece.time(j + 1, LocalTime.of(hour, 0));
        }
        if (is(j, "o'clock", "oclock")) {
            return hour >= 1 && hour <= 24
                    ? Piece.time(j + 1, hour > 12 ? LocalTime.of(hour % 24, 0) : working(hour))
                    : null;
        }
        if (minutes) {
            return hour <= 23 ? Piece.time(j, LocalTime.of(hour, minute, second)) : null;
        }
        boolean bare = led && leads(i - 1) && hour >= 1 && hour <= 23 && endsThere(j);
        boolean ofDay = hour >= 1 && hour <= 12 && partFollows(j);
        return bare || ofDay
                ? Piece.time(j, hour > 12 ? LocalTime.of(hour, 0) : working(hour))
                : null;
    }

    private @Nullable Piece inWords(int i, boolean led) {
        var hour = numbers.count(i);
        if (digits(i)
                || hour == null
                || hour.value() < 1
                || hour.value() > 12
                || is(i, "a", "an")) {
            return null;
        }
        int end = meridiemEnd(hour.next());
        if (end > hour.next()) {
            return Piece.time(end, meridiem(hour.value(), 0, word(hour.next()).charAt(0) == 'p'));
        }
        if (is(hour.next(), "o'clock", "oclock")) {
            return Piece.time(hour.next() + 1, working(hour.value()));
        }
        boolean bare = led && leads(i - 1) && endsThere(hour.next());
        return bare || partFollows(hour.next())
                ? Piece.time(hour.next(), working(hour.value()))
                : null;
    }

    private boolean leads(int i) {
        return is(
                i, "at", "by", "before", "around", "about", "between", "from", "-", "–", "to",
                "and", "till", "until");
    }

    /// A bare number is a time only where nothing else can follow from it: "at 3 on Friday", "by 5."
    private boolean endsThere(int i) {
        return i >= tokens.size()
                || is(
                        i,
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
                        ")",
                        "tonight",
                        "next")
                || Names.DAYS.containsKey(word(i));
    }

    /// "7, this morning", "10 tonight".
    private boolean partFollows(int i) {
        int j = is(i, ",") ? i + 1 : i;
        return is(j, "tonight")
                || (is(j, "this") && is(j + 1, "morning", "afternoon", "evening"))
                || (is(j, "in")
                        && is(j + 1, "the")
                        && is(j + 2, "morning", "afternoon", "evening"));
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
    private static LocalTime working(int hour) {
        return LocalTime.of(hour < 7 ? hour + 12 : hour, 0);
    }
}
