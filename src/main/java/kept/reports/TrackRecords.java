package kept.reports;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import kept.calendars.Calendars;
import kept.calendars.WorkCalendar;
import kept.calendars.WorkSpan;
import kept.forecasts.Achieved;
import kept.forecasts.CalendarTime;
import kept.forecasts.Cohorts;
import kept.forecasts.WorkTime;
import kept.reports.TrackRecordTable.Group;
import kept.reports.TrackRecordTable.Past;
import kept.teams.Teams;
import kept.teams.Unit;
import kept.teams.Viewer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// What every unit promised and achieved of each kind. It is read once, kept, and read anew behind the answer when it is
/// older than a minute, so the page does not wait for a large history.
@Service
public class TrackRecords {
    private static final Logger log = LoggerFactory.getLogger(TrackRecords.class);
    private static final int LATEST = 400;
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration STALE = Duration.ofHours(1);

    private final TrackRecordTable table;
    private final Teams teams;
    private final Calendars calendars;
    private final Clock clock;
    private final AtomicBoolean renewing = new AtomicBoolean();
    private volatile @Nullable Known known;

    private record Known(List<TrackRecord> records, Instant at) {}

    /// One unit and kind: what became of its promises, and how long they were given.
    static final class Gathered {
        List<Past> here = new ArrayList<>();
        List<Past> before = new ArrayList<>();
        long count;
    }

    record Name(String unit, String kind) {}

    TrackRecords(TrackRecordTable table, Teams teams, Calendars calendars, Clock clock) {
        this.table = table;
        this.teams = teams;
        this.calendars = calendars;
        this.clock = clock;
    }

    /// Of the units that a viewer may see, the most promised first. What was imported of units that are none of Kept's is
    /// for those who see all.
    public List<TrackRecord> of(Viewer viewer) {
        return all().stream()
                .filter(r -> r.unitId() == null ? viewer.seesAll() : viewer.seesUnit(r.unitId()))
                .toList();
    }

    private List<TrackRecord> all() {
        var found = known;
        Instant now = clock.instant();
        if (found == null || older(found.at(), now, STALE)) {
            return read(now);
        }
        if (older(found.at(), now, FRESH) && renewing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("track-records").start(() -> renew(now));
        }
        return found.records();
    }

    private void renew(Instant now) {
        try {
            read(now);
        } catch (RuntimeException trouble) {
            log.warn("What was achieved could not be read; the next look tries again.", trouble);
        } finally {
            renewing.set(false);
        }
    }

    private static boolean older(Instant at, Instant now, Duration than) {
        return Duration.between(at, now).abs().compareTo(than) >= 0;
    }

    private List<TrackRecord> read(Instant now) {
        var units =
                teams.units().stream().collect(Collectors.toMap(Unit::name, u -> u, (a, _) -> a));
        var gathered = gathered();
        var ofKind = new HashMap<String, List<Achieved>>();
        for (var one : gathered.entrySet()) {
            ofKind.computeIfAbsent(one.getKey().kind(), kind -> latestOfKind(gathered, kind));
        }
        var times = new HashMap<WorkCalendar, WorkTime>();
        var records = new ArrayList<TrackRecord>();
        for (var one : gathered.entrySet()) {
            var unit = units.get(one.getKey().unit());
            var calendar =
                    calendars.calendar((unit == null ? teams.frontUnit() : unit).calendarId());
            var time = times.computeIfAbsent(calendar, c -> CalendarTime.of(c, now));
            records.add(
                    new Achievement(time, WorkSpan.hoursOfDay(calendar), now)
                            .record(
                                    one.getKey(),
                                    unit,
                                    one.getValue(),
                                    ofKind.getOrDefault(one.getKey().kind(), List.of())));
        }
        records.sort(
                Comparator.comparingLong(TrackRecord::count)
                        .reversed()
                        .thenComparing(TrackRecord::unit)
                        .thenComparing(TrackRecord::kind));
        known = new Known(List.copyOf(records), now);
        return List.copyOf(records);
    }

    private Map<Name, Gathered> gathered() {
        var gathered = new HashMap<Name, Gathered>();
        for (var past : table.here(LATEST)) {
            gathered.computeIfAbsent(name(past.group()), _ -> new Gathered()).here.add(past);
        }
        for (var past : table.before(LATEST)) {
            gathered.computeIfAbsent(name(past.group()), _ -> new Gathered()).before.add(past);
        }
        for (var one : gathered.values()) {
            one.here = withEarlier(one.here);
            one.before = withEarlier(one.before);
        }
        table.counts()
                .forEach((group, count) -> {
                    var one = gathered.get(name(group));
                    if (one != null) {
                        one.count += count;
                    }
                });
        return gathered;
    }

    private List<Past> withEarlier(List<Past> latest) {
        // words that were called off may have taken the place of some
        return latest.size() < LATEST * 9 / 10
                ? latest
                : Cohorts.of(
                        latest,
                        latest.size(),
                        Past::given,
                        Past::length,
                        before -> table.earlier(latest.getFirst().group(), before, LATEST / 2));
    }

    private Name name(Group group) {
        return new Name(
                group.here() ? teams.unit(UUID.fromString(group.unit())).name() : group.unit(),
                group.kind());
    }

    /// What the check leans on for a unit with little history of its own.
    private static List<Achieved> latestOfKind(Map<Name, Gathered> gathered, String kind) {
        var here = new ArrayList<Past>();
        var before = new ArrayList<Past>();
        gathered.forEach((name, one) -> {
            if (name.kind().equals(kind)) {
                here.addAll(one.here);
                before.addAll(one.before);
            }
        });
        var all = new ArrayList<>(Achievement.achieved(latest(here), false));
        all.addAll(Achievement.achieved(latest(before), true));
        return all;
    }

    private static List<Past> latest(List<Past> pasts) {
        var sorted = pasts.stream().sorted(Comparator.comparing(Past::given).reversed()).toList();
        return Cohorts.of(
                sorted.stream().limit(LATEST).toList(),
                LATEST,
                Past::given,
                Past::length,
                before ->
                        sorted.stream()
                                .filter(p -> p.given().isBefore(before))
                                .limit(LATEST / 2)
                                .toList());
    }

    /// The one that was chosen by names, or the first.
    static @Nullable TrackRecord chosen(List<TrackRecord> records, String unit, String kind) {
        return records.stream()
                .filter(r ->
                        r.unit().toLowerCase(Locale.ROOT).equals(unit.toLowerCase(Locale.ROOT))
                                && r.kind().equals(kind))
                .findFirst()
                .orElse(unit.isBlank() && !records.isEmpty() ? records.getFirst() : null);
    }
}
