package kept.reports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import kept.calendars.WorkSpan;
import kept.forecasts.Achieved;
import kept.forecasts.Outlook;
import kept.forecasts.Survival;
import kept.forecasts.WorkTime;
import kept.reports.TrackRecord.Shares;
import kept.reports.TrackRecord.Standing;
import kept.reports.TrackRecordTable.Past;
import kept.reports.TrackRecords.Gathered;
import kept.reports.TrackRecords.Name;
import kept.teams.Unit;
import org.jspecify.annotations.Nullable;

/// Measures what was promised and achieved in the working time of one calendar.
record Achievement(WorkTime time, double hoursOfDay, Instant now) {
    private static final double EIGHT_OF_TEN = 0.8;
    private static final int CHART_POINTS = 80;

    /// @param ofKind what all units did of the kind
    TrackRecord record(Name name, @Nullable Unit unit, Gathered of, List<Achieved> ofKind) {
        var achieved = new ArrayList<>(achieved(of.here, false));
        achieved.addAll(achieved(of.before, true));
        var pasts = new ArrayList<>(of.here);
        pasts.addAll(of.before);
        var seen = new Survival.Seen[pasts.size()];
        var given = new double[pasts.size()];
        int done = 0;
        int late = 0;
        int ended = 0;
        for (int i = 0; i < seen.length; i++) {
            var past = pasts.get(i);
            var until = achieved.get(i).seenUntil();
            Instant end = past.done() != null ? past.done() : until == null ? now : until;
            boolean overdue = end.isAfter(past.due());
            seen[i] =
                    new Survival.Seen(
                            0, Math.max(0, between(past.given(), end)), past.done() != null, 1);
            given[i] = between(past.given(), past.due());
            done += past.done() != null ? 1 : 0;
            late += overdue ? 1 : 0;
            ended += past.done() != null || overdue ? 1 : 0;
        }
        Arrays.sort(given);
        var left = Survival.of(seen);
        var outlook = Outlook.at(now, achieved, ofKind, time);
        return new TrackRecord(
                unit == null ? null : unit.id(),
                name.unit(),
                name.kind(),
                of.count,
                seen.length,
                done,
                seen.length - done,
                late,
                ended,
                span(seen.length == 0 ? 0 : given[given.length / 2]),
                quantile(left, 0.5, done),
                quantile(left, EIGHT_OF_TEN, done),
                quantile(left, 0.95, done),
                standing(outlook),
                shares(given, left));
    }

    private @Nullable WorkSpan quantile(Survival left, double part, int done) {
        double found = left.quantile(part);
        return done < Outlook.ENOUGH || Double.isInfinite(found) ? null : span(found);
    }

    private @Nullable Standing standing(Outlook outlook) {
        double usual = outlook.knows() ? outlook.quantile(EIGHT_OF_TEN) : Double.POSITIVE_INFINITY;
        if (Double.isInfinite(usual)) {
            return null;
        }
        var span = span(usual).sayable();
        return new Standing(span, outlook.doneWithin(span.hours()));
    }

    private Shares shares(double[] given, Survival left) {
        double longest = given.length == 0 ? 0 : given[(int) (0.98 * (given.length - 1))];
        double most = left.quantile(0.95);
        longest = 1.1 * Math.max(longest, Double.isInfinite(most) ? 2 * longest : most);
        boolean brief = longest < 2 * hoursOfDay;
        var times = new double[CHART_POINTS + 1];
        var promised = new double[times.length];
        var done = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            double at = longest * i / CHART_POINTS;
            times[i] = brief ? at : at / hoursOfDay;
            promised[i] = 100.0 * upTo(given, at) / Math.max(1, given.length);
            done[i] = 100 * (1 - left.beyond(at));
        }
        return new Shares(brief ? "working hours" : "working days", times, promised, done);
    }

    private static int upTo(double[] sorted, double most) {
        int at = Arrays.binarySearch(sorted, most + 1e-9);
        return at >= 0 ? at + 1 : -at - 1;
    }

    private double between(Instant from, Instant to) {
        return time.at(to.getEpochSecond()) - time.at(from.getEpochSecond());
    }

    private WorkSpan span(double hours) {
        return new WorkSpan(hours, hoursOfDay);
    }

    /// What was open before Kept is known until the last news that came with it.
    static List<Achieved> achieved(List<Past> pasts, boolean before) {
        Instant last =
                pasts.stream()
                        .map(p -> p.closed() == null ? p.given() : p.closed())
                        .max(Comparator.naturalOrder())
                        .orElse(Instant.EPOCH);
        return pasts.stream()
                .map(p ->
                        new Achieved(
                                p.given(),
                                p.done(),
                                p.done() != null || !before
                                        ? null
                                        : p.closed() == null ? last : p.closed()))
                .toList();
    }
}
