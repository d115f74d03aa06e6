package kept.reach;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kept.menus.Menu;
import kept.menus.Menu.Choice;
import kept.menus.Menu.Point;
import kept.menus.Menu.Target;

/// One way through a menu, key by key from its first point.
record Walk(List<Hop> hops) {
    Walk {
        hops = List.copyOf(hops);
    }

    /// A key that is pressed at a point. Where it has no target it asks for a person.
    record Hop(Point at, char key, Choice choice) {
        String words() {
            return "key %c%s at %s"
                    .formatted(
                            key,
                            choice.label().isEmpty() ? "" : " (" + choice.label() + ")",
                            at.name());
        }
    }

    /// Ways that together press every key of every point that can be reached, and 0 for a person at each.
    ///
    /// @param person where 0 leads when the menu does not say
    static List<Walk> all(Menu menu, Target person) {
        var walks = new ArrayList<Walk>();
        Map<String, List<Hop>> ways = new HashMap<>();
        ways.put(menu.start(), List.of());
        var ahead = new ArrayDeque<>(List.of(menu.first()));
        while (!ahead.isEmpty()) {
            var point = ahead.remove();
            var way = ways.getOrDefault(point.name(), List.of());
            var said = new ArrayList<Hop>();
            for (var hop : hops(menu, point, person)) {
                switch (hop.choice().target()) {
                    case Target.ToPoint(String name) -> {
                        var next = menu.point(name);
                        if (next.isPresent() && !ways.containsKey(name)) {
                            ways.put(name, joined(way, List.of(hop)));
                            ahead.add(next.get());
                        } else {
                            walks.add(new Walk(joined(way, List.of(hop))));
                        }
                    }
                    // the caller stays where he is, so the next key can be pressed in the same call
                    case Target.Says _ -> said.add(hop);
                    case Target.ToQueue _, Target.CallBack _ -> {
                        walks.add(new Walk(joined(way, said, List.of(hop))));
                        said.clear();
                    }
                }
            }
        }
        return walks;
    }

    /// Keys in order, those that only say something first, and 0 last.
    private static List<Hop> hops(Menu menu, Point point, Target person) {
        var hops = new ArrayList<Hop>();
        point.keys().entrySet().stream()
                .filter(entry -> entry.getKey() != Menu.PERSON)
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> hops.add(new Hop(point, entry.getKey(), entry.getValue())));
        hops.sort(Comparator.comparing(hop -> !(hop.choice().target() instanceof Target.Says)));
        hops.add(
                new Hop(
                        point,
                        Menu.PERSON,
                        menu.choice(point, Menu.PERSON).orElse(new Choice("a person", person))));
        return hops;
    }

    @SafeVarargs
    private static List<Hop> joined(List<Hop>... parts) {
        var all = new ArrayList<Hop>();
        for (var part : parts) {
            all.addAll(part);
        }
        return all;
    }
}
