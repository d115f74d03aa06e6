package kept.mail;

import java.time.Clock;
import kept.customers.Customers;
import kept.promises.Promise;
import kept.warnings.Warning;
import org.springframework.stereotype.Service;

/// What a customer would read, shown to whoever is about to send it.
@Service
public class Drafts {
    private final Customers customers;
    private final Clock clock;

    Drafts(Customers customers, Clock clock) {
        this.customers = customers;
        this.clock = clock;
    }

    /// A warning as it stands, in the customer's language.
    public String of(Promise promise, Warning warning) {
        return Saying.to(customers.get(warning.customer()), clock.instant())
                .warning(promise, warning);
    }
}
