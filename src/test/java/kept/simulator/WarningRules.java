package kept.simulator;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kept.customers.Customer;
import kept.customers.SimulatedCustomers;
import kept.jobs.SimulatedTimers;
import kept.promises.Promise;
import kept.promises.SimulatedLedger;
import kept.promises.State;
import kept.warnings.CustomerWarned;
import kept.warnings.SimulatedWarnings;
import kept.warnings.Warning;
import org.jspecify.annotations.Nullable;

/// What must be true of bad news.
final class WarningRules {
    private final Findings findings;
    private final Map<UUID, Promise> promises;
    private final Map<UUID, Warning> warnings;
    private final Map<UUID, Customer> customers;
    private final Map<SimulatedTimers.Key, SimulatedTimers.Row> timers;
    private final Set<UUID> told = new HashSet<>();

    WarningRules(Store store, Findings findings) {
        this.findings = findings;
        this.promises = SimulatedLedger.shelf(store).rows();
        this.warnings = SimulatedWarnings.shelf(store).rows();
        this.customers = SimulatedCustomers.shelf(store).rows();
        this.timers = SimulatedTimers.shelf(store).rows();
    }

    void committed(List<Change> changes, List<Object> facts, Instant now) {
        for (var fact : facts) {
            if (fact instanceof CustomerWarned warned) {
                for (var news : warned.news()) {
                    findings.rule(
                            told.add(news.promise().id()),
                            "A customer hears once that a word may be late.",
                            news);
                    findings.rule(
                            !warned.notBefore().isBefore(now.minusNanos(1_000))
                                    && news.promise().due().isAfter(now),
                            "A warning leaves before the due time, and not in the past.",
                            news);
                }
            }
        }
        for (var change : changes) {
            switch (change.shelf().name()) {
                case "warning" -> step((Warning) change.before(), (Warning) change.after(), now);
                case "promise" -> agrees((Promise) change.after());
                default -> {}
            }
        }
    }

    private void step(@Nullable Warning before, @Nullable Warning after, Instant now) {
        if (after == null) {
            findings.rule(false, "No warning disappears.", before);
            return;
        }
        findings.rule(
                before == null ? after.waits() : before.waits(),
                "A warning waits, then it was told or needs no telling, and stays so.",
                after);
        findings.rule(
                (after.state() == Warning.State.TOLD) == (after.toldAt() != null),
                "A warning that was told says when.",
                after);
        findings.rule(
                after.newDue() == null
                        || before == null
                        || after.newDue().isAfter(now)
                        || !after.waits(),
                "A new time lies ahead.",
                after);
        findings.rule(
                before == null || !before.late() || after.late(),
                "Too late stays too late.",
                after);
        agrees(promises.get(after.promise()));
    }

    /// As the rows stand at the end of the transaction.
    private void agrees(@Nullable Promise seen) {
        var promise = seen == null ? null : promises.get(seen.id());
        if (promise == null || !promise.customerKnows()) {
            return;
        }
        var warning = warnings.get(promise.id());
        if (promise.state() == State.AT_RISK) {
            findings.rule(
                    warning != null, "A word at risk that a customer knows of is news.", promise);
        }
        if (warning == null) {
            return;
        }
        findings.rule(
                promise.state().running() || !warning.waits(),
                "Nobody waits to be warned of what is over.",
                warning);
        findings.rule(
                (warning.state() == Warning.State.TOLD) == (promise.course().warnedAt() != null),
                "A promise knows that its customer was warned.",
                promise);
        var timer = timers.get(new SimulatedTimers.Key("warning", promise.id()));
        boolean handOnly = warning.late() || unreachable(warning);
        findings.rule(
                warning.waits() ? handOnly || timer != null : timer == null,
                "A warning that waits has a time at which the house tells it.",
                warning,
                timer);
    }

    private boolean unreachable(Warning warning) {
        var customer = customers.get(warning.customer());
        return customer == null || customer.email().isEmpty();
    }

    void atRest(Promise p, Instant now) {
        var warning = warnings.get(p.id());
        if (warning != null && warning.waits()) {
            findings.rule(
                    now.isBefore(warning.tellBy()) || unreachable(warning),
                    "News that the owner did not tell in time was told by the house.",
                    warning);
        }
    }
}
