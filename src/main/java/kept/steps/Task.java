package kept.steps;

import kept.promises.Promise;

/// A step as its unit sees it: with the promise that waits for it and the schedule it stands in.
public record Task(Step step, Progress progress) {
    public Promise promise() {
        return progress.promise();
    }

    /// True if it can begin.
    public boolean ready() {
        return progress.schedule().ready(step);
    }

    /// The first open step that it needs; there is one unless it is ready.
    public Step waitsFor() {
        return progress.schedule().waitsFor(step);
    }

    /// True if the due time is lost at it or before it.
    public boolean red() {
        return progress.schedule().red(step);
    }

    /// True if it is expected to end later than planned.
    public boolean late() {
        return progress.schedule().expectedEnd(step).isAfter(step.planned().end());
    }
}
