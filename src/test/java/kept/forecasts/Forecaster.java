package kept.forecasts;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Learns from promises as they are given and end, told in the order of time.
public final class Forecaster {
    private static final double FIRST = 0.002;
    private static final double STEP = 0.65;
    private static final int EDGES = 24;
    private static final int ROOM = 60_000;
    private static final int JUDGED = 40_000;
    private static final double GENERAL_LEAN = 30;
    private static final double KIND_LEAN = 150;
    private static final BoostedTrees.Plan PLAN = new BoostedTrees.Plan(100, 4, 0.12, 0.3, 40, 1);
    private static final double HALF_FORGOTTEN_DAYS = 60;
    private static final double MENDING_DAYS = 4;

    private final Tracks tracks = new Tracks();
    private final Map<Long, Past> open = new HashMap<>();
    private final Map<Long, Past> undecided = new HashMap<>();
    private final Deque<Past> pasts = new ArrayDeque<>();
    private final Deque<Past> judged = new ArrayDeque<>();
    private final PriorityQueue<Past> dues =
            new PriorityQueue<>((a, b) -> Long.compare(a.matter.due(), b.matter.due()));
    private final double[] endings = new double[168];
    private final boolean rhythm;
    private double longest = EDGES * STEP;
    private WorkTime time;
    private @Nullable BoostedTrees rates;
    private float[][] bins = new float[0][];
    private Mending general = Mending.NONE;
    private final Map<String, Mending> ofKind = new HashMap<>();
    private long mendedAt = Long.MIN_VALUE;
    private long watchedTo = Long.MIN_VALUE;

    static final class Past {
        final Matter matter;
        final long given;
        final float[] x;
        final Track[] groups;
        @Nullable Curve curve;
        double residual;
        long watchedTo;
        long[] until = new long[0];
        long ended = Long.MAX_VALUE;
        int broke = -1;

        Past(Matter matter, long given, float[] x, Track[] groups) {
            this.matter = matter;
            this.given = given;
            this.x = x;
            this.groups = groups;
            watchedTo = given;
        }

        void watched(long until, boolean end) {
            Tracks.watched(
                    groups,
                    until,
                    (double) watchedTo - given,
                    (double) until - given,
                    Hazards.length(given, matter),
                    end);
            watchedTo = until;
        }
    }

    public Forecaster(@Nullable WorkTime calendar) {
        rhythm = calendar == null;
        time = calendar == null ? WorkTime.WALL : calendar;
    }

    public void given(long id, long at, Matter matter, @Nullable Curve forecast) {
        passTo(at);
        var groups = tracks.of(matter);
        var past = new Past(matter, at, features(groups, at, matter), groups);
        past.curve = forecast;
        for (var group : groups) {
            group.given(at);
        }
        open.put(id, past);
        pasts.add(past);
        if (pasts.size() > ROOM) {
            pasts.remove();
        }
        if (matter.hasDue()) {
            dues.add(past);
        } else {
            undecided.put(id, past);
        }
        if (forecast != null) {
            judged.add(past);
            if (judged.size() > JUDGED) {
                judged.remove();
            }
        }
    }

    public void ended(long id, long at) {
        passTo(at);
        var past = open.remove(id);
        if (past == null) {
            return;
        }
        past.ended = at;
        past.watched(at, true);
        endings[Rhythm.hourOfWeek(at)]++;
        double took = span(past.given, at);
        if (past.curve != null) {
            past.residual = past.curve.at(took);
        }
        boolean overdue = past.matter.hasDue() && past.broke == 1;
        for (var group : past.groups) {
            group.ended(at, took);
            group.overdue -= overdue ? 1 : 0;
        }
    }

    /// For those without a due time: it is known now whether it was missed.
    public void judged(long id, long at, boolean broke) {
        passTo(at);
        var past = undecided.remove(id);
        if (past != null) {
            known(past, at, broke);
            if (past.curve != null) {
                weighed(past.curve, broke);
            }
        }
    }

    private final double[] weights = {0, 0.4, 0.4, 0.4};

    private void weighed(Curve curve, boolean broke) {
        double error = (broke ? 1 : 0) - chance(curve);
        var signs = signs(curve);
        for (int i = 0; i < signs.length; i++) {
            weights[i] += error * signs[i] * (i == 0 ? 0.05 : 0.01);
        }
    }

