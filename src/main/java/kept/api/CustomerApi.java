package kept.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import kept.accounts.SignedIn;
import kept.customers.ContactPoint;
import kept.customers.Customer;
import kept.customers.Customers;
import kept.customers.NewCustomer;
import kept.kernel.Refusal;
import kept.kernel.Slice;
import kept.teams.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CustomerApi {
    private final Customers customers;
    private final Once once;

    CustomerApi(Customers customers, Once once) {
        this.customers = customers;
        this.once = once;
    }

    record Point(
            @JsonProperty(required = true) String type,
            @JsonProperty(required = true) String value) {}

    record Body(
            @JsonProperty(required = true) String name,
            @Nullable String kind,
            @Nullable List<Point> contactPoints,
            @Nullable LocalDate customerSince,
            @Nullable String locale,
            @Nullable String timeZone,
            @Nullable String externalId) {}

    /// A customer as programs see it.
    record View(
            UUID id,
            String name,
            String kind,
            List<Point> contactPoints,
            @Nullable LocalDate customerSince,
            String locale,
            String timeZone,
            @Nullable String externalId,
            @Nullable UUID mergedInto,
            java.time.Instant createdAt) {
        static View of(Customer c) {
            return new View(
                    c.id(),
                    c.name(),
                    c.kind().word(),
                    c.contactPoints().stream()
                            .map(p -> new Point(p.type().word(), p.value()))
                            .toList(),
                    c.customerSince(),
                    c.locale(),
                    c.zone().getId(),
                    c.externalId(),
                    c.mergedInto(),
                    c.createdAt());
        }
    }

    @PostMapping("/api/v1/customers")
    ResponseEntity<byte[]> add(SignedIn who, HttpServletRequest request, @RequestBody Body body) {
        return once.run(
                who,
                request,
                () -> {
                    var added = customers.add(who.viewer(), read(body));
                    return Once.Answer.created(View.of(added), "/api/v1/customers/" + added.id());
                });
    }

    private NewCustomer read(Body body) {
        var points =
                body.contactPoints() == null
                        ? List.<ContactPoint>of()
                        : body.contactPoints().stream()
                                .map(p -> ContactPoint.of(p.type(), p.value(), "ZZ"))
                                .toList();
        return new NewCustomer(
                body.name(),
                body.kind() == null ? Customer.Kind.PERSON : Customer.Kind.of(body.kind()),
                points,
                body.customerSince(),
                body.locale() == null ? "en" : body.locale(),
                body.timeZone() == null ? customers.houseZone() : zone(body.timeZone()),
                body.externalId());
    }

    static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (java.time.DateTimeException _) {
            throw Refusal.malformed("timeZone", "Write the time zone as in Europe/Vienna.");
        }
    }

    @GetMapping("/api/v1/customers/{id}")
    ResponseEntity<View> get(Viewer viewer, @PathVariable UUID id) {
        var customer = customers.get(id);
        return ResponseEntity.ok().eTag(Strict.etag(customer.version())).body(View.of(customer));
    }

    @GetMapping("/api/v1/customers")
    Slice<View> list(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return customers
                .list(
                        q == null ? "" : q,
                        ListParameters.cursor(cursor),
                        ListParameters.limit(limit))
                .map(View::of);
    }
}
