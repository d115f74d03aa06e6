package kept.bench;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kept.bench.ForecastBench.Scored;
import kept.bench.ForecastSet.Case;
import kept.forecasts.Achieved;
import kept.forecasts.Matter;
import kept.forecasts.Outlook;
import kept.forecasts.WorkTime;

/// What the check of the product answers on a set: an [Outlook] of the latest 400 of the unit and kind and of the kind, by
/// the clock on the wall, for the sets name no calendar. It tells how a case ends only when it has ended.
final class OutlookRun {
    private static final int LATEST = 400;

    private final Map<List<String>, Deque<Case>> own = new HashMap<>();
    private final Map<String, Deque<Case>> kinds = new HashMap<>();
    private final List<Scored> scored = new ArrayList<>();
    private final int[] covered = new int[ForecastBench.PARTS.length];
    private final int[] known = new int[ForecastBench.PARTS.length];
    private int asked;
    private int unknown;

    private Deque<Case> own(Case of) {
        return own.computeIfAbsent(
                List.of(of.matter().unit(), of.matter().kind()), _ -> new ArrayDeque<>());
    }

    private Deque<Case> kind(Case of) {
        return kinds.computeIfAbsent(of.matter().kind(), _ -> new ArrayDeque<>());
    }

    void given(Case one) {
        for (var like : List.of(own(one), kind(one))) {
            like.add(one);
            if (like.size() > LATEST) {
                like.remove();
            }
        }
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

    private static List<Achieved> achieved(Deque<Case> cases) {
        return cases.stream()
                .map(c ->
                        new Achieved(
                                Instant.ofEpochSecond(c.given()),
                                c.ended() == ForecastSet.NEVER
                                        ? null
                                        : Instant.ofEpochSecond(c.ended()),
                                null))
                .toList();
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
