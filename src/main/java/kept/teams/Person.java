package kept.teams;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody who works here, with the units he works in. `leftAt` is set once he has left.
public record Person(
        UUID id,
        String name,
        String email,
        Role role,
        ZoneId zone,
        Set<UUID> units,
        int version,
        @Nullable Instant leftAt) {
    public Person {
        units = Set.copyOf(units);
    }

    public boolean active() {
        return leftAt == null;
    }

    /// Two letters that stand for the name where room is short.
    public String initials() {
        String[] words = name.strip().split("\\s+");
        String first = words[0].substring(0, words[0].offsetByCodePoints(0, 1));
        if (words.length == 1) {
            return first.toUpperCase(java.util.Locale.ROOT);
        }
        String last = words[words.length - 1];
        return (first + last.substring(0, last.offsetByCodePoints(0, 1)))
                .toUpperCase(java.util.Locale.ROOT);
    }
}
