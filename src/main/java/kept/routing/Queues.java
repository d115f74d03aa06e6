package kept.routing;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kept.journal.Journal;
import kept.kernel.Ids;
import kept.kernel.Refusal;
import kept.teams.Role;
import kept.teams.Teams;
import kept.teams.Viewer;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The front door to queues.
@Service
public class Queues {
    private final QueueTable table;
    private final Teams teams;
    private final Journal journal;
    private final Clock clock;

    Queues(QueueTable table, Teams teams, Journal journal, Clock clock) {
        this.table = table;
        this.teams = teams;
        this.journal = journal;
        this.clock = clock;
    }

    /// All of them, by name.
    public List<Queue> all() {
        return table.all();
    }

    public Map<UUID, Queue> byId() {
        var found = new HashMap<UUID, Queue>();
        table.all().forEach(queue -> found.put(queue.id(), queue));
        return found;
    }

    /// @throws Refusal `NOT_FOUND` if there is none with this id
    public Queue get(UUID id) {
        return table.all().stream()
                .filter(queue -> queue.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("There is no such queue."));
    }

    /// The queue where a call without a menu waits: that of the front unit, made now if the house has none. Several first callers at
    /// once get the same.
    @Transactional
    public Queue front() {
        var unit = teams.frontUnit();
        return frontOf(unit.id())
                .orElseGet(() -> {
                    table.addFirst(
                            Queue.usual(
                                    Ids.at(clock.instant()), unit.name(), unit.id(), List.of()));
                    return frontOf(unit.id()).orElseThrow();
                });
    }

    private Optional<Queue> frontOf(UUID unit) {
        var known = table.all();
        return known.stream()
                .filter(queue -> queue.unit().equals(unit))
                .findFirst()
                .or(() -> known.stream().findFirst());
    }

    /// Makes a queue, or changes the one with its id.
    ///
    /// @throws Refusal if another one has its name, or the viewer is neither lead nor owner; only an owner sends callers out of the
    ///     house
    @Transactional
    public Queue save(Viewer viewer, Queue queue) {
        viewer.mustBe(queue.limit().outside().isEmpty() ? Role.LEAD : Role.OWNER);
        teams.unit(queue.unit());
        try {
            table.save(queue);
        } catch (DuplicateKeyException _) {
            throw Refusal.conflict("There is already a queue named %s.".formatted(queue.name()));
        }
        journal.append(
                queue.id(),
                "queue.saved",
                viewer.actor(),
                clock.instant(),
                Map.of(
                        "name",
                        queue.name(),
                        "unit",
                        queue.unit(),
                        "limit",
                        queue.limit().after(),
                        "then",
                        queue.limit().then().word(),
                        "outside",
                        queue.limit().outside()));
        return queue;
    }
}
