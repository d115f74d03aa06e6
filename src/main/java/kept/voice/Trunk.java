package kept.voice;

import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kept.kernel.Refusal;

/// Who connects us with the telephone network.
///
/// @param address host and, where it is not 5060 (5061 by TLS), port; `sips:` before or `;transport=` and a transport after it say how it is
///     reached, else by UDP; calls from there are taken without a digest
/// @param account our name there, if it asks for one; then we register
/// @param callerId the number of ours that it shows to whom we call
public record Trunk(
        UUID id, String name, String address, String account, String secret, String callerId) {
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "(?i)(?:sip:|(?<secure>sips:))?(?<host>[a-z0-9._-]+|\\[[0-9a-f:.]+])(?::(?<port>\\d{1,5}))?(?:;transport=(?<transport>udp|tcp|tls))?");

    public Trunk {
        name = line("name", name, 60);
        address = line("address", address, 200);
        if (!ADDRESS.matcher(address).matches()) {
            throw Refusal.invalid(
                    "address",
                    "Write the address as in sip.example.com, 192.0.2.10:5060 or, by TLS, sips:sip.example.com.");
        }
        if (!account.isEmpty() && secret.isEmpty()) {
            throw Refusal.invalid("secret", "An account needs its password.");
        }
    }

    /// Whether we tell it again and again where we are.
    public boolean registers() {
        return !account.isEmpty();
    }

    /// The host alone.
    public String host() {
        return place().group("host");
    }

    /// Its SIP address, of a number there or, with an empty one, of itself. By TLS it is a `sip:` address with that transport: a
    /// `sips:` one would ask for TLS on the whole way to the telephone, which no network promises.
    public String target(String number) {
        Matcher place = place();
        String named = place.group("transport");
        String transport = place.group("secure") != null ? "tls" : named;
        String port = place.group("port");
        return "sip:"
                + (number.isEmpty() ? "" : number + "@")
                + place.group("host")
                + (port == null ? "" : ":" + port)
                + (transport == null ? "" : ";transport=" + transport.toLowerCase(Locale.ROOT));
    }

    private Matcher place() {
        Matcher place = ADDRESS.matcher(address);
        if (!place.matches()) {
            throw new IllegalStateException("The address was checked before");
        }
        return place;
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
