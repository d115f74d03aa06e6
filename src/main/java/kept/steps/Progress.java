package kept.steps;

import kept.promises.Promise;

/// A promise with the steps behind it, and how they run now.
public record Progress(Promise promise, Plan plan, Schedule schedule) {}
