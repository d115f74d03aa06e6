package kept.menus;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kept.menus.Menu.Point;
import kept.menus.Menu.Target;
import kept.routing.Queue;
import org.jspecify.annotations.Nullable;

/// A menu as lines of a tree, as callers walk through it; a point that was shown already is only named again.
public final class MenuTree {
    /// @param depth 0 for the first point
    /// @param key what is pressed to come there, or an empty text
    /// @param words what happens
    public record Line(int depth, String key, String label, String words) {}

    private final Map<UUID, Queue> queues;
    private final List<Line> lines = new ArrayList<>();
    private final Set<String> shown = new HashSet<>();

    private MenuTree(Map<UUID, Queue> queues) {
        this.queues = queues;
    }

    static List<Line> of(@Nullable Menu menu, Map<UUID, Queue> queues) {
        if (menu == null) {
            return List.of();
        }
        var tree = new MenuTree(queues);
        menu.point(menu.start()).ifPresent(first -> tree.walk(menu, first, 0, "", ""));
        return tree.lines;
    }

    private void walk(Menu menu, Point point, int depth, String key, String label) {
        lines.add(new Line(depth, key, label, point.name() + ": " + point.says()));
        if (!shown.add(point.name())) {
            return;
        }
        point.keys().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> {
                    String pressed = entry.getKey().toString();
                    var choice = entry.getValue();
                    switch (choice.target()) {
                        case Target.ToPoint(String name) ->
                                menu.point(name)
                                        .ifPresent(next ->
                                                walk(
                                                        menu,
                                                        next,
                                                        depth + 1,
                                                        pressed,
                                                        choice.label()));
                        case Target.ToQueue(UUID queue) ->
                                lines.add(
                                        new Line(
                                                depth + 1,
                                                pressed,
                                                choice.label(),
                                                "a person, queue " + name(queue)));
                        case Target.CallBack(UUID queue) ->
                                lines.add(
                                        new Line(
                                                depth + 1,
                                                pressed,
                                                choice.label(),
                                                "a call back, queue " + name(queue)));
                        case Target.Says(String text) ->
                                lines.add(
                                        new Line(
                                                depth + 1,
                                                pressed,
                                                choice.label(),
                                                "says: " + text));
                    }
                });
        lines.add(new Line(depth + 1, "0", "always", "a person"));
    }

    private String name(UUID queue) {
        var known = queues.get(queue);
        return known == null ? "that is gone" : known.name();
    }
}
