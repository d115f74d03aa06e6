package kept.customers;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody we serve. `mergedInto` is set when this record was found to be the same customer as another one.
public record Customer(
        UUID id,
        String name,
        Kind kind,
        List<ContactPoint> contactPoints,
        @Nullable LocalDate customerSince,
        String locale,
        ZoneId zone,
        @Nullable String externalId,
        String note,
        @Nullable UUID mergedInto,
        int version,
        Instant createdAt) {
    public enum Kind {
        PERSON,
        ORGANISATION;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        public static Kind of(String word) {
            return switch (word) {
                case "person" -> PERSON;
                case "organisation" -> ORGANISATION;
                default ->
                        throw kept.kernel.Refusal.malformed(
                                "kind", "A customer is a person or an organisation.");
            };
        }
    }

    public Customer {
        contactPoints = List.copyOf(contactPoints);
    }

    /// The mail address we write to, if there is one.
    public Optional<String> email() {
        return contactPoints.stream()
                .filter(point -> point.type() == ContactPoint.Type.EMAIL)
                .map(ContactPoint::value)
                .findFirst();
    }

    public boolean hasEmail(String address) {
        return contactPoints.contains(
                new ContactPoint(
                        ContactPoint.Type.EMAIL, address.toLowerCase(java.util.Locale.ROOT)));
    }

    /// The given name, for a greeting.
    public String firstName() {
        return kind == Kind.ORGANISATION ? name : name.strip().split("\\s+")[0];
    }
}
