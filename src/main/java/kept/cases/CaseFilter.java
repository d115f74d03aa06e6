package kept.cases;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which cases a list shows; what is `null` or blank does not narrow it. `q` is full-text search as people type it.
public record CaseFilter(
        @Nullable Boolean resolved,
        @Nullable UUID unit,
        @Nullable UUID owner,
        boolean unowned,
        @Nullable Boolean ourMove,
        @Nullable UUID customerId,
        String tag,
        String q,
        Sort sort) {
    /// Newest activity first, or in the order of opening.
    public enum Sort {
        UPDATED("updated_at", "desc"),
        NEWEST("created_at", "desc"),
        OLDEST("created_at", "asc");

        final String column;
        final String direction;

        Sort(String column, String direction) {
            this.column = column;
            this.direction = direction;
        }

        public static Sort of(String word) {
            return switch (word) {
                case "", "updated", "-updatedAt" -> UPDATED;
                case "newest", "-createdAt" -> NEWEST;
                case "oldest", "createdAt" -> OLDEST;
                default ->
                        throw kept.kernel.Refusal.malformed(
                                "sort", "Sort by updated, newest or oldest.");
            };
        }
    }

    public static final CaseFilter OPEN =
            new CaseFilter(false, null, null, false, null, null, "", "", Sort.UPDATED);

    public static CaseFilter ofCustomer(UUID customer) {
        return new CaseFilter(null, null, null, false, null, customer, "", "", Sort.UPDATED);
    }
}
