package kept.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kept.bench.ForecastBench.Scored;
import kept.bench.ForecastSet.Case;
import kept.forecasts.Achieved;
import kept.forecasts.Cohorts;
import kept.forecasts.Matter;
import kept.forecasts.Outlook;
import kept.forecasts.WorkTime;

/// What the check of the product answers on a set: an [Outlook] of the unit and kind and of the kind ([Cohorts]), by
/// the clock on the wall, for the sets name no calendar. It tells how a case ends only when it has ended.
final class OutlookRun {
    private static final int LATEST = 1_000;

    private final Map<List<String>, List<Case>> own = new HashMap<>();
    private final Map<String, List<Case>> kinds = new HashMap<>();
    private final List<Scored> scored = new ArrayList<>();
    private final int[] covered = new int[ForecastBench.PARTS.length];
    private final int[] known = new int[ForecastBench.PARTS.length];
    private int asked;
    private int unknown;

    private List<Case> own(Case of) {
        return own.computeIfAbsent(
                List.of(of.matter().unit(), of.matter().kind()), _ -> new ArrayList<>());
    }

    private List<Case> kind(Case of) {
        return kinds.computeIfAbsent(of.matter().kind(), _ -> new ArrayList<>());
    }

    void given(Case one) {
        own(one).add(one);
        kind(one).add(one);
    }

    void forecast(Case one, long snapshot) {
        asked++;
        var outlook =
                Outlook.at(
                        Instant.ofEpochSecond(one.given()),
                        achieved(own(one)),
                        achieved(kind(one)),
                        WorkTime.WALL);
        if (!outlook.knows()) {
            unknown++;
            return;
        }
        if (one.matter().due() != Matter.NO_DUE) {
            double length = (one.matter().due() - one.given()) / 3600.0;
            scored.add(new Scored(1 - outlook.doneWithin(Math.max(0, length)), one.missed()));
        }
        double took = ForecastBench.hours(one, snapshot);
        boolean ended = one.ended() != ForecastSet.NEVER;
        for (int i = 0; i < covered.length; i++) {
            double q = outlook.quantile(ForecastBench.PARTS[i]);
            covered[i] += ended && took <= q ? 1 : 0;
            known[i] += ended || took > q ? 1 : 0;
        }
    }

    private static List<Achieved> achieved(List<Case> cases) {
        return Cohorts.of(
                        latest(cases, Long.MAX_VALUE, LATEST),
                        LATEST,
                        c -> Instant.ofEpochSecond(c.given()),
                        OutlookRun::length,
                        before -> latest(cases, before.getEpochSecond(), LATEST / 2))
                .stream()
                .map(c ->
                        new Achieved(
                                Instant.ofEpochSecond(c.given()),
                                c.ended() == ForecastSet.NEVER
                                        ? null
                                        : Instant.ofEpochSecond(c.ended()),
                                null))
                .toList();
    }

    private static List<Case> latest(List<Case> cases, long before, int most) {
        int end = cases.size();
        while (end > 0 && cases.get(end - 1).given() >= before) {
            end--;
        }
        return cases.subList(Math.max(0, end - most), end);
    }

    /// A week for those without a due time.
    private static Duration length(Case one) {
        return one.matter().due() == Matter.NO_DUE
                ? Duration.ofDays(7)
                : Duration.ofSeconds(Math.max(0, one.matter().due() - one.given()));
    }

    void told(String set, Results results) throws IOException {
        String name = set + ", the product's own check";
        results.add(name + ": nothing known", 100.0 * unknown / asked, "%", "");
        if (!scored.isEmpty()) {
            ForecastBench.exact(results, name + ": breach AUC", ForecastBench.auc(scored), "");
        }
        for (int i = 0; i < covered.length; i++) {
            ForecastBench.exact(
                    results,
                    "%s: q%.0f covers".formatted(name, ForecastBench.PARTS[i] * 100),
                    covered[i] / (double) known[i],
                    ForecastBench.BARS[i]);
        }
        ForecastBench.chances(name, scored, results);
    }
}
