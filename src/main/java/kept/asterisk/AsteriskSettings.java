package kept.asterisk;

import java.net.URI;
import java.net.URISyntaxException;
import kept.kernel.Refusal;

/// Where an Asterisk is and what we are there.
///
/// @param name of it, for people
/// @param address of its HTTP server, as in `http://127.0.0.1:8088`
/// @param user of `ari.conf`
/// @param app the Stasis application to which its dialplan hands calls
/// @param endpoint whom it dials, with `{number}` where the number stands, as in `PJSIP/{number}@provider`
/// @param mediaHost the address to which our audio ports are bound
public record AsteriskSettings(
        String name,
        URI address,
        String user,
        String password,
        String app,
        String endpoint,
        String mediaHost) {
    private static final String NUMBER = "{number}";

    public AsteriskSettings {
        if (!app.matches("[A-Za-z0-9_-]{1,40}")) {
            throw Refusal.invalid(
                    "app", "The application has 1 to 40 letters, digits, hyphens or underscores.");
        }
        if (!endpoint.matches("[A-Za-z0-9_]+/[A-Za-z0-9{}@._:;=/+-]{1,150}")
                || endpoint.indexOf(NUMBER) != endpoint.lastIndexOf(NUMBER)
                || !endpoint.contains(NUMBER)) {
            throw Refusal.invalid(
                    "endpoint", "Write whom Asterisk dials as in PJSIP/{number}@provider.");
        }
        if (user.isBlank() || user.length() > 100 || user.contains(":")) {
            throw Refusal.invalid("account", "Asterisk wants the name of a user of its ari.conf.");
        }
        if (password.isEmpty() || password.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.invalid("secret", "Asterisk wants the password of its user.");
        }
    }

    /// The address of an HTTP server, http or https and nothing but a host, a port and perhaps a prefix.
    ///
    /// @throws Refusal with what is wrong
    public static URI address(String text) {
        try {
            var uri = new URI(text.strip().replaceAll("/+$", ""));
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (http
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && text.length() <= 200) {
                return uri;
            }
        } catch (URISyntaxException _) {
            // falls through: the same answer
        }
        throw Refusal.invalid(
                "address",
                "Write the address of Asterisk's web server as in http://127.0.0.1:8088.");
    }

    /// What Asterisk dials to reach a number, of which only digits and a plus are let through: the rest would be a command to it.
    String dialled(String number) {
        return endpoint.replace(NUMBER, number.replaceAll("[^0-9+*#]", ""));
    }

    /// Without the password, because records end up in logs.
    @Override
    public String toString() {
        return "Asterisk " + name + " at " + address;
    }
}
