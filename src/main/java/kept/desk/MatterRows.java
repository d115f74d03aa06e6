package kept.desk;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import kept.cases.Case;
import kept.cases.Cases;
import kept.customers.Customers;
import kept.matters.Matter;
import kept.matters.Matters;
import kept.promises.Promise;
import kept.promises.Promises;
import kept.reminders.Reminder;
import kept.reminders.Reminders;
import kept.teams.Role;
import kept.teams.Teams;
import kept.teams.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Puts histories to matters that came again, and cases and words to what customers remind us of.
@Component
class MatterRows {
    private final Matters matters;
    private final Reminders reminders;
    private final Cases cases;
    private final Customers customers;
    private final Promises promises;
    private final CaseRows caseRows;
    private final Teams teams;

    MatterRows(
            Matters matters,
            Reminders reminders,
            Cases cases,
            Customers customers,
            Promises promises,
            CaseRows caseRows,
            Teams teams) {
        this.matters = matters;
        this.reminders = reminders;
        this.cases = cases;
        this.customers = customers;
        this.promises = promises;
        this.caseRows = caseRows;
        this.teams = teams;
    }

    @Nullable MatterView of(Viewer viewer, Case theCase) {
        return matters.ofCase(theCase.id())
                .map(m -> view(viewer, m, theCase.resolved()))
                .orElse(null);
    }

    private MatterView view(Viewer viewer, Matter matter, boolean over) {
        var byId = cases.byIds(matter.before());
        return new MatterView(
                matter,
                teams.nameOf(matter.decisionMaker()),
                matter.before().stream()
                        .map(byId::get)
                        .filter(Objects::nonNull)
                        .map(c -> earlier(Objects.requireNonNull(c)))
                        .toList(),
                !over
                        && (viewer.role().atLeast(Role.LEAD)
                                || matter.decisionMaker().equals(viewer.person())));
    }

    private MatterView.Earlier earlier(Case c) {
        return new MatterView.Earlier(
                caseRows.of(List.of(c)).getFirst(),
                c.resolved() ? c.resolution() : "",
                promises.ofCase(c.id()).stream()
                        .filter(p -> p.course().brokenAt() != null)
                        .map(p -> p.words().saidText())
                        .distinct()
                        .toList());
    }

    /// The cases that wait for this viewer's decision.
    List<CaseRow> undecided(Viewer viewer) {
        var ids = matters.undecidedOf(viewer).stream().map(Matter::caseId).toList();
        var byId = cases.byIds(ids);
        return caseRows.of(
                ids.stream()
                        .map(byId::get)
                        .filter(Objects::nonNull)
                        .map(c -> Objects.requireNonNull(c))
                        .filter(c -> !c.resolved())
                        .toList());
    }

    List<ReminderRow> remindersOf(UUID caseId, List<PromiseRow> words) {
        return rows(reminders.ofCase(caseId), words.stream().map(PromiseRow::promise).toList());
    }

    List<ReminderRow> unrecorded(Viewer viewer) {
        return rows(reminders.unrecorded(viewer), List.of());
    }

    private List<ReminderRow> rows(List<Reminder> all, List<Promise> words) {
        if (all.isEmpty()) {
            return List.of();
        }
        var byId = cases.byIds(all.stream().map(Reminder::caseId).toList());
        var people = customers.byIds(all.stream().map(Reminder::customer).distinct().toList());
        return all.stream()
                .map(r -> {
                    var theCase = byId.get(r.caseId());
                    var customer = people.get(r.customer());
                    return new ReminderRow(
                            r,
                            meant(r, words),
                            theCase == null ? 0 : theCase.number(),
                            customer == null ? "" : customer.name());
                })
                .toList();
    }

    private @Nullable Promise meant(Reminder reminder, List<Promise> words) {
        UUID id = reminder.promise();
        return id == null
                ? null
                : words.stream()
                        .filter(p -> p.id().equals(id))
                        .findFirst()
                        .or(() -> promises.find(id))
                        .orElse(null);
    }
}
