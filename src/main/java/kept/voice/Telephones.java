package kept.voice;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import kept.sip.Dial;
import kept.sip.SessionDescription;
import org.jspecify.annotations.Nullable;

/// What rings when somebody is called.
///
/// @param dials SIP telephones, each dialled with an offer of ours
/// @param person whose browser rings as well, if any
/// @param meter sets aside what each dial may cost; none where calls cost nothing
record Telephones(
        List<Function<SessionDescription, Dial>> dials,
        @Nullable UUID person,
        Optional<Supplier<CallMeter>> meter) {
    /// Nothing rings.
    static final Telephones NONE = new Telephones(List.of(), null, Optional.empty());

    Telephones {
        dials = List.copyOf(dials);
    }

    /// Those of somebody who works here.
    static Telephones of(UUID person, List<Function<SessionDescription, Dial>> dials) {
        return new Telephones(dials, person, Optional.empty());
    }

    /// A number outside.
    static Telephones outside(
            List<Function<SessionDescription, Dial>> dials, Supplier<CallMeter> meter) {
        return new Telephones(dials, null, Optional.of(meter));
    }
}
