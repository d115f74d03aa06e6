package kept.catcher;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A word with a date in it, found in what somebody wrote. `start` and `end` mark the words that name the time, in
/// characters of the text; an `undated` one says "soon" and has no `dueAt`. `kind` is a guess: callback, visit, refund,
/// delivery, answer or promise; `by` whom it is given: I, we, or who else is named; `condition` what the customer is to do
/// first, or null.
public record Caught(
        int start,
        int end,
        String sentence,
        String kind,
        @Nullable Instant dueAt,
        boolean undated,
        double confidence,
        String by,
        @Nullable String condition) {}
