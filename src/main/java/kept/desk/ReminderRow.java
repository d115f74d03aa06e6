package kept.desk;

import kept.promises.Promise;
import kept.reminders.Reminder;
import org.jspecify.annotations.Nullable;

/// What a customer says we promised, with the word in the ledger if there is one, and the case it stands on.
public record ReminderRow(
        Reminder reminder, @Nullable Promise promise, long caseNumber, String customer) {}
