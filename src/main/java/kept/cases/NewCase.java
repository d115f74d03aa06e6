package kept.cases;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A matter about to become a case, with the message that raised it.
public record NewCase(
        UUID customerId,
        String subject,
        @Nullable UUID unit,
        @Nullable UUID owner,
        Priority priority,
        List<String> tags,
        NewMessage first) {
    public NewCase {
        String clean =
                subject.replaceAll("[\\p{Cntrl}\\u202A-\\u202E\\u2066-\\u2069]+", " ").strip();
        subject =
                clean.isEmpty()
                        ? "(no subject)"
                        : clean.length() > 500 ? clean.substring(0, 500) : clean;
        tags = Case.cleanTags(tags);
    }
}
