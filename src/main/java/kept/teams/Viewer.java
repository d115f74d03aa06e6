package kept.teams;

import java.util.Set;
import java.util.UUID;
import kept.journal.Actor;
import kept.kernel.Refusal;

/// Who is asking, and what he may see: every front door takes one. A token carries the rights of its person.
public record Viewer(UUID person, Role role, Set<UUID> units, Actor actor) {
    public Viewer {
        units = Set.copyOf(units);
    }

    public static Viewer of(Person person) {
        return new Viewer(person.id(), person.role(), person.units(), Actor.person(person.id()));
    }

    /// The owner sees all of the house; the others see what belongs to their units.
    public boolean seesAll() {
        return role == Role.OWNER;
    }

    public boolean seesUnit(UUID unit) {
        return seesAll() || units.contains(unit);
    }

    /// @throws Refusal `FORBIDDEN` if the role is less than `needed`
    public void mustBe(Role needed) {
        if (!role.atLeast(needed)) {
            throw Refusal.forbidden(
                    switch (needed) {
                        case OWNER -> "Only the owner may do this.";
                        case LEAD -> "Only a lead or the owner may do this.";
                        case AGENT -> "You may look but not change anything here.";
                        case VIEWER -> "Sign in first.";
                    });
        }
    }
}
