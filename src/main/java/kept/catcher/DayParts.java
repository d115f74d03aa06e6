package kept.catcher;

import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads parts of a day, which are over at a time of the clock: "this afternoon", "in the morning", "tonight".
final class DayParts extends Reader {
    static final LocalTime NIGHT = LocalTime.of(22, 0);
    private static final LocalTime AFTERNOON = LocalTime.of(17, 0);
    private static final LocalTime EVENING = LocalTime.of(20, 0);
    private static final LocalTime LUNCH = LocalTime.of(13, 0);

    private final Moment moment;

    DayParts(List<Token> tokens, Moment moment) {
        super(tokens);
        this.moment = moment;
    }

    @Nullable Piece at(int i) {
        if (is(i, "tonight")) {
            return Piece.part(i + 1, moment.today(), NIGHT);
        }
        boolean here = is(i, "this", "later");
        boolean the = is(i, "the");
        int j = here || the ? i + 1 : i;
        j = is(i, "later") && is(j, "this") ? j + 1 : j;
        j = is(j, "early", "late", "mid") ? j + 1 : j;
        j = is(j, "-") ? j + 1 : j;
        var over = over(j, the, here);
        if (over == null) {
            return null;
        }
        if (here) {
            return Piece.part(j + 1, moment.today(), over);
        }
        boolean alone = !(is(i - 1, "in", "by", "before", "at", "on", ",") || dayBefore(i));
        return i == 0 || alone ? null : Piece.part(j + 1, null, over);
    }

    private @Nullable LocalTime over(int i, boolean the, boolean here) {
        if (is(i, "morning")) {
            return LocalTime.NOON;
        }
        if (is(i, "afternoon")) {
            return AFTERNOON;
        }
        if (is(i, "evening")) {
            return EVENING;
        }
        if (is(i, "night") && !the) {
            return NIGHT;
        }
        return is(i, "lunchtime", "lunch") && !the && !here ? LUNCH : null;
    }

    private boolean dayBefore(int i) {
        String before = word(i - 1);
        return Names.DAYS.containsKey(before)
                || Names.MONTHS.containsKey(before)
                || digits(i - 1)
                || is(
                        i - 1,
                        "tomorrow",
                        "tmrw",
                        "yesterday",
                        "th",
                        "st",
                        "nd",
                        "rd",
                        "week",
                        "pm",
                        "am");
    }
}
