package kept.menus;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kept.menus.Menu.Point;
import kept.menus.Menu.Target;

/// What a menu must be before callers hear it: no point leads nowhere or round in a circle, none lies deeper than three
/// choices, and a person can be reached from every one.
public final class MenuCheck {
    /// As many choices lie between the greeting and the last point.
    public static final int LEVELS = 3;

    private final Menu menu;
    private final Set<UUID> queues;
    private final List<String> faults = new ArrayList<>();
    private final Set<String> reached = new HashSet<>();

    private MenuCheck(Menu menu, Set<UUID> queues) {
        this.menu = menu;
        this.queues = queues;
    }

    /// A sentence for each fault; none if it may go live.
    ///
    /// @param queues those that exist
    public static List<String> faults(Menu menu, Set<UUID> queues) {
        return new MenuCheck(menu, queues).check();
    }

    private List<String> check() {
        var start = menu.point(menu.start());
        if (start.isEmpty()) {
            return List.of("The menu begins at %s, which does not exist.".formatted(menu.start()));
        }
        walk(start.get(), List.of());
        menu.points().keySet().stream()
                .filter(name -> !reached.contains(name))
                .sorted()
                .forEach(name -> faults.add("No key leads to %s.".formatted(name)));
        if (menu.queues().isEmpty()) {
            faults.add("No key leads to a queue, so only 0 reaches a person. Offer one.");
        }
        return faults.stream().distinct().toList();
    }

    private void walk(Point point, List<String> path) {
        if (path.contains(point.name())) {
            faults.add(
                    "%s leads back to itself. Let the last key lead to a person instead."
                            .formatted(point.name()));
            return;
        }
        boolean known = !reached.add(point.name());
        if (path.size() >= LEVELS) {
            faults.add(
                    "%s lies %d choices deep; %d are the most that callers bear."
                            .formatted(point.name(), path.size() + 1, LEVELS));
        }
        if (known) {
            return;
        }
        if (point.says().isEmpty()) {
            faults.add("Nothing is said at %s.".formatted(point.name()));
        }
        if (point.keys().isEmpty()) {
            faults.add("%s is a dead end: no key can be pressed there.".formatted(point.name()));
        }
        var deeper = new ArrayList<>(path);
        deeper.add(point.name());
        point.keys().forEach((key, choice) -> choice(point, key, choice, deeper));
    }

    private void choice(Point point, char key, Menu.Choice choice, List<String> path) {
        if ("0123456789*#".indexOf(key) < 0) {
            faults.add("%s offers %s, which is on no telephone.".formatted(point.name(), key));
        }
        if (choice.label().isBlank()) {
            faults.add("Say what key %s at %s is for.".formatted(key, point.name()));
        }
        if (key == Menu.PERSON && !(choice.target() instanceof Target.ToQueue)) {
            faults.add("Key 0 at %s must lead to a person.".formatted(point.name()));
        }
        switch (choice.target()) {
            case Target.ToPoint(String name) ->
                    menu.point(name)
                            .ifPresentOrElse(
                                    next -> walk(next, path),
                                    () ->
                                            faults.add(
                                                    "Key %s at %s leads to %s, which does not exist."
                                                            .formatted(key, point.name(), name)));
            case Target.ToQueue(UUID queue) -> mustExist(point, key, queue);
            case Target.CallBack(UUID queue) -> mustExist(point, key, queue);
            case Target.Says(String text) -> {
                if (text.isBlank()) {
                    faults.add("Key %s at %s says nothing.".formatted(key, point.name()));
                }
            }
        }
    }

    private void mustExist(Point point, char key, UUID queue) {
        if (!queues.contains(queue)) {
            faults.add(
                    "Key %s at %s leads to a queue that does not exist."
                            .formatted(key, point.name()));
        }
    }
}
