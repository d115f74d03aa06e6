package kept.sheets;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import kept.calendars.Calendars;
import kept.calendars.WorkCalendar;
import kept.kernel.Refusal;
import kept.sheets.Sheet.Line;
import kept.sheets.Sheet.Section;
import kept.teams.Teams;
import kept.teams.Unit;
import kept.teams.Viewer;
import kept.web.Clockface;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Makes the morning sheet and the evening reckoning of a unit or the house.
@Service
class Sheets {
    /// A customer who has heard nothing for so many whole working days, though we owe him something, sits in silence.
    static final int SILENT_AFTER = 3;

    private static final int FAR = 3660;

    private final SheetTable table;
    private final Teams teams;
    private final Calendars calendars;
    private final Clock clock;

    Sheets(SheetTable table, Teams teams, Calendars calendars, Clock clock) {
        this.table = table;
        this.teams = teams;
        this.calendars = calendars;
        this.clock = clock;
    }

    /// The place that a viewer means: the unit he named, or all that he sees.
    ///
    /// @throws Refusal if there is no such unit, or it is none of his
    Place place(Viewer viewer, String unit) {
        if (!unit.isBlank()) {
            var named = teams.unitNamed(unit);
            if (!viewer.seesUnit(named.id())) {
                throw Refusal.notFound("There is no unit with that name among yours.");
            }
            return place(named);
        }
        if (viewer.seesAll()) {
            return house();
        }
        var own = units(viewer);
        return own.size() == 1
                ? place(own.getFirst())
                : new Place(
                        Place.HOUSE,
                        "Your units",
                        viewer.units(),
                        own.isEmpty()
                                ? calendars.houseCalendar()
                                : calendars.calendar(own.getFirst().calendarId()));
    }

    List<Unit> units(Viewer viewer) {
        return teams.units().stream().filter(u -> viewer.seesUnit(u.id())).toList();
    }

    /// Every place that gets sheets: the house and its units.
    List<Place> places() {
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(house()),
                        teams.units().stream().map(this::place))
                .toList();
    }

    Place house() {
        return new Place(Place.HOUSE, "The house", null, calendars.houseCalendar());
    }

    private Place place(Unit unit) {
        return new Place(
                unit.id(),
                unit.name(),
                java.util.Set.of(unit.id()),
                calendars.calendar(unit.calendarId()));
    }

    /// What the place must know now.
    @Transactional(readOnly = true)
    public Sheet morning(Place place) {
        Instant now = clock.instant();
        LocalDate today = place.day(now);
        return new Sheet(
                Sheet.Kind.MORNING,
                place.name(),
                today,
                new Clockface(place.zone(), now),
                List.of(
                        section(
                                "tell",
                                "Must be told",
                                "Likely to be late. The customer should hear it from us, before the time.",
                                "Nobody must be told.",
                                table.toTell(place)),
                        section(
                                "due",
                                "Due today",
                                "",
                                "Nothing falls due today.",
                                table.due(
                                        place,
                                        place.startOf(today),
                                        place.startOf(today.plusDays(1)))),
                        section(
                                "risk",
                                "At risk",
                                "By what was done so far, these may be late.",
                                "Nothing is at risk.",
                                table.atRisk(place)),
                        section(
                                "silent",
                                "In silence",
                                "We owe them something, and they have heard nothing for %d whole working days."
                                        .formatted(SILENT_AFTER),
                                "Nobody waits in silence.",
                                silent(place, now)),
                        section(
                                "steps",
                                "Waiting for our answer",
                                "Others want to give a word and wait for ours.",
                                "No step waits for an answer.",
                                table.stepsToAnswer(place))));
    }

    private List<Line> silent(Place place, Instant now) {
        Map<UUID, WorkCalendar> hours =
                teams.units().stream()
                        .collect(
                                Collectors.toMap(
                                        Unit::id, u -> calendars.calendar(u.calendarId())));
        return table.silent(place, now.minus(Duration.ofDays(SILENT_AFTER))).stream()
                .filter(s ->
                        isSilent(hours.getOrDefault(s.unit(), place.calendar()), s.heard(), now))
                .map(SheetTable.Silent::row)
                .toList();
    }

    /// True once so many whole working days of the unit have passed since the day on which the customer last heard.
    static boolean isSilent(WorkCalendar calendar, Instant heard, Instant now) {
        LocalDate since = heard.atZone(calendar.zone()).toLocalDate();
        LocalDate today = now.atZone(calendar.zone()).toLocalDate();
        return since.plusDays(1)
                        .datesUntil(today.isAfter(since) ? today : since.plusDays(1))
                        .filter(calendar::isWorkingDay)
                        .limit(SILENT_AFTER)
                        .count()
                >= SILENT_AFTER;
    }

    /// How a day ended, and what is next.
    ///
    /// @throws Refusal if the day is yet to come or too long ago
    @Transactional(readOnly = true)
    public Sheet evening(Place place, LocalDate day) {
        Instant now = clock.instant();
        LocalDate today = place.day(now);
        if (day.isAfter(today)) {
            throw Refusal.malformed(
                    "day", "That day is yet to come: take today or an earlier one.");
        }
        if (day.isBefore(today.minusDays(FAR))) {
            throw Refusal.malformed("day", "Take a day of the last ten years.");
        }
        Instant from = place.startOf(day);
        Instant to = place.startOf(day.plusDays(1));
        LocalDate next = place.workingDayAfter(day);
        var broken = table.broken(place, from, to);
        return new Sheet(
                Sheet.Kind.EVENING,
                place.name(),
                day,
                new Clockface(place.zone(), now),
                List.of(
                        section(
                                "kept",
                                "Kept",
                                "Done on this day; claimed ones count once the customer has not objected.",
                                "Nothing was done.",
                                table.kept(place, from, to)),
                        section(
                                "broken",
                                "Broken",
                                "The time ran out on this day, or the customer said it was not kept.",
                                "Nothing was broken.",
                                broken),
                        section(
                                "told",
                                "Told before the time",
                                "These customers heard that it may be late before it was.",
                                "Nobody had to be told.",
                                table.toldBefore(place, from, to)),
                        section(
                                "sorry",
                                "Owed an apology",
                                "Broken, and nobody of us has said a word to the customer since.",
                                "We owe nobody an apology.",
                                table.owedApologies(place)),
                        section(
                                "next",
                                next.equals(day.plusDays(1)) ? "Due tomorrow" : "Due next",
                                next.equals(day.plusDays(1))
                                        ? ""
                                        : "Until the end of the next working day.",
                                "Nothing falls due.",
                                table.due(place, to, place.startOf(next.plusDays(1))))));
    }

    private static Section section(
            String id, String title, String note, String none, List<Line> rows) {
        boolean cut = rows.size() > SheetTable.MOST;
        return new Section(
                id, title, note, none, cut ? rows.subList(0, SheetTable.MOST) : rows, cut);
    }
}
