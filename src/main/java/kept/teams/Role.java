package kept.teams;

import java.util.Locale;
import kept.kernel.Refusal;

/// What a person may do. A viewer looks, an agent works, a lead also answers for units, the owner for the house.
public enum Role {
    VIEWER,
    AGENT,
    LEAD,
    OWNER;

    /// True if this role may do all that `other` may.
    public boolean atLeast(Role other) {
        return compareTo(other) >= 0;
    }

    /// The word in tables, forms and JSON.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Role of(String word) {
        for (var role : values()) {
            if (role.word().equals(word)) {
                return role;
            }
        }
        throw Refusal.invalid("role", "A role is one of owner, lead, agent and viewer.");
    }
}
