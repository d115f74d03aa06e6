package kept.steps;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import kept.kernel.Refusal;
import kept.web.Clockface;
import org.jspecify.annotations.Nullable;

/// What a promise of a kind needs from which unit. Its lines stand in an order in which each needs only earlier ones.
///
/// @param unit the only unit whose promises it backs, or null for all
public record StepTemplate(
        UUID id, String kind, @Nullable UUID unit, List<Line> lines, Instant since) {
    /// How long a unit has to answer if nothing else is said, in its working time.
    public static final Duration ANSWER = Duration.ofHours(4);

    private static final int MOST = 1_000;
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(2_000);
    private static final Duration LONGEST_ANSWER = Duration.ofHours(200);
    private static final int MOST_A_DAY = 10_000;

    /// One step of it.
    ///
    /// @param work how long it takes, in working time of the unit
    /// @param needs the places of the lines that must be done before it
    /// @param capacity how many of it the unit takes on for a day without being asked, or null if it is asked each time
    /// @param answerWithin how long the unit has to answer when it is asked, in its working time
    public record Line(
            String name,
            UUID unit,
            Duration work,
            List<Integer> needs,
            @Nullable Integer capacity,
            Duration answerWithin) {
        public Line {
            name = name.strip();
            if (name.isEmpty()
                    || name.length() > 80
                    || name.chars().anyMatch(Character::isISOControl)) {
                throw Refusal.invalid("steps", "A step has a name of 1 to 80 characters.");
            }
            if (work.compareTo(SHORTEST) < 0 || work.compareTo(LONGEST) > 0) {
                throw Refusal.invalid(
                        "steps",
                        "\"%s\" takes %s: give a length between one minute and 2,000 hours of work."
                                .formatted(name, said(work)));
            }
            if (capacity != null && (capacity < 1 || capacity > MOST_A_DAY)) {
                throw Refusal.invalid(
                        "steps",
                        "\"%s\" has room for %d a day, so its rule would never take one on. Give 1 to 10,000, or ask by hand."
                                .formatted(name, capacity));
            }
            if (answerWithin.compareTo(SHORTEST) < 0
                    || answerWithin.compareTo(LONGEST_ANSWER) > 0) {
                throw Refusal.invalid(
                        "steps",
                        "The answer for \"%s\" is due within %s: give between one minute and 200 hours of work."
                                .formatted(name, said(answerWithin)));
            }
            needs = needs.stream().distinct().sorted().toList();
        }

        private static String said(Duration length) {
            return length.isZero()
                    ? "no time at all"
                    : length.isNegative() ? "less than no time" : Clockface.span(length);
        }
    }

    public StepTemplate {
        kind = kind.strip();
        if (kind.isEmpty() || kind.length() > 60) {
            throw Refusal.invalid("kind", "Name the kind of promise that the steps are for.");
        }
        if (lines.isEmpty() || lines.size() > MOST) {
            throw Refusal.invalid("steps", "Give 1 to 1,000 steps.");
        }
        var names = new HashSet<String>();
        for (var line : lines) {
            if (!names.add(line.name().toLowerCase(Locale.ROOT))) {
                throw Refusal.invalid(
                        "steps",
                        "Two steps are called \"%s\": give each a name of its own."
                                .formatted(line.name()));
            }
            for (int need : line.needs()) {
                if (need < 0 || need >= lines.size()) {
                    throw Refusal.invalid(
                            "steps",
                            "\"%s\" needs step %d, and there are %d."
                                    .formatted(line.name(), need + 1, lines.size()));
                }
            }
        }
        lines = inOrder(lines);
    }

    private static List<Line> inOrder(List<Line> lines) {
        var placeOf = new int[lines.size()];
        java.util.Arrays.fill(placeOf, -1);
        var order = new ArrayList<Integer>();
        boolean found = true;
        while (found) {
            found = false;
            for (int i = 0; i < lines.size(); i++) {
                if (placeOf[i] < 0
                        && lines.get(i).needs().stream().allMatch(need -> placeOf[need] >= 0)) {
                    placeOf[i] = order.size();
                    order.add(i);
                    found = true;
                }
            }
        }
        if (order.size() < lines.size()) {
            throw Refusal.invalid(
                    "steps",
                    "These steps wait for each other in a circle: %s. Let one of them go without the other."
                            .formatted(circle(lines, placeOf)));
        }
        return order.stream()
                .map(i -> {
                    var line = lines.get(i);
                    return new Line(
                            line.name(),
                            line.unit(),
                            line.work(),
                            line.needs().stream().map(need -> placeOf[need]).toList(),
                            line.capacity(),
                            line.answerWithin());
                })
                .toList();
    }

    private static String circle(List<Line> lines, int[] placeOf) {
        int at = 0;
        while (placeOf[at] >= 0) {
            at++;
        }
        var path = new ArrayList<Integer>();
        while (!path.contains(at)) {
            path.add(at);
            at = lines.get(at).needs().stream().filter(n -> placeOf[n] < 0).findFirst().orElse(at);
        }
        var names = new ArrayList<String>();
        for (int i : path.subList(path.indexOf(at), path.size()).reversed()) {
            names.add("\"" + lines.get(i).name() + "\"");
        }
        names.add(names.getFirst());
        return String.join(", then ", names);
    }
}
