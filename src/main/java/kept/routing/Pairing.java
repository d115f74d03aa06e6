package kept.routing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Who is put through to whom, now: those who wait in the order of priority and first arrival; for each the agent who
/// spoke with him last, else one with all skills, else, once the ring has widened, one of the unit; among several the
/// one who has been free the longest.
public final class Pairing {
    /// One who waits, and the agent to be asked.
    public record Pair(Waiting waiting, UUID agent) {}

    private static final Comparator<Waiting> ORDER =
            Comparator.comparingInt(Waiting::priority)
                    .reversed()
                    .thenComparing(Waiting::enteredAt)
                    .thenComparing(Waiting::contact);

    private Pairing() {}

    /// The order in which people of one queue are served.
    public static List<Waiting> inOrder(List<Waiting> waiting) {
        return waiting.stream().sorted(ORDER).toList();
    }

    public static List<Pair> pairs(
            List<Waiting> waiting, List<Agent> agents, Map<UUID, Queue> queues, Instant now) {
        var free =
                agents.stream()
                        .filter(agent -> agent.state() == Agent.State.FREE)
                        .sorted(Comparator.comparing(Agent::since).thenComparing(Agent::person))
                        .toList();
        var taken = new HashSet<UUID>();
        var pairs = new ArrayList<Pair>();
        for (var next : inOrder(waiting)) {
            var queue = queues.get(next.queue());
            if (queue != null) {
                agentFor(next, queue, free, taken, now)
                        .ifPresent(agent -> {
                            taken.add(agent);
                            pairs.add(new Pair(next, agent));
                        });
            }
        }
        return pairs;
    }

    private static Optional<UUID> agentFor(
            Waiting waiting, Queue queue, List<Agent> free, Set<UUID> taken, Instant now) {
        var last = waiting.lastAgent();
        if (last != null) {
            if (free.stream().anyMatch(a -> a.person().equals(last)) && !taken.contains(last)) {
                return Optional.of(last);
            }
            if (now.isBefore(waiting.waitingSince().plus(queue.lastAgentFor()))) {
                return Optional.empty();
            }
        }
        boolean wide = !now.isBefore(waiting.waitingSince().plus(queue.widenAfter()));
        return free.stream()
                .filter(agent -> !taken.contains(agent.person()))
                .filter(agent -> agent.units().contains(queue.unit()))
                .filter(agent -> wide || agent.skills().containsAll(queue.skills()))
                .min(Comparator.comparing(agent -> !agent.skills().containsAll(queue.skills())))
                .map(Agent::person);
    }
}
