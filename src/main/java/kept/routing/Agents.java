package kept.routing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kept.kernel.Refusal;
import kept.live.Live;
import kept.routing.Agent.State;
import kept.teams.Role;
import kept.teams.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The front door to the people at the telephone: what each does now. Each move is one statement that holds only from the
/// states it may come from, so that two callers never get the same agent.
@Service
public class Agents {
    /// The topic of live pages that show agents and queues.
    public static final String TOPIC = "wallboard";

    private static final Set<State> MAY_CHOOSE =
            EnumSet.of(State.OFF, State.FREE, State.AWAY, State.WRAP_UP);

    /// The reason of who helps a colleague, as others read it.
    private static final String HELPS = "helps a colleague";

    private final AgentTable table;
    private final Live live;
    private final Clock clock;

    Agents(AgentTable table, Live live, Clock clock) {
        this.table = table;
        this.live = live;
        this.clock = clock;
    }

    /// All who ever came to the telephone and still work here.
    public List<Agent> all() {
        return table.all();
    }

    public Optional<Agent> find(UUID person) {
        return table.find(person);
    }

    /// He takes calls from now on.
    ///
    /// @throws Refusal if he is in a call
    public void free(Viewer viewer) {
        choose(viewer, State.FREE, null);
    }

    /// He takes none for now.
    ///
    /// @param reason what colleagues read: a break, training ...
    public void away(Viewer viewer, String reason) {
        String clean = reason.strip();
        if (clean.isEmpty() || clean.length() > 60) {
            throw Refusal.invalid("reason", "Say why in 1 to 60 characters.");
        }
        choose(viewer, State.AWAY, clean);
    }

    /// His day at the telephone is over.
    public void off(Viewer viewer) {
        choose(viewer, State.OFF, null);
    }

    private void choose(Viewer viewer, State to, @Nullable String reason) {
        viewer.mustBe(Role.AGENT);
        if (!move(viewer.person(), MAY_CHOOSE, to, reason, null, null, null)) {
            throw Refusal.conflict("You are in a call. End it first, then change what you do.");
        }
    }

    /// Takes a free agent for a call; false if somebody was faster.
    public boolean offer(UUID person, UUID contact) {
        return move(person, EnumSet.of(State.FREE), State.OFFERED, null, null, contact, null);
    }

    /// He answered.
    public boolean talks(UUID person, UUID contact) {
        return move(
                person,
                EnumSet.of(State.OFF, State.FREE, State.AWAY, State.OFFERED, State.WRAP_UP),
                State.TALKING,
                null,
                null,
                contact,
                null);
    }

    /// He did not answer: he is away until he says otherwise, so that callers do not ring at an empty chair.
    public boolean didNotAnswer(UUID person, UUID contact) {
        return move(
                person,
                EnumSet.of(State.OFFERED),
                State.AWAY,
                "did not answer the telephone",
                null,
                null,
                contact);
    }

    /// A free agent helps a colleague with his call, and takes none of his own meanwhile.
    public boolean helps(UUID person) {
        return move(person, EnumSet.of(State.FREE), State.AWAY, HELPS, null, null, null);
    }

    /// He is done with helping; who has chosen something else meanwhile keeps that.
    public void helped(UUID person) {
        if (table.find(person).filter(agent -> HELPS.equals(agent.reason())).isPresent()) {
            move(person, EnumSet.of(State.AWAY), State.FREE, null, null, null, null);
        }
    }

    /// The call he was asked for is no longer there.
    public boolean notNeeded(UUID person, UUID contact) {
        return move(person, EnumSet.of(State.OFFERED), State.FREE, null, null, null, contact);
    }

    /// The call that he talked in is over; he has a while for his notes, then he is free. Of another call it is not true, and
    /// nothing changes.
    public boolean wrapsUp(UUID person, UUID contact, Duration length) {
        return move(
                person,
                EnumSet.of(State.TALKING, State.OFFERED),
                length.isZero() ? State.FREE : State.WRAP_UP,
                null,
                length.isZero() ? null : clock.instant().plus(length),
                length.isZero() ? null : contact,
                contact);
    }

    /// Frees those whose time for notes is over.
    void endWrapUps() {
        for (var person : table.wrappedUpBy(clock.instant())) {
            move(person, EnumSet.of(State.WRAP_UP), State.FREE, null, null, null, null);
        }
    }

    /// What somebody can do, as queues ask for it.
    @Transactional
    public void teach(Viewer viewer, UUID person, List<String> skills) {
        viewer.mustBe(Role.LEAD);
        table.skills(person, skills.stream().map(Queue::skill).distinct().toList());
    }

    public List<String> skillsOf(UUID person) {
        return table.skillsOf(person);
    }

    private boolean move(
            UUID person,
            Set<State> from,
            State to,
            @Nullable String reason,
            @Nullable Instant until,
            @Nullable UUID contact,
            @Nullable UUID of) {
        boolean moved = table.move(person, from, to, reason, clock.instant(), until, contact, of);
        if (moved) {
            live.changed(TOPIC);
        }
        return moved;
    }
}
