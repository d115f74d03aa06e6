package kept.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kept.bench.ForecastSet.Case;
import kept.forecasts.Forecaster;

/// Forecasts of public sets: the first 70 % by opening time are told, the rest is forecast one by one at its opening, with
/// what was known then, and learned from as it ends; the trees grow anew every week (servicenow: every three days).
/// Whether a quantile covers one that is still open is counted only if it was watched for longer than that; the pinball
/// loss is of those that ended.
final class ForecastBench {
    private static final double TRAIN = 0.7;
    private static final double FIRST = 0.35;
    private static final long DAY = 86_400;
    static final double[] PARTS = {0.5, 0.8, 0.9};
    static final String[] BARS = {"0.47-0.53", "0.77-0.83", "0.87-0.93"};

    private ForecastBench() {}

    /// `score` is the chance of a miss.
    record Scored(double score, boolean missed) {}

    private record Event(long at, int what, Case of) {}

    static void run(Path folder, Results results) throws Exception {
        var data =
                Path.of(System.getenv().getOrDefault("KEPT_TEST_DATA", "../shared/data"))
                        .toAbsolutePath()
                        .normalize();
        if (there(data, "boston311")) {
            measure(
                    "boston311",
                    ForecastSet.boston(data.resolve("boston311")),
                    7,
                    ">= 0.88",
                    results);
        }
        if (there(data, "servicenow-incidents")) {
            measure(
                    "servicenow",
                    ForecastSet.servicenow(data.resolve("servicenow-incidents")),
                    3,
                    ">= 0.78",
                    results);
        }
    }

    private static boolean there(Path data, String set) {
        boolean there = Files.isDirectory(data.resolve(set));
        if (!there) {
            System.out.printf(
                    "  skipped: the data set %s is not here; set KEPT_TEST_DATA to the folder that holds it%n",
                    set);
        }
        return there;
    }

    static void measure(String set, List<Case> cases, int days, String aucBar, Results results)
            throws IOException {
        int split = (int) (cases.size() * TRAIN);
        long end = cases.getLast().given();
        long snapshot =
                cases.stream()
                        .mapToLong(Case::ended)
                        .filter(t -> t != ForecastSet.NEVER)
                        .max()
                        .orElseThrow();
        var byKind = ByKind.of(cases.subList(0, split), snapshot);
        var forecaster = new Forecaster(null);
        var events = events(cases);
        long next = cases.get((int) (split * FIRST)).given();
        var scored = new ArrayList<Scored>();
        var all = new ArrayList<Scored>();
        var tested = new Tested();
        var product = new OutlookRun();
        for (var event : events) {
            if (event.at() > end) {
                break;
            }
            if (event.at() >= next) {
                forecaster.learn(event.at());
                next = event.at() + days * DAY;
            }
            var one = event.of();
            switch (event.what()) {
                case 0 -> {
                    var curve = forecaster.curve(event.at(), one.matter());
                    if (curve != null && one.id() >= 0 && one.given() >= cases.get(split).given()) {
                        if (one.matter().due() != kept.forecasts.Matter.NO_DUE
                                || one.judged() != ForecastSet.NEVER) {
                            scored.add(
                                    new Scored(
                                            forecaster.miss(curve, event.at(), one.matter()),
                                            one.missed()));
                            all.add(scored.getLast());
                        } else {
                            all.add(new Scored(0, false));
                        }
                        product.forecast(one, snapshot);
                        tested.add(forecaster, curve, one, byKind, snapshot);
                    }
                    product.given(one);
                    forecaster.given(one.id(), event.at(), one.matter(), curve);
                }
                case 1 -> forecaster.ended(one.id(), event.at());
                default -> forecaster.judged(one.id(), event.at(), one.missed());
            }
        }
        results.add(set + ", last 30 %: forecasts", tested.count, "", "");
        exact(results, set + ": breach AUC", auc(scored), aucBar);
        if (all.size() > scored.size()) {
            exact(
                    results,
                    set + ": breach AUC, those without a target date counted as kept",
                    auc(all),
                    "");
        }
        for (int i = 0; i < PARTS.length; i++) {
            exact(
                    results,
                    "%s: q%.0f covers".formatted(set, PARTS[i] * 100),
                    tested.covered[i] / (double) tested.known[i],
                    BARS[i]);
            exact(
                    results,
                    "%s: q%.0f by type covers".formatted(set, PARTS[i] * 100),
                    tested.covered[i + 3] / (double) tested.known[i + 3],
                    "");
        }
        exact(
                results,
                set + ": pinball loss below quantile by type",
                1 - tested.loss / tested.lossByKind,
                ">= 0.15");
        tested.promised(set, results);
        chances(set, scored, results);
        product.told(set, results);
    }

    static void exact(Results results, String figure, double value, String bar) throws IOException {
        results.add(figure + " (x 1000)", Math.round(value * 1000), "", bar);
    }

    private static List<Event> events(List<Case> cases) {
        var events = new ArrayList<Event>();
        for (var one : cases) {
            events.add(new Event(one.given(), 0, one));
            if (one.ended() != ForecastSet.NEVER) {
                events.add(new Event(one.ended(), 1, one));
            }
            if (one.judged() != ForecastSet.NEVER) {
                events.add(new Event(one.judged(), 2, one));
            }
        }
        events.sort(
                Comparator.comparingLong(Event::at)
                        .thenComparingInt(Event::what)
                        .thenComparingLong(e -> e.of().id()));
        return events;
    }

