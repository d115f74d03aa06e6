package kept.voice;

import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kept.asterisk.AsteriskSettings;
import kept.cpaas.ProviderSettings;
import kept.kernel.Refusal;

/// Who connects us with the telephone network: a provider by SIP, an Asterisk in the house, or a provider whose web interface hands us calls.
///
/// @param address for SIP host and, where it is not 5060 (5061 by TLS), port; `sips:` before or `;transport=` and a transport after it say how it is
///     reached, else by UDP; calls from there are taken without a digest. For the others the address of
///     its web server
/// @param account our name there; for SIP only if it asks for one, and then we register
/// @param callerId the number of ours that it shows to whom we call
/// @param app the Stasis application of an Asterisk
/// @param endpoint whom an Asterisk dials, with `{number}` in it
public record Trunk(
        UUID id,
        Kind kind,
        String name,
        String address,
        String account,
        String secret,
        String callerId,
        String app,
        String endpoint) {
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "(?i)(?:sip:|(?<secure>sips:))?(?<host>[a-z0-9._-]+|\\[[0-9a-f:.]+])(?::(?<port>\\d{1,5}))?(?:;transport=(?<transport>udp|tcp|tls))?");

    /// What speaks there.
    public enum Kind {
        SIP,
        ASTERISK,
        CPAAS;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String word) {
            return switch (word) {
                case "sip" -> SIP;
                case "asterisk" -> ASTERISK;
                case "cpaas" -> CPAAS;
                default -> throw Refusal.malformed("kind", "There is no such kind of trunk.");
            };
        }
    }

    public Trunk {
        name = line("name", name, 60);
        address = line("address", address, 200);
        account = account.strip();
        callerId = callerId.strip();
        switch (kind) {
            case SIP -> checkSip(address, account, secret);
            case ASTERISK -> {
                app = app.isBlank() ? "kept" : app.strip();
                endpoint = endpoint.strip();
                var _ = settings(name, address, account, secret, app, endpoint, "");
            }
            case CPAAS -> {
                var _ = settings(id, name, address, account, secret, "");
            }
        }
    }

    private static void checkSip(String address, String account, String secret) {
        if (!ADDRESS.matcher(address).matches()) {
            throw Refusal.invalid(
                    "address",
                    "Write the address as in sip.example.com, 192.0.2.10:5060 or, by TLS, sips:sip.example.com.");
        }
        if (!account.isEmpty() && secret.isEmpty()) {
            throw Refusal.invalid("secret", "An account needs its password.");
        }
    }

    /// A provider by SIP.
    static Trunk sip(
            UUID id, String name, String address, String account, String secret, String callerId) {
        return new Trunk(id, Kind.SIP, name, address, account, secret, callerId, "", "");
    }

    /// An Asterisk in the house.
    static Trunk asterisk(
            UUID id,
            String name,
            String address,
            String user,
            String password,
            String callerId,
            String app,
            String endpoint) {
        return new Trunk(id, Kind.ASTERISK, name, address, user, password, callerId, app, endpoint);
    }

    /// How this Asterisk is reached.
    ///
    /// @param mediaHost the address to which our audio ports are bound
    AsteriskSettings asterisk(String mediaHost) {
        return settings(name, address, account, secret, app, endpoint, mediaHost);
    }

    private static AsteriskSettings settings(
            String name,
            String address,
            String user,
            String password,
            String app,
            String endpoint,
            String mediaHost) {
        return new AsteriskSettings(
                name, AsteriskSettings.address(address), user, password, app, endpoint, mediaHost);
    }

    /// A provider in the cloud.
    static Trunk provider(
            UUID id, String name, String address, String account, String secret, String callerId) {
        return new Trunk(id, Kind.CPAAS, name, address, account, secret, callerId, "", "");
    }

    /// How this provider is reached.
    ///
    /// @param mediaHost the address to which our audio ports are bound
    ProviderSettings provider(String mediaHost) {
        return settings(id, name, address, account, secret, mediaHost);
    }

    private static ProviderSettings settings(
            UUID id, String name, String address, String account, String secret, String mediaHost) {
        return new ProviderSettings(
                id, name, ProviderSettings.api(address), account, secret, mediaHost);
    }

    boolean isSip() {
        return kind == Kind.SIP;
    }

    /// Whether we tell it again and again where we are.
    public boolean registers() {
        return isSip() && !account.isEmpty();
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
        return "Trunk[" + kind.word() + " " + name + " at " + address + "]";
    }
}
