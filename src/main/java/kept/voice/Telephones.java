package kept.voice;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import kept.sip.Dial;
import kept.sip.SessionDescription;
import org.jspecify.annotations.Nullable;

/// What rings when somebody is called.
///
/// @param dials SIP telephones, each dialled with an offer of ours
/// @param person whose browser rings as well, if any
record Telephones(List<Function<SessionDescription, Dial>> dials, @Nullable UUID person) {
    Telephones {
        dials = List.copyOf(dials);
    }

    /// A number outside.
    static Telephones outside(List<Function<SessionDescription, Dial>> dials) {
        return new Telephones(dials, null);
    }
}
