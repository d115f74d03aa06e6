package kept.desk;

import java.util.List;
import java.util.Objects;
import kept.customers.Customers;
import kept.mail.Drafts;
import kept.warnings.Warnings;
import org.springframework.stereotype.Component;

/// Puts drafts to promises whose customers must be told.
@Component
class WarningRows {
    private final Warnings warnings;
    private final Customers customers;
    private final Drafts drafts;

    WarningRows(Warnings warnings, Customers customers, Drafts drafts) {
        this.warnings = warnings;
        this.customers = customers;
        this.drafts = drafts;
    }

    /// Those of the promises about which somebody must be told, in the same order.
    List<WarningRow> of(List<PromiseRow> rows) {
        var waiting = warnings.ofPromises(rows.stream().map(r -> r.promise().id()).toList());
        return rows.stream()
                .filter(r -> waiting.containsKey(r.promise().id()))
                .map(r -> {
                    var warning = Objects.requireNonNull(waiting.get(r.promise().id()));
                    return new WarningRow(
                            r,
                            warning,
                            drafts.of(r.promise(), warning),
                            customers.get(warning.customer()).email().isPresent());
                })
                .filter(r -> r.warning().waits())
                .toList();
    }
}
