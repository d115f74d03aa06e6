package kept.staffing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import kept.kernel.Refusal;

/// Reads `interval_start,offered,handle_seconds`, one interval a line: when it starts, how many came, and how long one of them
/// took on average. Commas, semicolons and tabs all part the fields; a first line without digits in front is a heading.
record ArrivalCsv(UUID unit, String queue, ZoneId zone) {
    private static final int MOST_LINES = 40_000;

    /// One entry a quarter of an hour, those that fall into the same one added up.
    ///
    /// @throws Refusal `INVALID` with the first line that cannot be read and why
    List<Arrival> read(String text) {
        var found = new TreeMap<Instant, Arrival>();
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (number > MOST_LINES) {
                throw wrong(number, "is one too many: bring at most 40,000 lines at a time");
            }
            String clean = line.replace("\uFEFF", "").strip();
            if (!clean.isEmpty() && !(number == 1 && !Character.isDigit(first(clean)))) {
                var arrival = arrival(number, clean);
                found.merge(arrival.start(), arrival, (a, b) -> sum(a, b));
            }
        }
        if (found.isEmpty()) {
            throw Refusal.invalid(
                    "csv", "There is no line with figures. Write them as 2026-11-23T09:00,42,180.");
        }
        return new ArrayList<>(found.values());
    }

    private static char first(String line) {
        return line.charAt(line.charAt(0) == '"' && line.length() > 1 ? 1 : 0);
    }

    private Arrival arrival(int number, String line) {
        String[] fields = line.split("[,;\t]", -1);
        if (fields.length != 3) {
            throw wrong(
                    number,
                    "has %d fields instead of 3: interval_start,offered,handle_seconds"
                            .formatted(fields.length));
        }
        try {
            return Arrival.counted(
                    unit,
                    queue,
                    start(number, bare(fields[0])),
                    whole(number, bare(fields[1])),
                    (int) Math.round(Double.parseDouble(bare(fields[2]))));
        } catch (NumberFormatException _) {
            throw wrong(number, "has no number where handle_seconds should be");
        } catch (Refusal refusal) {
            throw refusal.field().equals("csv")
                    ? refusal
                    : wrong(number, "cannot be taken. " + refusal.sentence());
        }
    }

    private Instant start(int number, String text) {
        try {
            String iso = text.replace(' ', 'T');
            boolean zoned =
                    iso.endsWith("Z") || iso.lastIndexOf('+') > 0 || iso.lastIndexOf('-') > 9;
            Instant start = zoned ? OffsetDateTime.parse(iso).toInstant() : local(number, iso);
            int year = start.atZone(zone).getYear();
            if (year < 1990 || year > 2200) {
                throw wrong(number, "lies in the year %d: take 1990 to 2200".formatted(year));
            }
            return start;
        } catch (DateTimeException _) {
            throw wrong(number, "does not start with a time such as 2026-11-23T09:00");
        }
    }

    private Instant local(int number, String iso) {
        var time = LocalDateTime.parse(iso).truncatedTo(ChronoUnit.MINUTES);
        if (zone.getRules().getValidOffsets(time).isEmpty()) {
            throw wrong(number, "names a time that no clock in %s shows".formatted(zone));
        }
        return time.atZone(zone).toInstant();
    }

    private static int whole(int number, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            throw wrong(number, "has no whole number where offered should be");
        }
    }

    private static String bare(String field) {
        String text = field.strip();
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1).strip()
                : text;
    }

    private static Arrival sum(Arrival a, Arrival b) {
        return new Arrival(
                a.unit(),
                a.queue(),
                a.start(),
                a.offered() + b.offered(),
                a.handled() + b.handled(),
                0,
                a.talkSeconds() + b.talkSeconds(),
                0);
    }

    private static Refusal wrong(int number, String why) {
        return Refusal.invalid("csv", "Line %d %s.".formatted(number, why));
    }
}