    /// Of those called so likely, so many were kept.
    static void chances(String set, List<Scored> scored, Results results) throws IOException {
        for (int tenth = 0; tenth < 10; tenth++) {
            double low = tenth / 10.0;
            var of =
                    scored.stream()
                            .filter(s -> 1 - s.score() >= low && 1 - s.score() < low + 0.1)
                            .toList();
            if (of.size() >= 50) {
                results.add(
                        "%s: called %d to %d %%, kept".formatted(set, tenth * 10, tenth * 10 + 10),
                        100.0 * of.stream().filter(s -> !s.missed()).count() / of.size(),
                        "%",
                        "");
            }
        }
    }

    /// The chance that one that was missed scores higher than one that was not; half of ties.
    static double auc(List<Scored> scored) {
        var sorted = new ArrayList<>(scored);
        sorted.sort(Comparator.comparingDouble(Scored::score));
        double ranks = 0;
        double missed = 0;
        for (int i = 0; i < sorted.size(); ) {
            int same = i;
            while (same < sorted.size() && sorted.get(same).score() == sorted.get(i).score()) {
                same++;
            }
            for (int j = i; j < same; j++) {
                if (sorted.get(j).missed()) {
                    missed++;
                    ranks += (i + same + 1) / 2.0;
                }
            }
            i = same;
        }
        return (ranks - missed * (missed + 1) / 2) / (missed * (sorted.size() - missed));
    }

    static double hours(Case one, long snapshot) {
        return (Math.min(one.ended(), Math.max(snapshot, one.given())) - one.given()) / 3600.0;
    }

    /// The table to beat: quantiles of the training part by type, of all where the type is new.
    private record ByKind(Map<String, double[]> kinds, double[] all) {
        static ByKind of(List<Case> train, long snapshot) {
            var kinds = new HashMap<String, List<Case>>();
            for (var one : train) {
                kinds.computeIfAbsent(one.matter().kind(), _ -> new ArrayList<>()).add(one);
            }
            var sorted = new HashMap<String, double[]>();
            kinds.forEach((kind, of) -> sorted.put(kind, sorted(of, snapshot)));
            return new ByKind(sorted, sorted(train, snapshot));
        }

        private static double[] sorted(List<Case> of, long snapshot) {
            return of.stream().mapToDouble(c -> hours(c, snapshot)).sorted().toArray();
        }

        double quantile(String kind, double part) {
            double[] of = kinds.getOrDefault(kind, all);
            return of[(int) Math.min(of.length - 1.0, part * of.length)];
        }
    }

    private static final class Tested {
        int count;
        final int[] covered = new int[6];
        final int[] known = new int[6];
        double loss;
        double lossByKind;
        private final List<Double> lengths = new ArrayList<>();
        private final List<Double> promised = new ArrayList<>();
        private int keptAsForecast;
        private int keptAsPromised;

        void add(
                Forecaster forecaster,
                kept.forecasts.Curve curve,
                Case one,
                ByKind byKind,
                long snapshot) {
            count++;
            double took = hours(one, snapshot);
            for (int i = 0; i < PARTS.length; i++) {
                double q = forecaster.quantile(curve, one.given(), one.matter(), PARTS[i]);
                double other = byKind.quantile(one.matter().kind(), PARTS[i]);
                boolean ended = one.ended() != ForecastSet.NEVER;
                covered[i] += ended && took <= q ? 1 : 0;
                covered[i + 3] += ended && took <= other ? 1 : 0;
                known[i] += ended || took > q ? 1 : 0;
                known[i + 3] += ended || took > other ? 1 : 0;
                loss += ended ? pinball(took, q, PARTS[i]) : 0;
                lossByKind += ended ? pinball(took, other, PARTS[i]) : 0;
                if (i == 1 && one.matter().due() != kept.forecasts.Matter.NO_DUE) {
                    lengths.add(q);
                    keptAsForecast += ended && took <= q ? 1 : 0;
                    promised.add((one.matter().due() - one.given()) / 3600.0);
                    keptAsPromised += one.missed() ? 0 : 1;
                }
            }
        }

        private static double pinball(double took, double q, double part) {
            return took >= q ? part * (took - q) : (1 - part) * (q - took);
        }

        void promised(String set, Results results) throws IOException {
            if (lengths.isEmpty()) {
                return;
            }
            results.add(
                    set + ": kept, as promised", 100.0 * keptAsPromised / promised.size(), "%", "");
            results.add(set + ": median length, as promised", median(promised), "hours", "");
            results.add(
                    set + ": kept, had the earliest honest date been promised",
                    100.0 * keptAsForecast / lengths.size(),
                    "%",
                    "");
            results.add(
                    set + ": median length of the earliest honest date",
                    median(lengths),
                    "hours",
                    "");
        }

        private static double median(List<Double> of) {
            return of.stream().sorted().toList().get(of.size() / 2);
        }
    }
}
