package kept.cpaas;

import java.net.URI;
import java.util.Set;
import java.util.UUID;
import kept.kernel.Refusal;
import kept.outbox.OutboundHttp;

/// A provider in the cloud and our account there.
///
/// @param trunk under which it finds us
/// @param name of it, for people
/// @param api where calls are ordered, as in `https://api.example.com/2010-04-01`
/// @param account our account there
/// @param secret with which it signs what it sends us, and by which we prove ourselves to it
/// @param mediaHost the address to which our audio ports are bound
public record ProviderSettings(
        UUID trunk, String name, URI api, String account, String secret, String mediaHost) {
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1");

    public ProviderSettings {
        if (!account.matches("[A-Za-z0-9_-]{1,100}")) {
            throw Refusal.invalid(
                    "account", "The account has letters, digits, hyphens and underscores.");
        }
        if (secret.length() < 8 || !secret.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw Refusal.invalid(
                    "secret", "The secret of the account has 8 letters and digits or more.");
        }
    }

    /// The address of the provider's interface. Our secret goes there, so it is https.
    ///
    /// @throws Refusal with what is wrong
    public static URI api(String text) {
        URI url;
        try {
            url = OutboundHttp.requireUrl(text.replaceAll("/+$", ""));
        } catch (Refusal _) {
            throw Refusal.invalid(
                    "address", "Write the provider's address as in https://api.example.com/v1.");
        }
        if (!url.getScheme().equals("https") && !HERE.contains(url.getHost())) {
            throw Refusal.invalid("address", "The provider's address begins with https.");
        }
        return url;
    }

    /// Without the secret, because records end up in logs.
    @Override
    public String toString() {
        return "provider " + name + " at " + api;
    }
}
