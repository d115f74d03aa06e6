package kept.cases;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import kept.journal.ChainHead;
import kept.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// One matter of one customer. `ourMove` says who acts next: we, or the customer.
public record Case(
        UUID id,
        long number,
        UUID customerId,
        String subject,
        Channel channel,
        boolean resolved,
        boolean ourMove,
        UUID unit,
        @Nullable UUID owner,
        Priority priority,
        List<String> tags,
        String resolution,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant resolvedAt,
        ChainHead head) {
    public Case {
        tags = List.copyOf(tags);
    }

    public int version() {
        return head.position();
    }

    /// The word for its state in JSON and tables.
    public String state() {
        return resolved ? "resolved" : "open";
    }

    private Case changed(
            boolean nowResolved,
            boolean nowOurMove,
            String nowResolution,
            @Nullable Instant nowResolvedAt,
            Instant at) {
        return new Case(
                id,
                number,
                customerId,
                subject,
                channel,
                nowResolved,
                nowOurMove,
                unit,
                owner,
                priority,
                tags,
                nowResolution,
                createdAt,
                at,
                nowResolvedAt,
                head);
    }

    /// The customer said something: it is our move, and what was resolved is open again.
    Case heard(Instant at) {
        return changed(false, true, resolution, null, at);
    }

    /// We answered: it is the customer's move.
    Case answered(Instant at) {
        return changed(resolved, false, resolution, resolvedAt, at);
    }

    Case noted(Instant at) {
        return changed(resolved, ourMove, resolution, resolvedAt, at);
    }

    Case resolved(String how, Instant at) {
        if (resolved) {
            throw Refusal.conflict("This case is resolved already.");
        }
        return changed(true, false, how, at, at);
    }

    /// A letter of an old mailbox is its last word.
    Case imported(boolean staysOpen, Instant at) {
        return staysOpen
                ? changed(false, true, resolution, null, at)
                : changed(
                        true,
                        false,
                        resolution.isEmpty() ? "Imported from an old mailbox." : resolution,
                        at,
                        at);
    }

    Case reopened(Instant at) {
        if (!resolved) {
            throw Refusal.conflict("This case is open already.");
        }
        return changed(false, true, resolution, null, at);
    }

    Case sorted(
            UUID nowUnit,
            @Nullable UUID nowOwner,
            Priority nowPriority,
            List<String> nowTags,
            Instant at) {
        return new Case(
                id,
                number,
                customerId,
                subject,
                channel,
                resolved,
                ourMove,
                nowUnit,
                nowOwner,
                nowPriority,
                cleanTags(nowTags),
                resolution,
                createdAt,
                at,
                resolvedAt,
                head);
    }

    Case endingAt(ChainHead newHead) {
        return new Case(
                id,
                number,
                customerId,
                subject,
                channel,
                resolved,
                ourMove,
                unit,
                owner,
                priority,
                tags,
                resolution,
                createdAt,
                updatedAt,
                resolvedAt,
                newHead);
    }

    static List<String> cleanTags(List<String> tags) {
        var clean =
                tags.stream()
                        .map(tag -> tag.strip().toLowerCase(java.util.Locale.ROOT))
                        .filter(tag -> !tag.isEmpty())
                        .distinct()
                        .sorted()
                        .toList();
        if (clean.size() > 20
                || clean.stream()
                        .anyMatch(tag ->
                                tag.length() > 40
                                        || tag.chars().anyMatch(Character::isISOControl))) {
            throw Refusal.invalid(
                    "tags", "A case has at most 20 tags of at most 40 characters each.");
        }
        return clean;
    }
}
