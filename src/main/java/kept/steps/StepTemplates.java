package kept.steps;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import kept.journal.Journal;
import kept.kernel.Ids;
import kept.kernel.Refusal;
import kept.teams.Role;
import kept.teams.Teams;
import kept.teams.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// What each kind of promise needs from which unit. Asked for each promise that is given, so kept for two seconds in memory.
@Service
public class StepTemplates {
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final TemplateTable table;
    private final Teams teams;
    private final Journal journal;
    private final Clock clock;
    private volatile @Nullable Known known;

    StepTemplates(TemplateTable table, Teams teams, Journal journal, Clock clock) {
        this.table = table;
        this.teams = teams;
        this.journal = journal;
        this.clock = clock;
    }

    private record Known(List<StepTemplate> inForce, boolean everAny, long readAt) {}

    private Known known() {
        var now = known;
        if (now == null || System.nanoTime() - now.readAt() > FRESH.toNanos()) {
            now = new Known(table.inForce(), table.any(), System.nanoTime());
            known = now;
        }
        return now;
    }

    /// Those in force, by kind.
    public List<StepTemplate> list() {
        return known().inForce();
    }

    /// The one in force with that id.
    public StepTemplate get(UUID id) {
        return list().stream()
                .filter(template -> template.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("There are no steps under that id."));
    }

    /// The template for a promise of this kind in this unit; one of the unit's own goes before one for all.
    Optional<StepTemplate> of(String kind, UUID unit) {
        var all =
                list().stream()
                        .filter(template -> template.kind().equalsIgnoreCase(kind.strip()))
                        .toList();
        return all.stream()
                .filter(template -> unit.equals(template.unit()))
                .findFirst()
                .or(() -> all.stream().filter(template -> template.unit() == null).findFirst());
    }

    /// False while no promise can have a plan, because there never was a template.
    boolean everAny() {
        return known().everAny();
    }

    /// Puts steps in force for a kind, in place of those before. Promises given already keep theirs.
    @Transactional
    public StepTemplate adopt(
            Viewer viewer, String kind, @Nullable UUID unit, List<StepTemplate.Line> lines) {
        viewer.mustBe(Role.OWNER);
        Instant now = now();
        var template = new StepTemplate(Ids.at(now), kind, unit, lines, now);
        for (var line : template.lines()) {
            var does = teams.unit(line.unit());
            if (!does.open()) {
                throw Refusal.invalid(
                        "steps",
                        "\"%s\" is given to %s, which is dissolved. Name a unit that is there."
                                .formatted(line.name(), does.name()));
            }
        }
        table.inForce().stream()
                .filter(before ->
                        before.kind().equals(template.kind())
                                && Objects.equals(before.unit(), unit))
                .forEach(before -> table.end(before.id(), now));
        try {
            table.insert(template);
        } catch (DuplicateKeyException _) {
            throw Refusal.lostRace("Somebody has just set the steps for this kind. Look again.");
        }
        journal.append(
                template.id(),
                "steps.set",
                viewer.actor(),
                now,
                Map.of("kind", template.kind(), "steps", template.lines().size()));
        changed();
        return template;
    }

    /// From now on promises of the kind need nobody else.
    @Transactional
    public void end(Viewer viewer, UUID id) {
        viewer.mustBe(Role.OWNER);
        if (!table.end(id, now())) {
            throw Refusal.notFound("There are no steps under that id.");
        }
        journal.append(id, "steps.ended", viewer.actor(), now(), Map.of());
        changed();
    }

    private void changed() {
        known = null;
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCompletion(int status) {
                        known = null;
                    }
                });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
