package kept.reach;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import kept.journal.Entry;
import org.jspecify.annotations.Nullable;

/// How a conversation went, by the clock: read from its history.
///
/// @param answer until we answered; null if we did not
/// @param menuSteps at how many points of the menu he was
/// @param menu how long he was in it
/// @param waited until a person talked with him; null if none did
/// @param talked with people, without holds
public record Timing(
        @Nullable Duration answer,
        int menuSteps,
        Duration menu,
        @Nullable Duration waited,
        int transfers,
        int holds,
        Duration held,
        Duration talked) {

    /// @param entries of one conversation, oldest first
    static Timing of(List<Entry> entries) {
        Duration answer = null;
        Duration waited = null;
        Instant asked = null;
        var menu = Duration.ZERO;
        var held = Duration.ZERO;
        var talked = Duration.ZERO;
        int steps = 0;
        int transfers = 0;
        int holds = 0;
        for (int i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            Instant next = i + 1 < entries.size() ? entries.get(i + 1).at() : entry.at();
            var length = Duration.between(entry.at(), next);
            switch (entry.kind()) {
                case "contact.answered" ->
                        answer = Duration.between(entries.getFirst().at(), entry.at());
                case "contact.menu" -> {
                    steps++;
                    menu = menu.plus(length);
                }
                case "contact.queued" -> asked = asked == null ? entry.at() : asked;
                case "contact.talking" -> {
                    if (waited == null) {
                        waited = Duration.between(asked == null ? entry.at() : asked, entry.at());
                    }
                    talked = talked.plus(length);
                }
                case "contact.held" -> {
                    holds++;
                    held = held.plus(length);
                }
                case "contact.transferring" -> {
                    transfers++;
                    held = held.plus(length);
                }
                default -> {
                    // says nothing about time
                }
            }
        }
        return new Timing(answer, steps, menu, waited, transfers, holds, held, talked);
    }
}
