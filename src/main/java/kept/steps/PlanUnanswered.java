package kept.steps;

import kept.promises.Promise;

/// The time passed by which all units were to answer, and one has not.
public record PlanUnanswered(Promise promise, Plan plan) implements PlanFact {}
