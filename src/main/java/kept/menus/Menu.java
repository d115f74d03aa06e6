package kept.menus;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import kept.kernel.Refusal;

/// A tree of choices by keys. 0 asks for a person at every point, also where it is not written.
///
/// @param language of its prompts (BCP 47)
/// @param start the name of the first point
public record Menu(String language, String start, Map<String, Point> points) {
    /// Who presses it wants a person.
    public static final char PERSON = '0';

    /// One point: what is said there, and what the keys do.
    ///
    /// @param says the words of the prompt; where nothing can be pressed they are said before it goes on
    /// @param keys what each key leads to, in the order in which they are offered
    public record Point(String name, String says, Map<Character, Choice> keys) {
        private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");

        public Point {
            if (!NAME.matcher(name).matches()) {
                throw Refusal.invalid(
                        "points",
                        "The name of a point is made of small letters, digits and hyphens: %s is not."
                                .formatted(shortened(name)));
            }
            says = says.strip();
            if (says.length() > 600) {
                throw Refusal.invalid(
                        "says", "At %s too much is said: 600 characters at most.".formatted(name));
            }
            keys = Map.copyOf(new LinkedHashMap<>(keys));
        }

        private static String shortened(String text) {
            return text.length() > 40 ? text.substring(0, 40) + "…" : text;
        }
    }

    /// What a key leads to.
    ///
    /// @param label what the key is for, in words that reports and agents read
    public record Choice(String label, Target target) {}

    /// Where it goes on.
    public sealed interface Target {
        /// Another point of the menu.
        record ToPoint(String point) implements Target {}

        /// People wait there.
        record ToQueue(UUID queue) implements Target {}

        /// Something is said, then the point is heard again.
        record Says(String text) implements Target {}

        /// We call him back; he keeps his place in this queue.
        record CallBack(UUID queue) implements Target {}
    }

    public Menu {
        points = Map.copyOf(points);
    }

    public Optional<Point> point(String name) {
        return Optional.ofNullable(points.get(name));
    }

    /// @throws IllegalStateException if the menu was never checked
    public Point first() {
        return point(start)
                .orElseThrow(() -> new IllegalStateException("The menu has no point " + start));
    }

    /// Where a key leads at a point; empty for a key that is not offered.
    public Optional<Choice> choice(Point at, char key) {
        return Optional.ofNullable(at.keys().get(key));
    }

    /// Every queue that it leads to.
    public List<UUID> queues() {
        return points.values().stream()
                .flatMap(point -> point.keys().values().stream())
                .flatMap(choice ->
                        switch (choice.target()) {
                            case Target.ToQueue(UUID queue) -> java.util.stream.Stream.of(queue);
                            case Target.CallBack(UUID queue) -> java.util.stream.Stream.of(queue);
                            case Target.ToPoint _, Target.Says _ -> java.util.stream.Stream.of();
                        })
                .distinct()
                .toList();
    }
}
