package kept.setup;

import java.time.ZoneId;
import java.util.UUID;
import kept.calendars.CalendarText;
import kept.calendars.SavedCalendar;
import org.jspecify.annotations.Nullable;

/// A calendar as lines of text that a person can edit.
public record CalendarForm(
        @Nullable UUID id,
        int version,
        String name,
        String zone,
        String weekly,
        String country,
        String subdivision,
        String holidays,
        String exceptions) {
    private static final String USUAL = "Mon-Fri 09:00-12:30, 13:00-17:30\n";

    static CalendarForm of(SavedCalendar saved) {
        var text = CalendarText.of(saved.calendar());
        return new CalendarForm(
                saved.calendar().id(),
                saved.version(),
                text.name(),
                text.zone(),
                HouseText.week(text),
                text.country() == null ? "" : text.country(),
                text.subdivision() == null ? "" : text.subdivision(),
                HouseText.holidays(text),
                HouseText.exceptions(text));
    }

    static CalendarForm fresh(ZoneId zone) {
        return new CalendarForm(null, 0, "", zone.getId(), USUAL, "", "", "", "");
    }

    public String action() {
        return id == null ? "/admin/calendars" : "/admin/calendars/" + id;
    }
}
