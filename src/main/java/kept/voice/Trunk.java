package kept.voice;

import java.util.UUID;
import kept.kernel.Refusal;

/// Who connects us with the telephone network.
///
/// @param address host and, where it is not 5060, port; calls from there are taken without a digest
/// @param account our name there, if it asks for one; then we register
/// @param callerId the number of ours that it shows to whom we call
public record Trunk(
        UUID id, String name, String address, String account, String secret, String callerId) {
    public Trunk {
        name = line("name", name, 60);
        address = line("address", address, 200);
        if (!address.matches("[A-Za-z0-9._-]+(:\\d{1,5})?|\\[[0-9A-Fa-f:.]+](:\\d{1,5})?")) {
            throw Refusal.invalid(
                    "address", "Write the address as in sip.example.com or 192.0.2.10:5060.");
        }
        if (!account.isEmpty() && secret.isEmpty()) {
            throw Refusal.invalid("secret", "An account needs its password.");
        }
    }

    /// Whether we tell it again and again where we are.
    public boolean registers() {
        return !account.isEmpty();
    }

    /// The address without its port.
    public String host() {
        return address.replaceFirst("(?<=[^:\\]]|]):\\d{1,5}$", "");
    }

    static String line(String field, String text, int longest) {
        String clean = text.strip();
        if (clean.isEmpty()
                || clean.length() > longest
                || clean.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.invalid(
                    field, "The %s is one line of 1 to %d characters.".formatted(field, longest));
        }
        return clean;
    }

    /// Without the password, because records end up in logs.
    @Override
    public String toString() {
        return "Trunk[" + name + " at " + address + "]";
    }
}
