package kept.steps;

import kept.promises.Promise;

/// A unit is asked to take on a step.
public record StepAsked(Promise promise, Plan plan, Step step) implements PlanFact {}
