package kept.calendars;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import kept.kernel.Ids;
import kept.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The calendars of the house and its units.
@Service
public class Calendars {
    private static final Duration REMEMBERED_FOR = Duration.ofSeconds(5);
    private static final List<String> HOUSE_HOURS = List.of("09:00-12:30", "13:00-17:30");

    private final CalendarTable table;
    private final Clock clock;
    private final ZoneId houseZone;
    private final Map<UUID, Remembered> remembered = new ConcurrentHashMap<>();

    private volatile @Nullable UUID houseId;

    private record Remembered(SavedCalendar calendar, Instant at) {}

    /// @param houseZone the zone of the first calendar; the machine's if blank
    Calendars(CalendarTable table, Clock clock, @Value("${kept.time-zone:}") String houseZone) {
        this.table = table;
        this.clock = clock;
        this.houseZone = houseZone.isBlank() ? machineZone() : CalendarText.zone(houseZone);
    }

    /// The calendar for arithmetic; another program's change to it shows after five seconds.
    ///
    /// @throws Refusal `NOT_FOUND` if there is none
    public WorkCalendar calendar(UUID id) {
        var known = remembered.get(id);
        Instant now = clock.instant();
        if (known != null
                && Duration.between(known.at(), now).abs().compareTo(REMEMBERED_FOR) < 0) {
            return known.calendar().calendar();
        }
        var found = find(id);
        remembered.put(id, new Remembered(found, now));
        return found.calendar();
    }

    /// The calendar with its version, as it is now.
    ///
    /// @throws Refusal `NOT_FOUND` if there is none
    public SavedCalendar find(UUID id) {
        return table.find(id)
                .orElseThrow(() -> Refusal.notFound("There is no calendar under that id."));
    }

    /// All calendars, by name.
    public List<SavedCalendar> list() {
        return table.all();
    }

    /// The house's own calendar, which is the first that was made; if there is none yet, one is made: Monday to Friday from nine
    /// to half past five, without holidays.
    @Transactional
    public WorkCalendar houseCalendar() {
        var known = houseId;
        if (known != null) {
            return calendar(known);
        }
        var oldest = table.oldest();
        if (oldest.isPresent()) {
            houseId = oldest.get().calendar().id();
            return oldest.get().calendar();
        }
        Instant now = clock.instant();
        // two programs that start together may both try: the name decides
        table.insert(houseCalendar(now), now);
        return table.oldest().orElseThrow().calendar();
    }

    /// Makes a calendar.
    ///
    /// @throws Refusal `INVALID` if something in it is wrong or its name is taken
    @Transactional
    public SavedCalendar create(CalendarText text) {
        Instant now = clock.instant();
        var calendar = text.read(Ids.at(now));
        if (!table.insert(calendar, now)) {
            throw nameTaken(calendar.name());
        }
        return find(calendar.id());
    }

    /// Replaces what a calendar says.
    ///
    /// @param expectedVersion the version that the change was made to
    /// @throws Refusal `LOST_RACE` if someone else changed it meanwhile, `INVALID` and `NOT_FOUND` as elsewhere
    @Transactional
    public SavedCalendar change(UUID id, int expectedVersion, CalendarText text) {
        var calendar = text.read(id);
        try {
            if (!table.update(calendar, expectedVersion, clock.instant())) {
                find(id);
                throw Refusal.lostRace(
                        "Someone else changed this calendar meanwhile: load it again, then make your change.");
            }
            return find(id);
        } catch (DuplicateKeyException _) {
            throw nameTaken(calendar.name());
        } finally {
            remembered.remove(id);
        }
    }

    private WorkCalendar houseCalendar(Instant now) {
        return new CalendarText(
                        "House",
                        houseZone.getId(),
                        Map.of(
                                "monday", HOUSE_HOURS,
                                "tuesday", HOUSE_HOURS,
                                "wednesday", HOUSE_HOURS,
                                "thursday", HOUSE_HOURS,
                                "friday", HOUSE_HOURS),
                        null,
                        null,
                        Map.of(),
                        Map.of())
                .read(Ids.at(now));
    }

    private static ZoneId machineZone() {
        String name = ZoneId.systemDefault().getId();
        return ZoneId.of(ZoneId.getAvailableZoneIds().contains(name) ? name : "UTC");
    }

    private static Refusal nameTaken(String name) {
        return Refusal.invalid("name", "There is a calendar named " + name + " already.");
    }
}
