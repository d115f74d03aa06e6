package kept.staffing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import kept.calendars.Calendars;
import kept.calendars.WorkCalendar;
import kept.kernel.Refusal;
import kept.teams.Role;
import kept.teams.Teams;
import kept.teams.Viewer;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What came to the queues of the units, and what is to be expected of them.
@Service
public class Staffing {
    /// How much of the past a forecast looks at, in days.
    private static final int HISTORY = 400;

    private final ArrivalTable table;
    private final Teams teams;
    private final Calendars calendars;
    private final Clock clock;

    Staffing(ArrivalTable table, Teams teams, Calendars calendars, Clock clock) {
        this.table = table;
        this.teams = teams;
        this.calendars = calendars;
        this.clock = clock;
    }

    /// Adds to what came in a quarter of an hour. It knows no contacts: whoever calls it sees to it that each is counted once.
    @Transactional
    public void record(Arrival arrival) {
        table.add(arrival);
    }

    /// Takes in a history as `interval_start,offered,handle_seconds`. Intervals that are known already are replaced, so that the
    /// same file can come twice.
    ///
    /// @return how many intervals it had
    /// @throws Refusal `INVALID` if a line cannot be read, `FORBIDDEN` if the viewer does not lead that unit; then nothing is taken
    @Transactional
    public int importCsv(Viewer viewer, UUID unit, String queue, String csv) {
        mustLead(viewer, unit);
        var arrivals = new ArrivalCsv(unit, Arrival.name(queue), calendar(unit).zone()).read(csv);
        table.replace(arrivals);
        return arrivals.size();
    }

    /// The queues of a unit that something came to, by name.
    ///
    /// @throws Refusal `FORBIDDEN` if the viewer does not lead that unit
    @Transactional(readOnly = true)
    public List<String> queues(Viewer viewer, UUID unit) {
        mustLead(viewer, unit);
        return table.queues(unit);
    }

    /// What came to a queue in the 400 days before a date, as far as they are over. Where the history is kept in longer intervals than asked for, the
    /// answer has the longer ones.
    ///
    /// @param minutes 15, 30 or 60
    @Transactional(readOnly = true)
    public Arrivals arrivals(Viewer viewer, UUID unit, String queue, LocalDate date, int minutes) {
        mustLead(viewer, unit);
        var grid = new Grid(calendar(unit).zone(), minutes);
        var today = grid.date(clock.instant());
        var end = date.isBefore(today) ? date : today;
        var first = end.minusDays(HISTORY);
        var found = table.between(unit, queue, start(grid, first), start(grid, end));
        return Arrivals.of(
                new Grid(grid.zone(), Math.max(minutes, finest(grid, found))),
                found,
                holidays(unit, first, end, date));
    }

    /// The clock of a unit.
    public WorkCalendar calendar(UUID unit) {
        return calendars.calendar(teams.unit(unit).calendarId());
    }

    private static void mustLead(Viewer viewer, UUID unit) {
        viewer.mustBe(Role.LEAD);
        if (!viewer.seesUnit(unit)) {
            throw Refusal.forbidden("This unit is not yours: choose one that you lead.");
        }
    }

    private static Instant start(Grid grid, LocalDate date) {
        return date.atStartOfDay(grid.zone()).toInstant();
    }

    /// The longest interval at whose borders everything starts, in minutes; 0 if there is nothing.
    private static int finest(Grid grid, List<Arrival> arrivals) {
        int finest = arrivals.isEmpty() ? 0 : 60;
        for (Arrival arrival : arrivals) {
            int minute = arrival.start().atZone(grid.zone()).getMinute();
            if (minute % 30 != 0) {
                return 15;
            }
            if (minute != 0) {
                finest = 30;
            }
        }
        return finest;
    }

    private Map<LocalDate, String> holidays(
            UUID unit, LocalDate first, LocalDate end, LocalDate date) {
        var calendar = calendar(unit);
        var holidays = new HashMap<LocalDate, String>();
        Stream.concat(first.datesUntil(end), Stream.of(date))
                .forEach(day -> calendar.holiday(day).ifPresent(name -> holidays.put(day, name)));
        return holidays;
    }
}
