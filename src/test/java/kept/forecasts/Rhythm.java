package kept.forecasts;

import java.util.Arrays;

/// The hours of the week in which things really get done, learned from when they were done: the work time of those who
/// have told us no calendar. Older weeks count less.
final class Rhythm implements WorkTime {
    private static final int HOURS = 168;
    private static final long WEEK = HOURS * 3600L;
    private static final double LEAST = 0.04;

    private final double[] read = new double[HOURS + 1];

    Rhythm(double[] endings) {
        double mean = Math.max(1e-9, Arrays.stream(endings).sum() / HOURS);
        double prior = 1;
        double all = 0;
        for (int i = 0; i < HOURS; i++) {
            double share = (endings[i] + prior) / (mean + prior);
            all += Math.max(LEAST, share);
            read[i + 1] = all;
        }
        for (int i = 0; i <= HOURS; i++) {
            read[i] *= HOURS / all;
        }
    }

    static int hourOfWeek(long second) {
        return (int) (Math.floorMod(second, WEEK) / 3600);
    }

    @Override
    public double at(long second) {
        long week = Math.floorDiv(second, WEEK);
        double hours = Math.floorMod(second, WEEK) / 3600.0;
        int hour = (int) hours;
        return week * (double) HOURS + read[hour] + (hours - hour) * (read[hour + 1] - read[hour]);
    }

    @Override
    public long when(double reading) {
        double week = Math.floor(reading / HOURS);
        double rest = reading - week * HOURS;
        int at = Arrays.binarySearch(read, rest);
        int hour = Math.min(HOURS - 1, at >= 0 ? at : -at - 2);
        double part = (rest - read[hour]) / (read[hour + 1] - read[hour]);
        return ((long) week) * WEEK + (long) Math.ceil((hour + part) * 3600);
    }
}
