package kept.sheets;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Locale;
import java.util.UUID;
import kept.kernel.Refusal;

/// When a place gets its sheets by mail: `calendar` (its first and last working minute), `off`, or a time such as 07:45.
public record SheetHours(UUID place, String morning, String evening, boolean monthly) {
    static final String CALENDAR = "calendar";
    static final String OFF = "off";

    static SheetHours usual(UUID place) {
        return new SheetHours(place, CALENDAR, CALENDAR, true);
    }

    /// Reads what somebody wrote: nothing means as the calendar says.
    static String read(String field, String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (word.isEmpty() || word.equals(CALENDAR)) {
            return CALENDAR;
        }
        if (word.equals(OFF)) {
            return OFF;
        }
        try {
            return LocalTime.parse(word.length() == 4 ? "0" + word : word)
                    .withSecond(0)
                    .withNano(0)
                    .toString();
        } catch (DateTimeException _) {
            throw Refusal.invalid(
                    field,
                    "Write a time such as 07:45, \"off\" for no mail, or nothing for the working hours of the calendar.");
        }
    }

    String of(Sheet.Kind kind) {
        return kind == Sheet.Kind.MORNING ? morning : evening;
    }

    /// As it stands in the field of a form.
    public static String shown(String hour) {
        return hour.equals(CALENDAR) ? "" : hour;
    }
}
