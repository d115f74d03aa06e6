package kept.simulator;

import java.util.Map;
import java.util.UUID;
import kept.calendars.SavedCalendar;
import kept.calendars.SimulatedCalendars;
import kept.calendars.WorkCalendar;
import kept.teams.SimulatedTeams;
import kept.teams.Unit;
import org.jspecify.annotations.Nullable;

/// The units and calendars of the house as the rules see them: as rows, without the engine.
final class Houses {
    private final Map<UUID, Unit> units;
    private final Map<UUID, SavedCalendar> calendars;

    Houses(Store store) {
        this.units = SimulatedTeams.units(store).rows();
        this.calendars = SimulatedCalendars.shelf(store).rows();
    }

    @Nullable Unit unit(UUID id) {
        return units.get(id);
    }

    WorkCalendar calendarOf(UUID unit) {
        var row = units.get(unit);
        var calendar = row == null ? null : calendars.get(row.calendarId());
        if (calendar == null) {
            throw new IllegalStateException("no unit " + unit);
        }
        return calendar.calendar();
    }
}
