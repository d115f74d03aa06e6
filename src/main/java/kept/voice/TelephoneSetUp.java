package kept.voice;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import kept.menus.NamedMenu;
import kept.routing.Queue;
import kept.teams.Unit;

/// All that the page of the telephone's set-up shows.
///
/// @param port where it listens, 0 while it does not
/// @param troubles what keeps trunks of other kinds than SIP from working
/// @param addresses what providers in the cloud are to call, by trunk
/// @param registrations how ours at providers stand, in words
/// @param newPhone the telephone that was just made, or an empty text
/// @param newPassword its password
public record TelephoneSetUp(
        boolean wanted,
        String trouble,
        int port,
        TelephoneSettings settings,
        RecordingRule recording,
        CallPrices prices,
        List<Line> lines,
        List<Trunk> trunks,
        List<String> registrations,
        List<String> troubles,
        Map<UUID, String> addresses,
        List<Queue> queues,
        List<Unit> units,
        List<NamedMenu> menus,
        List<PhoneRow> phones,
        List<SkillRow> people,
        String newPhone,
        String newPassword) {
    /// A telephone, whose it is, and whether it is there.
    public record PhoneRow(String name, String person, boolean there) {}

    /// What somebody can do.
    public record SkillRow(UUID person, String name, String skills) {}

    /// A trunk in a few words beside its name.
    public String described(Trunk trunk) {
        return switch (trunk.kind()) {
            case SIP ->
                    trunk.address() + (trunk.registers() ? " · account " + trunk.account() : "");
            case ASTERISK -> "Asterisk at " + trunk.address() + " · application " + trunk.app();
            case CPAAS ->
                    "provider at "
                            + trunk.address()
                            + " · account "
                            + trunk.account()
                            + " · it calls "
                            + addresses.get(trunk.id());
        };
    }

    /// What a number leads to, in words.
    public String leadsTo(Line line) {
        if (line.menu() != null) {
            return menus.stream()
                    .filter(menu -> menu.id().equals(line.menu()))
                    .map(menu -> "menu " + menu.name())
                    .findFirst()
                    .orElse("a menu that is gone");
        }
        return queues.stream()
                .filter(queue -> queue.id().equals(line.queue()))
                .map(queue -> "queue " + queue.name())
                .findFirst()
                .orElse("the front queue");
    }
}
