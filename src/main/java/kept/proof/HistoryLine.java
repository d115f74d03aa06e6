package kept.proof;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import kept.journal.Entry;
import kept.teams.Teams;

/// One entry of a history in plain words, with the first letters of its hash.
public record HistoryLine(Instant at, String what, String who, String hash) {
    private static final Map<String, String> WORDS =
            Map.ofEntries(
                    Map.entry("promise.given", "Given"),
                    Map.entry("promise.claimed", "Said to be done"),
                    Map.entry("promise.confirmed", "Confirmed as kept"),
                    Map.entry("promise.disputed", "Disputed by the customer"),
                    Map.entry("promise.redated", "Given another time"),
                    Map.entry("promise.released", "Released by the customer"),
                    Map.entry("promise.withdrawn", "Withdrawn"),
                    Map.entry("promise.voided", "Declared void"),
                    Map.entry("promise.conditionMet", "Condition met"),
                    Map.entry("promise.handedOver", "Handed over"),
                    Map.entry("promise.movedToUnit", "Passed to another unit"),
                    Map.entry("promise.fulfilled", "Kept"),
                    Map.entry(
                            "promise.dueMoved",
                            "Same time on the wall, by new rules of its time zone"),
                    Map.entry("promise.reminded", "Owner reminded"),
                    Map.entry("promise.atRisk", "At risk"),
                    Map.entry("promise.warned", "Customer told that it may be late"),
                    Map.entry("promise.notTold", "Customer not told in time: no way to reach him"),
                    Map.entry("promise.broken", "Broken: the time passed"),
                    Map.entry("promise.missExplained", "Said why it was broken"),
                    Map.entry("promise.climbed", "Told one rung higher"),
                    Map.entry("promise.letPass", "Taken as kept: no objection in 48 hours"),
                    Map.entry("promise.stillWaiting", "Still waiting for the customer"),
                    Map.entry("plan.made", "Planned backwards into steps"),
                    Map.entry("plan.laidAnew", "Steps planned anew"),
                    Map.entry("plan.backed", "Backed: every unit has taken on its steps"),
                    Map.entry("plan.unanswered", "Not all units answered in time"),
                    Map.entry("plan.turnedRed", "Turned red"),
                    Map.entry("plan.turnedGreen", "Can be held again"),
                    Map.entry("plan.ended", "Steps ended"),
                    Map.entry("step.accepted", "Step taken on"),
                    Map.entry("step.refused", "Step refused"),
                    Map.entry("step.started", "Step begun"),
                    Map.entry("step.done", "Step done"),
                    Map.entry("step.delayed", "Step gets later"),
                    Map.entry("step.climbed", "No answer: told one rung higher"),
                    Map.entry("step.askedAgain", "Step asked again"));

    /// The entry with the name of whoever did it.
    public static HistoryLine of(Entry entry, Teams teams) {
        return new HistoryLine(
                entry.at(),
                WORDS.getOrDefault(entry.kind(), entry.kind()),
                name(entry.actor(), teams),
                HexFormat.of().formatHex(entry.hash(), 0, 4));
    }

    private static String name(String actor, Teams teams) {
        if (actor.equals("kept")) {
            return "Kept, by rule";
        }
        if (actor.startsWith("customer:")) {
            return "the customer";
        }
        String person = actor.substring(actor.lastIndexOf(':') + 1);
        String name = teams.nameOf(UUID.fromString(person));
        return actor.startsWith("token:") ? name + ", through the API" : name;
    }
}
