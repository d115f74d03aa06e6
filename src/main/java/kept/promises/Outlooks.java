package kept.promises;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import kept.calendars.Calendars;
import kept.calendars.WorkCalendar;
import kept.forecasts.CalendarTime;
import kept.forecasts.Outlook;
import kept.teams.Unit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The outlooks that were asked for lately. Each is read from the latest thousand rows of its unit and kind and used
/// again for seconds, so an answer waits for the database only when nobody asked for a minute.
@Component
class Outlooks {
    private static final Logger log = LoggerFactory.getLogger(Outlooks.class);
    private static final int LATEST = 1_000;
    private static final int REMEMBERED = 500;
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final Duration STALE = Duration.ofMinutes(1);
    private static final Duration LAID_OUT = Duration.ofDays(7);

    private final AchievedTable table;
    private final Calendars calendars;
    private final Clock clock;
    private final Map<Key, Known> known = new ConcurrentHashMap<>();
    private final Map<UUID, Laid> times = new ConcurrentHashMap<>();

    private record Key(UUID unit, String kind) {}

    private record Known(Outlook outlook, Instant at, AtomicBoolean renewing) {}

    private record Laid(WorkCalendar calendar, CalendarTime time, Instant at) {}

    Outlooks(AchievedTable table, Calendars calendars, Clock clock) {
        this.table = table;
        this.calendars = calendars;
        this.clock = clock;
    }

    Outlook of(Unit unit, String kind) {
        var key = new Key(unit.id(), kind);
        var found = known.get(key);
        Instant now = clock.instant();
        if (found == null || older(found.at(), now, STALE)) {
            return read(unit, key, now);
        }
        if (older(found.at(), now, FRESH) && found.renewing().compareAndSet(false, true)) {
            Thread.ofVirtual().name("outlook").start(() -> renew(unit, key, now));
        }
        return found.outlook();
    }

    CalendarTime time(Unit unit) {
        var calendar = calendars.calendar(unit.calendarId());
        Instant now = clock.instant();
        var laid = times.get(calendar.id());
        if (laid == null || !laid.calendar().equals(calendar) || older(laid.at(), now, LAID_OUT)) {
            laid = new Laid(calendar, CalendarTime.of(calendar, now), now);
            times.put(calendar.id(), laid);
        }
        return laid.time();
    }

    private void renew(Unit unit, Key key, Instant now) {
        try {
            read(unit, key, now);
        } catch (RuntimeException trouble) {
            log.warn("What was achieved could not be read; the next check tries again.", trouble);
            known.remove(key);
        }
    }

    private Outlook read(Unit unit, Key key, Instant now) {
        var outlook =
                Outlook.at(
                        now,
                        table.of(unit.id(), unit.name(), key.kind(), LATEST),
                        table.of(key.kind(), LATEST),
                        time(unit));
        if (known.size() >= REMEMBERED) {
            known.clear();
        }
        known.put(key, new Known(outlook, now, new AtomicBoolean()));
        return outlook;
    }

    private static boolean older(Instant at, Instant now, Duration than) {
        return Duration.between(at, now).abs().compareTo(than) >= 0;
    }
}