    private static double[] signs(Curve curve) {
        return new double[] {1, logit(curve, 2), logit(curve, 24), logit(curve, 72)};
    }

    private static double logit(Curve curve, double hours) {
        double s = Math.clamp(Math.exp(-curve.at(Math.log1p(hours / FIRST))), 0.01, 0.99);
        return Math.log(s / (1 - s));
    }

    private double chance(Curve curve) {
        var signs = signs(curve);
        double sum = 0;
        for (int i = 0; i < signs.length; i++) {
            sum += weights[i] * signs[i];
        }
        return 1 / (1 + Math.exp(-sum));
    }

    private void known(Past past, long at, boolean broke) {
        past.broke = broke ? 1 : 0;
        for (var group : past.groups) {
            group.known(at, broke);
        }
    }

    private void passTo(long at) {
        long midnight = at - Math.floorMod(at, 86_400L);
        if (midnight > watchedTo) {
            open.values().forEach(past -> past.watched(midnight, false));
            watchedTo = midnight;
        }
        while (!dues.isEmpty() && dues.element().matter.due() < at) {
            var past = dues.remove();
            boolean late = past.ended > past.matter.due();
            known(past, past.matter.due(), late);
            if (late) {
                for (var group : past.groups) {
                    group.overdue++;
                }
            }
        }
    }

    private double span(long from, long to) {
        return Math.log1p(Math.max(0, time.at(to) - time.at(from)) / FIRST);
    }

    private float[] features(Track[] groups, long at, Matter matter) {
        return Tracks.features(groups, matter, at, matter.hasDue() ? span(at, matter.due()) : -1);
    }

    // --- learning

    public void learn(long at) {
        passTo(at);
        if (rhythm && Arrays.stream(endings).sum() > 500) {
            time = new Rhythm(endings);
            for (int i = 0; i < endings.length; i++) {
                endings[i] *= 0.9;
            }
        }
        if (pasts.size() < 500) {
            return;
        }
        var known = List.copyOf(pasts);
        bins = edges(known);
        var seen = new Survival.Seen[known.size()];
        for (int i = 0; i < seen.length; i++) {
            var past = known.get(i);
            seen[i] =
                    new Survival.Seen(
                            0, span(past.given, Math.min(past.ended, at)), past.ended <= at, 1);
        }
        // nothing longer than what was ever seen is said
        double oldest = Arrays.stream(seen).mapToDouble(Survival.Seen::time).max().orElse(0);
        longest = Math.min(oldest, Survival.of(seen).quantile(0.99));
        int width = bins.length;
        var rows = new BoostedTrees.Rows(width + 2, 2, known.size() * 14);
        for (int i = 0; i < known.size(); i++) {
            var past = known.get(i);
            byte[] cells = cells(past.x);
            boolean ended = past.ended <= at;
            double due = past.matter.hasDue() ? span(past.given, past.matter.due()) : -1;
            lay(
                    rows,
                    i,
                    cells,
                    due,
                    span(past.given, Math.min(past.ended, at)),
                    ended,
                    (double) at - past.given);
        }
        rates = BoostedTrees.of(rows, PLAN);
    }

    private static double[] times(double due) {
        var times = new double[EDGES + (due > 0 ? 2 : 1)];
        int n = 0;
        boolean laid = due <= 0;
        for (int k = 0; k <= EDGES; k++) {
            double edge = k * STEP;
            if (!laid && due <= edge + 0.02) {
                if (due < edge - 0.02) {
                    times[n++] = due;
                } else {
                    edge = due;
                }
                laid = true;
            }
            times[n++] = edge;
        }
        if (!laid) {
            times[n++] = due;
        }
        return Arrays.copyOf(times, n);
    }

    private static void lay(
            BoostedTrees.Rows rows,
            int group,
            byte[] cells,
            double due,
            double end,
            boolean ended,
            double age) {
        double[] times = times(due);
        for (int k = 0; k < times.length - 1; k++) {
            boolean last = k == times.length - 2 || end <= times[k + 1];
            double exposed = (last ? end : times[k + 1]) - times[k];
            if (exposed <= 0 && !(last && ended)) {
                return;
            }
            double moment = Math.expm1(last ? end : times[k + 1]) * FIRST / 24;
            double weight =
                    Math.pow(0.5, Math.max(0, age / 86_400.0 - moment) / HALF_FORGOTTEN_DAYS);
            int to = rows.add(group, weight * Math.max(exposed, 1e-4), last && ended ? weight : 0);
            System.arraycopy(cells, 0, rows.cells, to, cells.length);
            moment(rows.cells, to + cells.length, times, k, due);
            if (last) {
                return;
            }
        }
    }

