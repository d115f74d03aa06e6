package kept.steps;

import kept.promises.Promise;

/// A unit did not answer in time, and the question went one rung up: to its leads, then to the owners of the house.
public record StepClimbed(Promise promise, Plan plan, Step step) implements PlanFact {}
