package kept.voice;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A call that somebody gave his word for and makes himself.
///
/// @param name of the customer; empty for nobody we know
/// @param number at which he is called; none if he gave none
public record PromisedCall(
        UUID promise,
        String name,
        @Nullable String number,
        String words,
        Instant due,
        String state,
        @Nullable UUID onCase) {}
