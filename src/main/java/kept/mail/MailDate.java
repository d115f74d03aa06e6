package kept.mail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads the Date header with its obsolete forms (RFC 5322, 3.3 and 4.3): comments, two-digit years, named zones, no seconds.
final class MailDate {
    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");
    private static final Map<String, Integer> ZONES =
            Map.of(
                    "edt", -4, "est", -5, "cdt", -5, "cst", -6, "mdt", -6, "mst", -7, "pdt", -7,
                    "pst", -8);

    private MailDate() {}

    /// The instant, or empty if it is no date.
    static Optional<Instant> read(String header) {
        try {
            return Optional.of(parse(header));
        } catch (DateTimeException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// @throws DateTimeException or IllegalArgumentException if it is no date
    static Instant parse(String header) {
        String text = header.length() > 100 ? header.substring(0, 100) : header;
        int comma = text.indexOf(',');
        int comment = text.indexOf('(');
        String plain =
                text.substring(comma + 1, comment > comma ? comment : text.length())
                        .strip()
                        .toLowerCase(Locale.ROOT);
        String[] words = plain.split("\\s+", 6);
        if (words.length < 4) {
            throw new DateTimeException("too short");
        }
        int month = MONTHS.indexOf(words[1].length() < 3 ? "" : words[1].substring(0, 3)) + 1;
        int year = Integer.parseInt(words[2]);
        if (words[2].length() <= 3) {
            year += year < 50 ? 2000 : 1900;
        }
        String[] time = words[3].split(":", 3);
        if (time.length < 2) {
            throw new DateTimeException("no time");
        }
        int second = time.length == 3 ? Math.min(59, Integer.parseInt(time[2])) : 0;
        return LocalDateTime.of(
                        year,
                        month,
                        Integer.parseInt(words[0]),
                        Integer.parseInt(time[0]),
                        Integer.parseInt(time[1]),
                        second)
                .toInstant(zone(plain));
    }

    private static ZoneOffset zone(String plain) {
        String last = plain.substring(plain.lastIndexOf(' ') + 1);
        if (last.length() == 5 && (last.startsWith("+") || last.startsWith("-"))) {
            int hours = Integer.parseInt(last.substring(1, 3));
            int minutes = Integer.parseInt(last.substring(3));
            int sign = last.startsWith("-") ? -1 : 1;
            return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
        }
        // An unknown zone counts as UTC (RFC 5322, 4.3).
        return ZoneOffset.ofHours(ZONES.getOrDefault(last, 0));
    }
}
