package kept.steps;

import java.time.Instant;
import kept.promises.Promise;

/// The due time is lost at this step since `since`, unless somebody makes up for it; as things stand the promise is kept at
/// `expectedEnd`.
public record PlanTurnedRed(
        Promise promise, Plan plan, Step step, Instant since, Instant expectedEnd)
        implements PlanFact {}
