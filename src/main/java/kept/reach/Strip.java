package kept.reach;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import kept.voice.LineIncident;

/// How a line was in the last thirty days, hour by hour, as bars of equal colour.
///
/// @param bars from the first hour to the last
/// @param red for how long it was red
public record Strip(List<Bar> bars, Duration red, int checks, int faults) {
    public static final int DAYS = 30;
    public static final int HOURS = DAYS * 24;

    /// @param look `kept` for green, `broken` for red, `late` for a fault alone, `none` where nothing was looked at
    public record Bar(int from, int hours, String look) {}

    static Strip of(List<ReachTable.Seen> seen, List<LineIncident> incidents, Instant now) {
        Instant end = now.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
        Instant start = end.minus(Duration.ofHours(HOURS));
        var looks = new String[HOURS];
        java.util.Arrays.fill(looks, "none");
        for (var check : seen) {
            int hour = hour(start, check.at());
            if (hour >= 0 && !looks[hour].equals("late")) {
                looks[hour] = check.ok() ? "kept" : "late";
            }
        }
        var red = Duration.ZERO;
        for (var incident : incidents) {
            Instant from = incident.openedAt().isBefore(start) ? start : incident.openedAt();
            Instant to = incident.closedAt() == null ? now : incident.closedAt();
            red = red.plus(Duration.between(from, to));
            for (int hour = Math.max(0, hour(start, from));
                    hour <= Math.min(HOURS - 1, hour(start, to));
                    hour++) {
                looks[hour] = "broken";
            }
        }
        int faults = (int) seen.stream().filter(check -> !check.ok()).count();
        return new Strip(bars(looks), red, seen.size(), faults);
    }

    private static int hour(Instant start, Instant at) {
        long hour = Math.floorDiv(Duration.between(start, at).toSeconds(), 3600L);
        return hour >= HOURS ? HOURS - 1 : (int) Math.max(-1, hour);
    }

    private static List<Bar> bars(String[] looks) {
        var bars = new ArrayList<Bar>();
        int from = 0;
        for (int hour = 1; hour <= looks.length; hour++) {
            if (hour == looks.length || !looks[hour].equals(looks[from])) {
                bars.add(new Bar(from, hour - from, looks[from]));
                from = hour;
            }
        }
        return bars;
    }
}
