package kept.promises;

import java.util.Locale;
import kept.kernel.Refusal;

/// Who knows of a promise: the customer holds a receipt and hears of every turn, or only the house does.
public enum Visibility {
    CUSTOMER,
    INTERNAL;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Visibility of(String word) {
        return switch (word) {
            case "customer" -> CUSTOMER;
            case "internal" -> INTERNAL;
            default -> throw Refusal.malformed("visibility", "Visibility is customer or internal.");
        };
    }
}
