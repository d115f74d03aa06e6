package kept.desk;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import kept.cases.Cases;
import kept.customers.Customers;
import kept.promises.Promise;
import kept.teams.Teams;
import org.springframework.stereotype.Component;

/// Puts names to promises, with one look-up for all customers and one for all cases.
@Component
class PromiseRows {
    private final Customers customers;
    private final Cases cases;
    private final Teams teams;

    PromiseRows(Customers customers, Cases cases, Teams teams) {
        this.customers = customers;
        this.cases = cases;
        this.teams = teams;
    }

    List<PromiseRow> of(List<Promise> promises) {
        if (promises.isEmpty()) {
            return List.of();
        }
        var people = customers.byIds(ids(promises.stream().map(p -> p.words().customerId())));
        var matters = cases.byIds(ids(promises.stream().map(p -> p.words().caseId())));
        return promises.stream()
                .map(p -> {
                    var words = p.words();
                    var customer =
                            words.customerId() == null ? null : people.get(words.customerId());
                    var matter = words.caseId() == null ? null : matters.get(words.caseId());
                    return new PromiseRow(
                            p,
                            customer == null ? "" : customer.name(),
                            matter == null ? 0 : matter.number(),
                            matter == null ? "" : matter.subject(),
                            teams.nameOf(words.owner()),
                            teams.unit(words.unit()).name());
                })
                .toList();
    }

    private static List<java.util.UUID> ids(
            Stream<java.util.@org.jspecify.annotations.Nullable UUID> all) {
        return all.filter(Objects::nonNull)
                .map(id -> Objects.requireNonNull(id))
                .distinct()
                .toList();
    }
}
