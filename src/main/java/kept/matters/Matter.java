package kept.matters;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A matter that came again, as it stands on the case of its latest contact.
///
/// @param contacts how often the customer has turned to us about it
/// @param broken how many words we broke in it
/// @param since when it came for the first time
/// @param before the earlier cases about it, oldest first
/// @param decisionMaker who was brought in
public record Matter(
        UUID caseId,
        UUID customer,
        int contacts,
        int broken,
        Instant since,
        List<UUID> before,
        UUID decisionMaker,
        Instant raisedAt,
        @Nullable UUID decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String decision) {
    /// So many contacts about the same matter are too many.
    static final int TOO_MANY = 3;

    public Matter {
        before = List.copyOf(before);
    }

    /// True if a matter with so many contacts and broken words needs somebody who decides.
    static boolean comesAgain(int contacts, int broken) {
        return contacts >= TOO_MANY || (broken > 0 && contacts >= 2);
    }

    public boolean undecided() {
        return decidedAt == null;
    }
}
