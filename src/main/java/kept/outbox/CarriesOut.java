package kept.outbox;

import java.time.Duration;

/// Carries out effects of one kind. It runs outside any transaction and may take half a minute.
public interface CarriesOut {
    String effectKind();

    /// Tries once. It records what it knows in rows of its own before it returns.
    Outcome carryOut(Effect effect);

    /// How a try ended.
    sealed interface Outcome {
        /// Finished, well or for good badly: the effect leaves the outbox.
        record Over() implements Outcome {}

        /// To be tried again after the pause, because of `trouble`; empty if nothing is wrong and it only waits.
        record Again(Duration pause, String trouble) implements Outcome {}
    }
}
