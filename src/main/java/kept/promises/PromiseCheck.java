package kept.promises;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import kept.calendars.Calendars;
import kept.calendars.WorkCalendar;
import kept.kernel.Refusal;
import kept.promises.AchievedTable.Achieved;
import kept.teams.Teams;
import kept.teams.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Looks at a date before it is given: how often did this unit do this kind of thing as fast, counted in its working
/// time? With fewer than eight done it says that it does not know.
@Service
public class PromiseCheck {
    static final int ENOUGH = 8;
    private static final int MOST = 500;
    private static final double GREEN = 0.8;
    private static final double AMBER = 0.5;

    private final AchievedTable table;
    private final Teams teams;
    private final Calendars calendars;
    private final java.time.Clock clock;

    PromiseCheck(AchievedTable table, Teams teams, Calendars calendars, java.time.Clock clock) {
        this.table = table;
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
    @Transactional(readOnly = true)
    public Answer check(Viewer viewer, UUID unit, String kind, Instant dueAt) {
        if (!viewer.seesUnit(unit)) {
            throw Refusal.notFound("There is no unit with that id.");
        }
        Instant now = clock.instant();
        if (!dueAt.isAfter(now)) {
            throw Refusal.invalid("dueAt", "A promise lies ahead: give a time in the future.");
        }
        return answer(
                table.of(unit, kind, MOST),
                calendars.calendar(teams.unit(unit).calendarId()),
                now,
                dueAt,
                kind);
    }

    static Answer answer(
            List<Achieved> chains, WorkCalendar calendar, Instant now, Instant dueAt, String kind) {
        List<Duration> took =
                chains.stream()
                        .filter(a -> a.deliveredAt() != null)
                        .map(a ->
                                calendar.between(
                                        a.givenAt(),
                                        java.util.Objects.requireNonNull(a.deliveredAt())))
                        .sorted()
                        .toList();
        int n = took.size();
        var basedOn =
                new BasedOn(
                        n,
                        chains.size() - n,
                        chains.stream()
                                .map(Achieved::givenAt)
                                .min(Instant::compareTo)
                                .orElse(null));
        if (n < ENOUGH) {
            return new Answer(
                    "unknown",
                    null,
                    null,
                    null,
                    null,
                    null,
                    basedOn,
                    n == 0
                            ? "This unit has not done a %s yet.".formatted(kind)
                            : "This unit has done %d of kind %s; from %d on the check can say something."
                                    .formatted(n, kind, ENOUGH));
        }
        Duration asked = calendar.between(now, dueAt);
        long asFast = took.stream().filter(t -> t.compareTo(asked) <= 0).count();
        double probability = Math.round(1000.0 * asFast / n) / 1000.0;
        Instant p80 = calendar.plus(now, quantile(took, 0.8));
        return new Answer(
                probability >= GREEN ? "green" : probability >= AMBER ? "amber" : "red",
                probability,
                calendar.plus(now, quantile(took, 0.5)),
                p80,
                calendar.plus(now, quantile(took, 0.95)),
                p80,
                basedOn,
                String.format(
                        Locale.ROOT,
                        "%d of %d of kind %s were done within %s of working time.",
                        asFast,
                        n,
                        kind,
                        hours(asked)));
    }

    /// The smallest that at least so large a part did not exceed.
    private static Duration quantile(List<Duration> sorted, double part) {
        return sorted.get((int) Math.ceil(part * sorted.size()) - 1);
    }

    private static String hours(Duration time) {
        long minutes = time.toMinutes();
        return minutes < 60 ? minutes + " minutes" : Math.round(minutes / 6.0) / 10.0 + " hours";
    }
}
