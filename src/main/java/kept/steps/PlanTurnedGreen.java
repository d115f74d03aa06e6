package kept.steps;

import kept.promises.Promise;

/// The due time can be held again.
public record PlanTurnedGreen(Promise promise, Plan plan) implements PlanFact {}
