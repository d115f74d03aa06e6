package kept.reach;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a check has found so far. What was found well once is not told again for the next call.
final class Findings {
    private final List<Step> steps = new ArrayList<>();
    private final Set<String> well = new HashSet<>();
    private int calls;
    private @Nullable Integer answerMillis;
    private @Nullable Integer soundMillis;

    /// @return whether it was well
    boolean found(Step step) {
        if (!step.ok() || well.add(step.what())) {
            steps.add(step);
        }
        return step.ok();
    }

    void called() {
        calls++;
    }

    void answered(int millis) {
        answerMillis = answerMillis == null ? millis : answerMillis;
    }

    void sounded(int millis) {
        soundMillis = soundMillis == null ? millis : soundMillis;
    }

    int calls() {
        return calls;
    }

    @Nullable Integer answerMillis() {
        return answerMillis;
    }

    @Nullable Integer soundMillis() {
        return soundMillis;
    }

    List<Step> steps() {
        return steps;
    }

    String fault() {
        return steps.stream().filter(step -> !step.ok()).map(Step::fault).findFirst().orElse("");
    }
}
