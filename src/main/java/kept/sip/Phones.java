package kept.sip;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The phones that may register and call through us, as the module above knows them.
public interface Phones {
    /// The digest secrets of a user, or empty for a stranger, who gets the very same answers.
    Optional<DigestSecrets> secrets(String user);

    /// A user's phones came, stayed or went; these are all that are left. It must not wait.
    default void bindingsChanged(String user, List<Binding> bindings) {}

    /// The bindings that were there when the line was last open, by user; those that are over are left out by the line.
    default Map<String, List<Binding>> known() {
        return Map.of();
    }

    /// Nobody has a phone here: calls come by trunks alone.
    static Phones none() {
        return user -> Optional.empty();
    }
}
