package kept.mail;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import kept.database.Writes;
import kept.kernel.EmailAddress;

/// What one transaction has filed so far, and whether its later mails must see that first.
final class Batch {
    private final Set<String> people = new HashSet<>();
    private final Map<String, UUID> cases = new HashMap<>();

    /// True if a mail of this correspondent came before in this batch.
    boolean knows(EmailAddress correspondent) {
        return !people.add(correspondent.key());
    }

    /// True if one of these ids is that of a mail which was filed before in this batch.
    boolean knowsOne(List<String> messageIds) {
        return messageIds.stream().anyMatch(cases::containsKey);
    }

    List<UUID> casesOf(List<String> messageIds) {
        return messageIds.stream().map(cases::get).filter(Objects::nonNull).distinct().toList();
    }

    /// Lets what was filed before be read by what comes now.
    void see(Writes writes) {
        writes.flush();
    }

    void filed(ReadMail mail, UUID caseId) {
        if (mail.messageId() != null) {
            cases.put(mail.messageId(), caseId);
        }
    }
}
