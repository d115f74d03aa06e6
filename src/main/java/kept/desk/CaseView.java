package kept.desk;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import kept.cases.Case;
import kept.cases.Message;
import kept.customers.Customer;
import kept.mail.Delivery;
import kept.makegood.MakeGood;
import kept.teams.Person;
import kept.teams.Unit;
import kept.web.Clockface;
import org.jspecify.annotations.Nullable;

/// Everything the page of a case shows.
public record CaseView(
        Case theCase,
        Customer customer,
        List<Message> thread,
        boolean earlier,
        List<PromiseRow> open,
        List<PromiseRow> past,
        List<CaseRow> others,
        List<Unit> units,
        List<Person> people,
        String owner,
        String unit,
        Map<UUID, Delivery> deliveries,
        Map<UUID, MakeGood> makeGoods,
        List<WarningRow> toTell,
        WhyView whys,
        @Nullable MatterView matter,
        List<ReminderRow> reminders,
        Map<UUID, PlanView> plans,
        List<String> kinds,
        List<CallLine> calls,
        Clockface face,
        Clockface customerFace) {

    /// The initials of whoever wrote a message.
    public String face(Message message) {
        String name = message.authorName().strip();
        if (name.isEmpty()) {
            return "?";
        }
        String[] words = name.split("\\s+");
        String first = words[0].substring(0, words[0].offsetByCodePoints(0, 1));
        String last =
                words.length == 1
                        ? ""
                        : words[words.length - 1].substring(
                                0, words[words.length - 1].offsetByCodePoints(0, 1));
        return (first + last).toUpperCase(java.util.Locale.ROOT);
    }

    /// What went wrong with the mail about a message or promise, or an empty text if nothing is known to be wrong.
    public String mailTrouble(UUID about) {
        var delivery = deliveries.get(about);
        if (delivery == null) {
            return "";
        }
        String reason = delivery.reply().isBlank() ? "" : ": " + delivery.reply();
        return switch (delivery.state()) {
            case "failed" -> "not delivered" + reason;
            case "bounced" -> "came back" + reason;
            case "unknown" -> "may not have arrived" + reason;
            default -> "";
        };
    }

    /// What makes good for the matter of this promise, told at the last link of its chain, or null.
    public @Nullable MakeGood makeGood(PromiseRow row) {
        return row.promise().words().next() == null
                ? makeGoods.get(row.promise().words().chain())
                : null;
    }

    /// The bad news about this promise that waits to be told, or null.
    public @Nullable WarningRow toTell(PromiseRow row) {
        return toTell.stream().filter(t -> t.row().equals(row)).findFirst().orElse(null);
    }

    /// The steps behind this promise, told at the last link of its chain, or null.
    public @Nullable PlanView plan(PromiseRow row) {
        return row.promise().words().next() == null
                ? plans.get(row.promise().words().chain())
                : null;
    }

    public boolean ownedBy(UUID person) {
        return person.equals(theCase.owner());
    }

    public boolean inUnit(UUID unitId) {
        return unitId.equals(theCase.unit());
    }

    public String tagLine() {
        return String.join(", ", theCase.tags());
    }

    public java.util.Locale customerLocale() {
        return java.util.Locale.forLanguageTag(customer.locale());
    }

    public static String size(long bytes) {
        return bytes < 1024
                ? bytes + " B"
                : bytes < 1 << 20 ? bytes / 1024 + " kB" : "%.1f MB".formatted(bytes / 1048576.0);
    }

    public @Nullable String email() {
        return customer.email().orElse(null);
    }
}
