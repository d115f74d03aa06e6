package kept.promises;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import kept.calendars.Calendars;
import kept.calendars.WorkCalendar;
import kept.forecasts.Outlook;
import kept.forecasts.WorkTime;
import kept.kernel.Refusal;
import kept.teams.Teams;
import kept.teams.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Looks at a date before it is given: how likely is this unit to do this kind of thing in time, by what it really did?
/// With fewer than eight done it leans on what other units did of the kind, and says that it does not know if those are
/// too few as well.
@Service
public class PromiseCheck {
    private static final double HONEST = 0.8;
    private static final double AMBER = 0.5;

    private final Outlooks outlooks;
    private final Teams teams;
    private final Calendars calendars;
    private final Clock clock;

    PromiseCheck(Outlooks outlooks, Teams teams, Calendars calendars, Clock clock) {
        this.outlooks = outlooks;
        this.teams = teams;
        this.calendars = calendars;
        this.clock = clock;
    }

    /// `p50`, `p80` and `p95` are the times by which so many of a hundred would be done if given now.
    public record Answer(
            String verdict,
            @Nullable Double probability,
            @Nullable Instant p50,
            @Nullable Instant p80,
            @Nullable Instant p95,
            @Nullable Instant earliestHonest,
            BasedOn basedOn,
            String why) {}

    /// How many were done, how many are not done yet, and since when they were given.
    public record BasedOn(int n, int censored, @Nullable Instant since) {}

    /// @throws Refusal `NOT_FOUND` if the viewer may not see the unit
    public Answer check(Viewer viewer, UUID unitId, String kind, Instant dueAt) {
        if (!viewer.seesUnit(unitId)) {
            throw Refusal.notFound("There is no unit with that id.");
        }
        Instant now = clock.instant();
        if (!dueAt.isAfter(now)) {
            throw Refusal.invalid("dueAt", "A promise lies ahead: give a time in the future.");
        }
        var unit = teams.unit(unitId);
        return answer(
                outlooks.of(unit, kind),
                calendars.calendar(unit.calendarId()),
                outlooks.time(unit),
                now,
                dueAt,
                kind);
    }

    /// How likely an open promise is to be kept, now that it has come to its age without being done; empty if too little
    /// is known of the unit and kind. The house's own question: it asks for no viewer.
    public OptionalDouble chance(UUID unitId, String kind, Instant givenAt, Instant dueAt) {
        var unit = teams.unit(unitId);
        return chance(
                outlooks.of(unit, kind), outlooks.time(unit), clock.instant(), givenAt, dueAt);
    }

    /// From when on a promise that is still not done is less likely than `chance` to be kept: `givenAt` if it never was
    /// as likely, `dueAt` at the latest; empty if too little is known of the unit and kind. The answer changes as more
    /// becomes known, so whoever waits for it asks again then.
    public Optional<Instant> fallsBelow(
            double chance, UUID unitId, String kind, Instant givenAt, Instant dueAt) {
        var unit = teams.unit(unitId);
        return fallsBelow(chance, outlooks.of(unit, kind), outlooks.time(unit), givenAt, dueAt);
    }

    /// The time by which a promise that is under way and not done would be done, eight times of ten; null if too little is
    /// known of its unit and kind.
    public @Nullable Instant honest(Promise promise) {
        var unit = teams.unit(promise.words().unit());
        var outlook = outlooks.of(unit, promise.words().kind());
        if (!outlook.knows()) {
            return null;
        }
        Instant now = clock.instant();
        var time = outlooks.time(unit);
        double start = time.at(promise.times().givenAt().getEpochSecond());
        double age = Math.max(0, time.at(now.getEpochSecond()) - start);
        return moment(time, now, start, outlook.quantile(HONEST, age));
    }

    static OptionalDouble chance(
            Outlook outlook, WorkTime time, Instant now, Instant givenAt, Instant dueAt) {
        if (!outlook.knows()) {
            return OptionalDouble.empty();
        }
        if (now.isAfter(dueAt)) {
            return OptionalDouble.of(0);
        }
        double start = time.at(givenAt.getEpochSecond());
        return OptionalDouble.of(
                outlook.doneWithin(
                        time.at(dueAt.getEpochSecond()) - start,
                        Math.max(0, time.at(now.getEpochSecond()) - start)));
    }

    static Optional<Instant> fallsBelow(
            double chance, Outlook outlook, WorkTime time, Instant givenAt, Instant dueAt) {
        if (!outlook.knows()) {
            return Optional.empty();
        }
        double start = time.at(givenAt.getEpochSecond());
        double age = outlook.fallsBelow(chance, time.at(dueAt.getEpochSecond()) - start);
        if (age == 0) {
            return Optional.of(givenAt);
        }
        long second = time.when(start + age);
        return Optional.of(
                second >= dueAt.getEpochSecond() ? dueAt : Instant.ofEpochSecond(second));
    }

    static Answer answer(
            Outlook outlook,
            WorkCalendar calendar,
            WorkTime time,
            Instant now,
            Instant dueAt,
            String kind) {
        var basedOn = new BasedOn(outlook.done(), outlook.censored(), outlook.since());
        if (!outlook.knows()) {
            return new Answer(
                    "unknown",
                    null,
                    null,
                    null,
                    null,
                    null,
                    basedOn,
                    Reason.unknown(outlook, kind));
        }
        double start = time.at(now.getEpochSecond());
        double asked = time.at(dueAt.getEpochSecond()) - start;
        double probability = Math.round(1000.0 * outlook.doneWithin(asked)) / 1000.0;
        double usual = outlook.quantile(HONEST);
        Instant p80 = moment(time, now, start, usual);
        return new Answer(
                probability >= HONEST ? "green" : probability >= AMBER ? "amber" : "red",
                probability,
                moment(time, now, start, outlook.quantile(0.5)),
                p80,
                moment(time, now, start, outlook.quantile(0.95)),
                p80,
                basedOn,
                Reason.of(
                        outlook,
                        calendar,
                        now,
                        asked,
                        usual,
                        p80 == null || p80.isBefore(dueAt) ? dueAt : p80));
    }

    /// None if so many never were done, or only in years.
    private static @Nullable Instant moment(
            WorkTime time, Instant now, double start, double hours) {
        if (Double.isInfinite(hours)) {
            return null;
        }
        long second = time.when(start + hours);
        return second == Long.MAX_VALUE
                ? null
                : second <= now.getEpochSecond() ? now : Instant.ofEpochSecond(second);
    }
}