    private static void moment(byte[] cells, int to, double[] times, int k, double due) {
        double middle = (times[k] + times[k + 1]) / 2;
        cells[to] = (byte) Math.min(BoostedTrees.BINS - 1, (int) (middle / STEP));
        double past = middle - due;
        cells[to + 1] =
                (byte)
                        (due <= 0
                                ? 0
                                : past < 0
                                        ? Math.max(1, 16 - (int) (-past / 0.3))
                                        : Math.min(BoostedTrees.BINS - 1, 17 + (int) (past / 0.3)));
    }

    private static float[][] edges(List<Past> known) {
        int width = known.getFirst().x.length;
        var edges = new float[width][];
        for (int f = 0; f < width; f++) {
            var values = new float[known.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = known.get(i).x[f];
            }
            Arrays.sort(values);
            var cuts = new float[BoostedTrees.BINS - 1];
            int n = 0;
            for (int b = 1; b < BoostedTrees.BINS; b++) {
                float cut = values[(int) ((long) values.length * b / BoostedTrees.BINS)];
                if (n == 0 || cut > cuts[n - 1]) {
                    cuts[n++] = cut;
                }
            }
            edges[f] = Arrays.copyOf(cuts, n);
        }
        return edges;
    }

    private byte[] cells(float[] x) {
        var cells = new byte[x.length];
        for (int f = 0; f < x.length; f++) {
            int at = Arrays.binarySearch(bins[f], x[f]);
            cells[f] = (byte) (at >= 0 ? at : -at - 1);
        }
        return cells;
    }

    // --- forecasting

    public @Nullable Curve curve(long at, Matter matter) {
        passTo(at);
        var trees = rates;
        if (trees == null) {
            return null;
        }
        double due = matter.hasDue() ? span(at, matter.due()) : -1;
        byte[] cells = cells(features(tracks.of(matter), at, matter));
        int width = cells.length;
        var row = Arrays.copyOf(cells, width + 2);
        double[] times = times(due);
        var gathered = new double[times.length];
        for (int k = 0; k < times.length - 1; k++) {
            moment(row, width, times, k, due);
            gathered[k + 1] =
                    gathered[k] + Math.exp(trees.score(row, 0)) * (times[k + 1] - times[k]);
        }
        return new Curve(times, gathered);
    }

    public double miss(Curve curve, long at, Matter matter) {
        return matter.hasDue()
                ? 1 - mending(matter, at).done(curve.at(span(at, matter.due())))
                : chance(curve);
    }

    /// Hours from `at`.
    public double quantile(Curve curve, long at, Matter matter, double part) {
        double hazard = mending(matter, at).hazard(part);
        double hours = Math.expm1(Math.min(longest, curve.when(hazard))) * FIRST;
        return (time.when(time.at(at) + hours) - at) / 3600.0;
    }

    private Mending mending(Matter matter, long at) {
        if (mendedAt == Long.MIN_VALUE || at - mendedAt > 86_400) {
            general = Mending.of(residuals("", at), Mending.NONE, GENERAL_LEAN);
            ofKind.clear();
            mendedAt = at;
        }
        return ofKind.computeIfAbsent(
                matter.kind(), kind -> Mending.of(residuals(kind, at), general, KIND_LEAN));
    }

    private List<Survival.Seen> residuals(String kind, long at) {
        var seen = new ArrayList<Survival.Seen>();
        for (var past : judged) {
            if (past.curve != null && (kind.isEmpty() || kind.equals(past.matter.kind()))) {
                boolean ended = past.ended <= at;
                long since = at - (long) (MENDING_DAYS * 86_400);
                if (ended && past.ended < since) {
                    continue;
                }
                double from = since <= past.given ? 0 : past.curve.at(span(past.given, since));
                double to = ended ? past.residual : past.curve.at(span(past.given, at));
                if (to > from || ended) {
                    seen.add(new Survival.Seen(Math.min(from, to), to, ended, 1));
                }
            }
        }
        return seen;
    }
}
