package kept.calendars;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import kept.kernel.Refusal;

/// A stretch of a day in which one works, written `09:00-12:30`. `to` is not part of it; midnight as `to` is the end of the
/// day, written `24:00`.
public record Block(LocalTime from, LocalTime to) {
    private static final DateTimeFormatter HOURS =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);
    private static final String END_OF_DAY = "24:00";

    /// @throws Refusal `INVALID` if it ends before it starts
    public Block {
        if (!to.equals(LocalTime.MIDNIGHT) && !from.isBefore(to)) {
            throw Refusal.invalid(
                    "weekly",
                    "The block %s-%s ends before it starts: split hours over midnight into two days."
                            .formatted(from, to));
        }
    }

    /// @throws Refusal `INVALID` if the text is not of the form `09:00-12:30`
    public static Block parse(String text) {
        int dash = text.indexOf('-');
        try {
            String to = text.substring(dash + 1).strip();
            return new Block(
                    LocalTime.parse(text.substring(0, Math.max(dash, 0)).strip(), HOURS),
                    to.equals(END_OF_DAY) ? LocalTime.MIDNIGHT : LocalTime.parse(to, HOURS));
        } catch (DateTimeParseException _) {
            throw Refusal.invalid(
                    "weekly", "\"" + text + "\" is no block of hours: write it like 09:00-12:30.");
        }
    }

    /// The blocks in order.
    ///
    /// @throws Refusal `INVALID` if two of them overlap
    static List<Block> sorted(List<Block> blocks) {
        var sorted = blocks.stream().sorted((a, b) -> a.from.compareTo(b.from)).toList();
        for (int i = 1; i < sorted.size(); i++) {
            Block before = sorted.get(i - 1);
            if (before.lastsToEndOfDay() || before.to.isAfter(sorted.get(i).from)) {
                throw Refusal.invalid(
                        "weekly",
                        "The blocks %s and %s overlap: join them or move one."
                                .formatted(before, sorted.get(i)));
            }
        }
        return sorted;
    }

    LocalDateTime fromOn(LocalDate date) {
        return date.atTime(from);
    }

    LocalDateTime toOn(LocalDate date) {
        return lastsToEndOfDay() ? date.plusDays(1).atStartOfDay() : date.atTime(to);
    }

    @Override
    public String toString() {
        return HOURS.format(from) + "-" + (lastsToEndOfDay() ? END_OF_DAY : HOURS.format(to));
    }

    private boolean lastsToEndOfDay() {
        return to.equals(LocalTime.MIDNIGHT);
    }
}
