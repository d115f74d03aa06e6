package kept.routing;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import kept.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// Where callers wait for people of a unit.
///
/// @param skills what an agent must be able to do, until the ring widens
/// @param goal what the unit wants to reach
/// @param lastAgentFor how long a caller is kept for the agent who spoke with him last
/// @param widenAfter how long only agents with all skills are asked; after it the whole unit is
/// @param ringFor how long one agent's phones ring before the next one is asked
/// @param limit what becomes of a caller who waits too long
/// @param wrapUpFor how long an agent has for his notes after a call
public record Queue(
        UUID id,
        String name,
        UUID unit,
        List<String> skills,
        Goal goal,
        Duration lastAgentFor,
        Duration widenAfter,
        Duration ringFor,
        Limit limit,
        Duration wrapUpFor) {

    /// The service level aimed at: this share of a hundred callers answered within a time.
    public record Goal(int share, Duration within) {
        public Goal {
            if (share < 1 || share > 100) {
                throw Refusal.invalid("goalShare", "The goal is a share from 1 to 100 percent.");
            }
            mustLast("goalSeconds", within, 1, 3_600);
        }
    }

    /// What is offered to a caller who waits too long.
    public enum AtLimit {
        /// A call back that keeps his place.
        CALLBACK,
        /// To leave a message, which is a call that we owe.
        MESSAGE,
        /// Nothing is offered: he goes over to another queue, and keeps his place by time.
        OVERFLOW,
        /// A number outside the house is rung for him, once; if nobody answers there he keeps his place and is offered a call back.
        OUTSIDE,
        /// Nothing: he goes on waiting and hears his place.
        WAIT;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        public static AtLimit of(String word) {
            for (var limit : values()) {
                if (limit.word().equals(word)) {
                    return limit;
                }
            }
            throw Refusal.malformed(
                    "atLimit",
                    "At the limit a caller gets a callback, leaves a message, goes over to another queue or to a number outside, or waits.");
        }
    }

    /// How long nobody should wait, and what happens then.
    ///
    /// @param overflow the other queue, for [AtLimit#OVERFLOW] only
    /// @param outside the number that is rung, for [AtLimit#OUTSIDE] only; else empty
    public record Limit(Duration after, AtLimit then, @Nullable UUID overflow, String outside) {
        public Limit {
            mustLast("limitSeconds", after, 30, 7_200);
            if ((then == AtLimit.OVERFLOW) != (overflow != null)) {
                throw Refusal.invalid(
                        "overflow", "Name the other queue that callers go over to, and only then.");
            }
            if ((then == AtLimit.OUTSIDE) == outside.isEmpty()) {
                throw Refusal.invalid(
                        "outside", "Name the number outside that is rung, and only then.");
            }
        }

        /// One that asks for no other place.
        public static Limit of(Duration after, AtLimit then) {
            return new Limit(after, then, null, "");
        }

        public static Limit overflowing(Duration after, UUID queue) {
            return new Limit(after, AtLimit.OVERFLOW, queue, "");
        }

        /// @param number in E.164
        public static Limit outside(Duration after, String number) {
            return new Limit(after, AtLimit.OUTSIDE, null, number);
        }
    }

    public Queue {
        name = name.strip();
        if (name.isEmpty()
                || name.length() > 60
                || name.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.invalid("name", "A queue has a name of 1 to 60 characters.");
        }
        skills = skills.stream().map(Queue::skill).distinct().sorted().toList();
        mustLast("lastAgentSeconds", lastAgentFor, 0, 600);
        mustLast("widenSeconds", widenAfter, 0, 3_600);
        mustLast("ringSeconds", ringFor, 5, 120);
        mustLast("wrapUpSeconds", wrapUpFor, 0, 3_600);
        if (id.equals(limit.overflow())) {
            throw Refusal.invalid("overflow", "Name another queue that callers go over to.");
        }
    }

    /// A queue with the settings that most keep: 80 % within 20 s, 20 s for the last agent, a callback after ten minutes.
    public static Queue usual(UUID id, String name, UUID unit, List<String> skills) {
        return new Queue(
                id,
                name,
                unit,
                skills,
                new Goal(80, Duration.ofSeconds(20)),
                Duration.ofSeconds(20),
                Duration.ofSeconds(40),
                Duration.ofSeconds(20),
                Limit.of(Duration.ofMinutes(10), AtLimit.CALLBACK),
                Duration.ofSeconds(20));
    }

    public Queue with(Limit other) {
        return new Queue(
                id, name, unit, skills, goal, lastAgentFor, widenAfter, ringFor, other, wrapUpFor);
    }

    /// A skill as it is compared: short, in small letters.
    static String skill(String text) {
        String clean = text.strip().toLowerCase(java.util.Locale.ROOT);
        if (clean.isEmpty()
                || clean.length() > 40
                || clean.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.invalid("skills", "A skill is a word of 1 to 40 characters.");
        }
        return clean;
    }

    private static void mustLast(String field, Duration value, int least, int most) {
        if (value.toSeconds() < least || value.toSeconds() > most) {
            throw Refusal.invalid(
                    field, "Give a time from %d to %,d seconds.".formatted(least, most));
        }
    }
}
