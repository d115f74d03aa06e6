package kept.desk;

import generated.pages.Templates;
import gg.jte.models.runtime.JteModel;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import kept.accounts.Frames;
import kept.accounts.SignedIn;
import kept.cases.CaseFilter;
import kept.cases.Cases;
import kept.customers.ContactPoint;
import kept.customers.Customer;
import kept.customers.Customers;
import kept.kernel.Cursor;
import kept.kernel.Refusal;
import kept.promises.PromiseFilter;
import kept.promises.Promises;
import kept.web.Clockface;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Customers: found, looked at as a whole, changed and merged.
@Controller
class CustomerPages {
    private static final int PAGE = 25;

    private final Templates pages;
    private final Frames frames;
    private final Customers customers;
    private final Cases cases;
    private final Promises promises;
    private final CaseRows caseRows;
    private final PromiseRows promiseRows;

    CustomerPages(
            Templates pages,
            Frames frames,
            Customers customers,
            Cases cases,
            Promises promises,
            CaseRows caseRows,
            PromiseRows promiseRows) {
        this.pages = pages;
        this.frames = frames;
        this.customers = customers;
        this.cases = cases;
        this.promises = promises;
        this.caseRows = caseRows;
        this.promiseRows = promiseRows;
    }

    @GetMapping("/customers")
    JteModel list(
            SignedIn who,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String cursor) {
        var slice = customers.list(q, cursor.isBlank() ? null : Cursor.parse(cursor), PAGE);
        return pages.deskCustomers(
                frames.of(who, "Customers", "customers"),
                slice.items(),
                slice.next() == null ? "" : slice.next(),
                q);
    }

    @GetMapping("/customers/{id}")
    JteModel show(SignedIn who, @PathVariable UUID id) {
        var customer = customers.get(id);
        var viewer = who.viewer();
        var face = frames.clockface(who);
        var matters = cases.list(viewer, CaseFilter.ofCustomer(id), null, 50);
        var words =
                promises.list(
                        viewer,
                        new PromiseFilter(Set.of(), null, null, null, id, null, null, false),
                        null,
                        100);
        return pages.deskCustomer(
                frames.of(who, customer.name(), "customers"),
                customer,
                caseRows.of(matters.items()),
                promiseRows.of(words.items().reversed()),
                customers.quietHours(id),
                customer.mergedInto() == null ? "" : customers.get(customer.mergedInto()).name(),
                face,
                new Clockface(customer.zone(), face.now()));
    }

    @PostMapping("/customers/{id}")
    ResponseEntity<Void> change(
            SignedIn who,
            @PathVariable UUID id,
            @RequestParam int version,
            @RequestParam String name,
            @RequestParam String kind,
            @RequestParam(defaultValue = "") String since,
            @RequestParam String locale,
            @RequestParam String zone,
            @RequestParam(defaultValue = "") String note) {
        customers.change(
                who.viewer(),
                id,
                version,
                name,
                Customer.Kind.of(kind),
                since.isBlank() ? null : date(since),
                locale,
                zone(zone),
                note);
        return to(id);
    }

    @PostMapping("/customers/{id}/quiet-hours")
    ResponseEntity<Void> keepQuiet(
            SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until) {
        customers.keepQuiet(who.viewer(), id, time(from), time(until));
        return to(id);
    }

    private static @Nullable LocalTime time(String text) {
        try {
            return text.isBlank() ? null : LocalTime.parse(text.strip());
        } catch (DateTimeException _) {
            throw Refusal.invalid("from", "Give a time of day such as 21:00.");
        }
    }

    @PostMapping("/customers/{id}/contact-points")
    ResponseEntity<Void> addPoint(
            SignedIn who,
            @PathVariable UUID id,
            @RequestParam String type,
            @RequestParam String value) {
        customers.addContactPoint(who.viewer(), id, ContactPoint.of(type, value, "ZZ"));
        return to(id);
    }

    @PostMapping("/customers/{id}/contact-points/removal")
    ResponseEntity<Void> removePoint(
            SignedIn who,
            @PathVariable UUID id,
            @RequestParam String type,
            @RequestParam String value) {
        customers.removeContactPoint(
                who.viewer(), id, new ContactPoint(ContactPoint.Type.of(type), value));
        return to(id);
    }

    @PostMapping("/customers/{id}/merge")
    ResponseEntity<Void> merge(SignedIn who, @PathVariable UUID id, @RequestParam String other) {
        var found =
                customers.list(other, null, 3).items().stream()
                        .filter(c -> !c.id().equals(id))
                        .toList();
        if (found.size() != 1) {
            throw Refusal.invalid(
                    "other",
                    found.isEmpty()
                            ? "No other customer has that name, address or number."
                            : "More than one customer fits \"%s\". Give the full mail address or number."
                                    .formatted(other));
        }
        customers.merge(who.viewer(), id, found.getFirst().id());
        return to(id);
    }

    @PostMapping("/customers/{id}/merge/undoing")
    ResponseEntity<Void> undoMerge(SignedIn who, @PathVariable UUID id) {
        customers.undoMerge(who.viewer(), id);
        return to(id);
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (java.time.DateTimeException _) {
            throw Refusal.invalid("since", "Write the date as 2008-03-31.");
        }
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (java.time.DateTimeException _) {
            throw Refusal.invalid("zone", "Write the time zone as in Europe/Vienna.");
        }
    }

    private static ResponseEntity<Void> to(UUID id) {
        return ResponseEntity.status(303).header("Location", "/customers/" + id).build();
    }
}
