package kept.desk;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import kept.catcher.Caught;
import kept.promises.PromiseCheck;
import org.jspecify.annotations.Nullable;

/// A caught word as the composer offers it: `value` is what the form sends back if the agent wants it recorded, and
/// `check` says whether it will hold; `tooEarly` is the earliest time at which other units can be ready, if it is later.
public record CaughtWord(
        Caught caught,
        String value,
        boolean chosen,
        PromiseCheck.@Nullable Answer check,
        @Nullable Instant tooEarly) {
    /// @param before the values chosen when the text was looked at last
    static CaughtWord of(
            Caught caught,
            List<String> before,
            PromiseCheck.@Nullable Answer check,
            @Nullable Instant tooEarly) {
        String value =
                "%s|%s|%s|%s"
                        .formatted(
                                caught.dueAt(),
                                caught.kind(),
                                Objects.requireNonNullElse(caught.condition(), "")
                                        .replace('|', '/'),
                                caught.sentence());
        boolean chosen =
                before.stream()
                        .anyMatch(old ->
                                old.startsWith(caught.dueAt() + "|")
                                        || old.endsWith("|" + caught.sentence()));
        return new CaughtWord(caught, value, chosen, check, tooEarly);
    }

    /// What the form sends back when a chip is chosen.
    record Chosen(String due, String kind, @Nullable String condition, String sentence) {
        /// None if it is not as the page made it.
        static @Nullable Chosen read(String value) {
            String[] parts = value.split("\\|", 4);
            return parts.length < 4
                    ? null
                    : new Chosen(
                            parts[0], parts[1], parts[2].isBlank() ? null : parts[2], parts[3]);
        }
    }

    /// When it falls due; null if it names no time.
    public @Nullable Instant due() {
        return caught.dueAt();
    }
}
