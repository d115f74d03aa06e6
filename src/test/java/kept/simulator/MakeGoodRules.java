package kept.simulator;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kept.jobs.SimulatedTimers;
import kept.makegood.MakeGood;
import kept.makegood.Policy;
import kept.makegood.SimulatedMakeGoods;
import kept.promises.Promise;
import kept.promises.SimulatedLedger;
import kept.promises.State;
import org.jspecify.annotations.Nullable;

/// What must be true of make-good.
final class MakeGoodRules {
    private final Findings findings;
    private final Houses houses;
    private final Map<UUID, Promise> promises;
    private final Map<UUID, MakeGood> makeGoods;
    private final Map<UUID, Policy> policies;
    private final Map<SimulatedTimers.Key, SimulatedTimers.Row> timers;
    private final Set<UUID> chains = new HashSet<>();
    private final Map<UUID, Map<String, Long>> granted = new HashMap<>();

    MakeGoodRules(Store store, Houses houses, Findings findings) {
        this.findings = findings;
        this.houses = houses;
        this.promises = SimulatedLedger.shelf(store).rows();
        this.makeGoods = SimulatedMakeGoods.shelf(store).rows();
        this.policies = SimulatedMakeGoods.policies(store).rows();
        this.timers = SimulatedTimers.shelf(store).rows();
    }

    void committed(List<Change> changes, Instant now) {
        var seen = new HashSet<UUID>();
        for (var change : changes) {
            switch (change.shelf().name()) {
                case "make-good part" -> part(change, now);
                case "make-good" -> {
                    step((MakeGood) change.before(), (MakeGood) change.after());
                    seen.add((UUID) change.key());
                }
                default -> {}
            }
        }
        for (var change : changes) {
            if (change.after() instanceof Promise promise) {
                earned(promise);
            }
        }
        for (var id : seen) {
            var m = makeGoods.get(id);
            if (m != null) {
                adds(m);
            }
        }
    }

    private void part(Change change, Instant now) {
        var key = (SimulatedMakeGoods.PartKey) change.key();
        var part = (Policy.Part) change.after();
        if (part == null) {
            findings.rule(false, "What was granted is not taken back.", change);
            return;
        }
        findings.rule(
                granted.computeIfAbsent(key.makeGood(), _ -> new HashMap<>())
                                .put(key.key(), part.minor())
                        == null,
                "Each miss and each day is granted once.",
                change);
        findings.rule(
                part.minor() > 0 && !part.earnedAt().isAfter(now.plusNanos(1_000)),
                "What is granted is more than nothing and was earned before.",
                part);
    }

    private void step(@Nullable MakeGood before, @Nullable MakeGood after) {
        if (after == null) {
            findings.rule(false, "No make-good disappears.", before);
            return;
        }
        if (before == null) {
            findings.rule(chains.add(after.chain()), "A matter is made good for once.", after);
            return;
        }
        findings.rule(
                before.open()
                        || (before.state() == after.state()
                                && before.total().equals(after.total())),
                "What was paid, or is not owed, stays so.",
                after);
        findings.rule(
                before.total().minor() <= after.total().minor()
                        || after.state() == MakeGood.State.EXCLUDED,
                "What is owed does not shrink, unless nothing is owed.",
                after);
    }

    private void adds(MakeGood m) {
        long sum = 0;
        long byRule = 0;
        for (var part : granted.getOrDefault(m.id(), Map.of()).entrySet()) {
            sum += part.getValue();
            byRule += part.getKey().startsWith("added:") ? 0 : part.getValue();
        }
        findings.rule(
                m.total().minor() == (m.state() == MakeGood.State.EXCLUDED ? 0 : sum),
                "What is owed is the sum of its parts.",
                m,
                sum);
        var policy = m.policy() == null ? null : policies.get(m.policy());
        findings.rule(
                policy == null || policy.cap() == null || byRule <= policy.cap(),
                "The rule grants its cap at most.",
                m);
        boolean grows =
                m.state() == MakeGood.State.GROWING
                        && policy != null
                        && !policy.days().isEmpty()
                        && (policy.cap() == null || sum < policy.cap());
        var timer = timers.get(new SimulatedTimers.Key("make-good", m.id()));
        findings.rule(
                grows ? timer != null : m.state() == MakeGood.State.GROWING || timer == null,
                "What grows by the day is looked at each day, and nothing else is.",
                m,
                timer);
    }

    /// A broken word that a customer knows of, of a kind with a rule, is made good for in the same transaction.
    private void earned(Promise seen) {
        var p = promises.get(seen.id());
        if (p == null || p.state() != State.BROKEN || !p.customerKnows()) {
            return;
        }
        var policy =
                policies.values().stream()
                        .filter(r -> r.kind().equals(p.words().kind()))
                        .findFirst();
        findings.rule(
                policy.isEmpty() || chains.contains(p.words().chain()),
                "A broken word is made good for at once.",
                p);
    }

    /// After every timer that is due has fired.
    void atRest(Instant now) {
        for (var m : makeGoods.values()) {
            var policy = m.policy() == null ? null : policies.get(m.policy());
            if (m.state() != MakeGood.State.GROWING
                    || policy == null
                    || policy.days().isEmpty()
                    || policy.cap() != null) {
                continue;
            }
            var zone = houses.calendarOf(m.unit()).zone();
            var day = now.atZone(zone).toLocalDate();
            boolean counts =
                    day.isAfter(m.lateFrom().atZone(zone).toLocalDate())
                            && (!policy.workingDays()
                                    || houses.calendarOf(m.unit()).isWorkingDay(day));
            findings.rule(
                    !counts || granted.getOrDefault(m.id(), Map.of()).containsKey("day:" + day),
                    "A day of delay is granted as soon as it begins.",
                    m,
                    day);
        }
    }
}
