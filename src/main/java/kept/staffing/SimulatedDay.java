package kept.staffing;

import java.util.ArrayDeque;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// One day of a line, call by call. Callers are answered in the order of their coming; an agent whose time is over ends his
/// call; after the last stretch its agents stay until nobody waits.
final class SimulatedDay {
    /// Handling times scatter about as much as they last.
    private static final double SERVICE_VARIATION = 1;

    private final List<Stretch> stretches;
    private final @Nullable Double patience;
    private final double within;
    private final Chance chance;
    private final ArrayDeque<Caller> queue = new ArrayDeque<>();
    private final PriorityQueue<Double> busyUntil = new PriorityQueue<>();
    private Stretch now;
    private int offered;
    private int answered;
    private int inTime;
    private double waited;

    private record Caller(double came, double givesUp) {}

    SimulatedDay(List<Stretch> stretches, @Nullable Double patience, double within, Chance chance) {
        this.stretches = stretches;
        this.patience = patience;
        this.within = within;
        this.chance = chance;
        now = stretches.getFirst();
    }

    /// Plays the day.
    ///
    /// @param dispersion how much calls scatter beyond chance
    SimulatedDay play(Dispersion dispersion) {
        double day = chance.factor(dispersion.day());
        double start = 0;
        for (Stretch stretch : stretches) {
            freeUntil(start);
            now = stretch;
            answer(start);
            double rate =
                    stretch.load().callsPerSecond() * day * chance.factor(dispersion.withinDay());
            double end = start + stretch.seconds();
            double next = start + gap(rate);
            while (next < end) {
                freeUntil(next);
                come(next);
                next += gap(rate);
            }
            start = end;
        }
        freeUntil(Double.POSITIVE_INFINITY);
        return this;
    }

    int offered() {
        return offered;
    }

    /// The share of all who were answered in time.
    double serviceLevel() {
        return offered == 0 ? 1 : (double) inTime / offered;
    }

    /// The share of all who gave up, or were never answered.
    double abandoned() {
        return offered == 0 ? 0 : (double) (offered - answered) / offered;
    }

    /// How long those who were answered waited on average, in seconds.
    double speedOfAnswer() {
        return answered == 0 ? 0 : waited / answered;
    }

    private double gap(double rate) {
        return rate == 0 ? Double.POSITIVE_INFINITY : chance.exponential(1 / rate);
    }

    private void come(double at) {
        offered++;
        double givesUp =
                patience == null ? Double.POSITIVE_INFINITY : at + chance.exponential(patience);
        queue.add(new Caller(at, givesUp));
        answer(at);
    }

    /// Lets agents end the calls that end by then, and each take the next.
    private void freeUntil(double at) {
        for (Double end = busyUntil.peek(); end != null && end <= at; end = busyUntil.peek()) {
            busyUntil.remove();
            answer(end);
        }
    }

    private void answer(double at) {
        while (busyUntil.size() < now.agents()) {
            Caller next = queue.poll();
            if (next == null) {
                return;
            }
            if (next.givesUp() > at) {
                answered++;
                waited += at - next.came();
                if (at - next.came() <= within) {
                    inTime++;
                }
                busyUntil.add(at + chance.logNormal(now.load().handleSeconds(), SERVICE_VARIATION));
            }
        }
    }
}
