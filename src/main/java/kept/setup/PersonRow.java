package kept.setup;

import java.util.UUID;
import kept.teams.Person;
import kept.teams.Role;

/// A person as the owner sees him; `joined` once he has chosen a password, `absence` says who stands in,
/// `departure` who takes over and when; `hours` is the calendar of his own hours, or empty.
public record PersonRow(
        Person person, boolean joined, String absence, String departure, String hours) {
    public boolean in(UUID unit) {
        return person.units().contains(unit);
    }

    public boolean is(Role role) {
        return person.role() == role;
    }
}
