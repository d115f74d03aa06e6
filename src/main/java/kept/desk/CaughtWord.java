package kept.desk;

import java.util.List;
import kept.catcher.Caught;

/// A caught word as the composer offers it: `value` is what the form sends back if the agent wants it recorded.
public record CaughtWord(Caught caught, String value, boolean chosen) {
    /// @param before the values chosen when the text was looked at last
    static CaughtWord of(Caught caught, List<String> before) {
        String value = caught.dueAt() + "|" + caught.sentence();
        boolean chosen =
                before.stream()
                        .anyMatch(old ->
                                old.startsWith(caught.dueAt() + "|")
                                        || old.endsWith("|" + caught.sentence()));
        return new CaughtWord(caught, value, chosen);
    }
}
