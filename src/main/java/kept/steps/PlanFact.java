package kept.steps;

import kept.promises.Promise;

/// Something that happened to the steps behind a promise, told inside the transaction in which it happened.
public sealed interface PlanFact
        permits PlanBacked,
                PlanUnanswered,
                PlanTurnedRed,
                PlanTurnedGreen,
                StepAsked,
                StepRefused,
                StepClimbed {
    /// The promise that the steps back.
    Promise promise();

    /// The plan as it is afterwards.
    Plan plan();
}
