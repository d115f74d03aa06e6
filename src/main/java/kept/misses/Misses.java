package kept.misses;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import kept.kernel.Refusal;
import kept.promises.Promise;
import kept.promises.Promises;
import kept.teams.Role;
import kept.teams.Viewer;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The front door to the reasons why words were broken.
@Service
public class Misses {
    private final MissTable table;
    private final Promises promises;
    private final Clock clock;

    Misses(MissTable table, Promises promises, Clock clock) {
        this.table = table;
        this.promises = promises;
        this.clock = clock;
    }

    /// What can be chosen, in the order of its keys: 1 to 9, then 0.
    public List<MissReason> reasons() {
        return table.reasons();
    }

    /// The reasons that were given for these words.
    public Map<UUID, Miss> of(List<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : table.of(ids).stream().collect(Collectors.toMap(Miss::promise, miss -> miss));
    }

    /// Says why a word was broken, by code or key; said again, the later one counts, and its history tells both.
    ///
    /// @throws Refusal if the word never was broken, or there is no such reason
    @Transactional
    public Promise say(Viewer viewer, UUID id, String reason) {
        viewer.mustBe(Role.AGENT);
        var promise = promises.get(viewer, id);
        if (promise.course().brokenAt() == null) {
            throw Refusal.conflict("This word was not broken, so there is no reason to give.");
        }
        var chosen =
                reasons().stream()
                        .filter(r ->
                                r.code().equals(reason.strip())
                                        || reason.strip().equals("" + r.key()))
                        .findFirst()
                        .orElseThrow(() ->
                                Refusal.invalid(
                                        "reason",
                                        "Take one of: %s."
                                                .formatted(
                                                        reasons().stream()
                                                                .map(r -> r.key() + " " + r.words())
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", ")))));
        table.save(id, chosen.code(), viewer.person(), clock.instant());
        promises.note(viewer.actor(), id, "promise.missExplained", Map.of("reason", chosen.code()));
        return promise;
    }
}
