package kept.steps;

import kept.promises.Promise;

/// A unit cannot do its step in time; the step says why, and when it can.
public record StepRefused(Promise promise, Plan plan, Step step) implements PlanFact {}
