package kept.steps;

import kept.promises.Promise;

/// Every unit has taken on its steps: what was provisional stands now.
public record PlanBacked(Promise promise, Plan plan) implements PlanFact {}
