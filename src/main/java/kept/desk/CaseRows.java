package kept.desk;

import java.util.List;
import kept.cases.Case;
import kept.customers.Customers;
import kept.promises.Promises;
import kept.teams.Teams;
import org.springframework.stereotype.Component;

/// Puts names and next words to cases, with one look-up for all customers and one for all promises.
@Component
class CaseRows {
    private final Customers customers;
    private final Promises promises;
    private final Teams teams;

    CaseRows(Customers customers, Promises promises, Teams teams) {
        this.customers = customers;
        this.promises = promises;
        this.teams = teams;
    }

    List<CaseRow> of(List<Case> cases) {
        if (cases.isEmpty()) {
            return List.of();
        }
        var people = customers.byIds(cases.stream().map(Case::customerId).toList());
        var next = promises.nextOfCases(cases.stream().map(Case::id).toList());
        return cases.stream()
                .map(c -> {
                    var customer = people.get(c.customerId());
                    return new CaseRow(
                            c,
                            customer == null ? "" : customer.name(),
                            c.owner() == null ? "" : teams.nameOf(c.owner()),
                            teams.unit(c.unit()).name(),
                            next.get(c.id()));
                })
                .toList();
    }
}
