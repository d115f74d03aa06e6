package kept.customers;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import kept.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// A customer about to be recorded.
public record NewCustomer(
        String name,
        Customer.Kind kind,
        List<ContactPoint> contactPoints,
        @Nullable LocalDate customerSince,
        String locale,
        ZoneId zone,
        @Nullable String externalId) {
    public NewCustomer {
        contactPoints = contactPoints.stream().distinct().toList();
        name = cleanName(name);
        if (contactPoints.size() > 20) {
            throw Refusal.invalid("contactPoints", "A customer has at most 20 contact points.");
        }
        if (!locale.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")) {
            throw Refusal.invalid(
                    "locale", "Write the locale as a language tag, for example en or de-AT.");
        }
        if (externalId != null && (externalId.isBlank() || externalId.length() > 200)) {
            throw Refusal.invalid("externalId", "An external id has 1 to 200 characters.");
        }
    }

    static String cleanName(String name) {
        String clean = name.replaceAll("[\\p{Cntrl}\\u202A-\\u202E\\u2066-\\u2069]", " ").strip();
        if (clean.isEmpty() || clean.length() > 200) {
            throw Refusal.invalid("name", "A name has 1 to 200 characters.");
        }
        return clean;
    }
}
