package kept.promises;

/// Something that happened to a promise, told inside the transaction in which it happened.
public sealed interface PromiseFact
        permits PromiseGiven,
                PromiseAtRisk,
                PromiseClaimed,
                PromiseKept,
                PromiseBroken,
                PromiseDisputed,
                PromiseRedated,
                PromiseReleased,
                PromiseWithdrawn,
                PromiseVoided,
                PromiseHandedOver,
                PromiseReminder,
                PromiseConditionMet,
                PromiseClimbed {
    /// The promise as it is afterwards.
    Promise promise();
}
