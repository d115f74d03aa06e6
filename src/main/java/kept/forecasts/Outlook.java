package kept.forecasts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a unit may expect of its promises of one kind, from what became of them until a moment: a survival estimate in
/// working hours in which the open ones count until now, recent ones and those given under a like load weigh more, and a
/// unit with little history leans on what all units did of this kind.
///
/// It is a life table of a period and not of cohorts: only the latest days in which enough ended are looked at, and who
/// was under way before counts from the age that he had when they began. So it follows a change at once, at all ages.
public final class Outlook {
    /// So many done before anything is said.
    public static final int ENOUGH = 8;

    private static final double HALF_FORGOTTEN_DAYS = 60;
    private static final int[] WINDOW_DAYS = {14, 30, 60, 120, 240, 480, 960};

    /// So many that ended tell enough of the days in which they did.
    private static final int TELLING = 200;

    private static final double LOAD_LIKENESS = 0.8;
    private static final double LEAST_LIKE = 0.2;
    private static final double LEAN = 8;
    private static final double EXACTLY = 1e-9;

    private final Part own;
    private final Part kind;
    private final double[] steps;

    /// @param weight how many the part counts for
    private record Part(
            Survival left,
            double weight,
            int done,
            int censored,
            int open,
            @Nullable Instant since) {}

    private Outlook(Part own, Part kind) {
        this.own = own;
        this.kind = kind;
        steps = steps(own.left.times(), kind.left.times());
    }

    /// What is known at `now`; later news in the lists is not looked at.
    ///
    /// @param own what the unit did of this kind
    /// @param kind what all units did of this kind
    public static Outlook at(Instant now, List<Achieved> own, List<Achieved> kind, WorkTime time) {
        return new Outlook(part(now, own, time), part(now, kind, time));
    }

    private static Part part(Instant now, List<Achieved> all, WorkTime time) {
        var known =
                all.stream()
                        .filter(a -> !a.givenAt().isAfter(now))
                        .map(a -> a.knownAt(now))
                        .toList();
        int[] loads = loads(known, now);
        int open = (int) known.stream().filter(Achieved::open).count();
        var seen = new ArrayList<Survival.Seen>(known.size());
        double weight = 0;
        int done = 0;
        Instant since = null;
        long watched = watchedSince(known, now);
        for (int i = 0; i < known.size(); i++) {
            var one = known.get(i);
            double likeness = Math.log((loads[i] + 3.0) / (open + 3.0)) / LOAD_LIKENESS;
            double like = Math.max(LEAST_LIKE, Math.exp(-likeness * likeness / 2));
            double days = (now.getEpochSecond() - one.givenAt().getEpochSecond()) / 86_400.0;
            double counts = like * Math.pow(0.5, days / HALF_FORGOTTEN_DAYS);
            long end = end(one, now).getEpochSecond();
            double took = time.at(end) - time.at(one.givenAt().getEpochSecond());
            if (end > watched) {
                double begun = time.at(one.givenAt().getEpochSecond());
                seen.add(
                        new Survival.Seen(
                                watched == Long.MIN_VALUE
                                        ? 0
                                        : Math.max(0, time.at(watched) - begun),
                                took,
                                one.doneAt() != null,
                                counts));
            }
            weight += one.doneAt() != null ? like : 0;
            done += one.doneAt() != null ? 1 : 0;
            since = since == null || one.givenAt().isBefore(since) ? one.givenAt() : since;
        }
        return new Part(
                Survival.of(seen.toArray(new Survival.Seen[0])),
                weight,
                done,
                known.size() - done,
                open,
                since);
    }

    /// Since when what ended is enough to go by; from the beginning if it never is.
    private static long watchedSince(List<Achieved> known, Instant now) {
        for (int days : WINDOW_DAYS) {
            Instant since = now.minus(Duration.ofDays(days));
            long ended =
                    known.stream()
                            .filter(a -> a.doneAt() != null && a.doneAt().isAfter(since))
                            .count();
            if (ended >= TELLING) {
                return since.getEpochSecond();
            }
        }
        return Long.MIN_VALUE;
    }

    private static Instant end(Achieved one, Instant now) {
        Instant end = one.doneAt() != null ? one.doneAt() : one.seenUntil();
        return end == null || end.isAfter(now)
                ? now
                : end.isBefore(one.givenAt()) ? one.givenAt() : end;
    }

    /// How many of the others were open when each was given.
    private static int[] loads(List<Achieved> known, Instant now) {
        long[] given =
                known.stream().mapToLong(a -> a.givenAt().getEpochSecond()).sorted().toArray();
        long[] ended =
                known.stream().mapToLong(a -> end(a, now).getEpochSecond()).sorted().toArray();
        return known.stream()
                .mapToInt(a -> {
                    long at = a.givenAt().getEpochSecond();
                    return Math.max(0, before(given, at) - before(ended, at + 1));
                })
                .toArray();
    }

    private static int before(long[] sorted, long at) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// False if so little was done, by this unit and all others, that nothing can be said.
    public boolean knows() {
        return own.done >= ENOUGH || kind.done >= ENOUGH;
    }

    /// True if it is the unit's own history that speaks, and not that of others.
    public boolean isOwn() {
        return own.done >= ENOUGH;
    }

    public int done() {
        return (isOwn() ? own : kind).done;
    }

    public int censored() {
        return (isOwn() ? own : kind).censored;
    }

    /// When the first of those that count was given.
    public @Nullable Instant since() {
        return (isOwn() ? own : kind).since;
    }

    /// How many of this unit and kind are open.
    public int waiting() {
        return own.open;
    }

    /// The chance that one given now is done within `hours` of working time.
    public double doneWithin(double hours) {
        return 1 - beyond(hours);
    }

    /// The chance that one that has been under way for `age` working hours is done when it is `hours` old.
    public double doneWithin(double hours, double age) {
        if (age <= 0) {
            return doneWithin(hours);
        }
        double left = beyond(age);
        // nobody was ever so late: nothing speaks for it
        return left <= 0 ? 0 : Math.clamp(1 - beyond(Math.max(hours, age)) / left, 0, 1);
    }

    /// The age in working hours from which one that is due at `dueHours` and still not done is less likely than `chance`
    /// to be done by then: 0 if it never was as likely, at most `dueHours`.
    public double fallsBelow(double chance, double dueHours) {
        if (doneWithin(dueHours, 0) < chance - EXACTLY) {
            return 0;
        }
        int low = 0;
        int high = steps.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (doneWithin(dueHours, steps[middle]) < chance - EXACTLY) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low == steps.length ? dueHours : Math.min(steps[low], dueHours);
    }

    /// The working hours within which the `part` is done; infinite if so many never were.
    public double quantile(double part) {
        return quantile(part, 0);
    }

    /// The same, counted from the start, for one that has been under way for `age` working hours and is not done.
    public double quantile(double part, double age) {
        int low = 0;
        int high = steps.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (doneWithin(steps[middle], age) >= part - EXACTLY) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low == steps.length ? Double.POSITIVE_INFINITY : steps[low];
    }

    private static double[] steps(double[] some, double[] more) {
        double[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        Arrays.sort(all);
        return all;
    }

    private double beyond(double hours) {
        double lean = kind.done == 0 ? 0 : LEAN;
        if (own.weight + lean == 0) {
            return 1;
        }
        return (own.weight * own.left.beyond(hours) + lean * kind.left.beyond(hours))
                / (own.weight + lean);
    }
}
