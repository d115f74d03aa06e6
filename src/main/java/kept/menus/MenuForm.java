package kept.menus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kept.kernel.Refusal;
import kept.menus.Menu.Choice;
import kept.menus.Menu.Point;
import kept.menus.Menu.Target;

/// A menu as it stands in a form: its points in rows, each with rows for keys, and empty rows for more. The first point is
/// where callers begin.
public record MenuForm(String language, List<PointRow> points) {
    private static final int MORE_KEYS = 2;
    private static final int MOST_POINTS = 100;
    private static final int MOST_KEYS = 12;

    public MenuForm {
        points = List.copyOf(points);
    }

    /// A point as it is typed.
    public record PointRow(String name, String says, List<KeyRow> keys) {
        public PointRow {
            keys = List.copyOf(keys);
        }
    }

    /// A key as it is typed: `leads` is `point`, `says`, `queue:ID` or `callback:ID`, and `to` the name of the point or the words.
    public record KeyRow(String key, String label, String leads, String to) {
        static final KeyRow EMPTY = new KeyRow("", "", "", "");
    }

    /// The form of a menu, with room for more.
    public static MenuForm of(Menu menu) {
        var rows = new ArrayList<PointRow>();
        menu.point(menu.start()).ifPresent(first -> rows.add(row(first)));
        menu.points().values().stream()
                .filter(point -> !point.name().equals(menu.start()))
                .sorted(java.util.Comparator.comparing(Point::name))
                .forEach(point -> rows.add(row(point)));
        return new MenuForm(menu.language(), rows).withRoom();
    }

    /// An empty one.
    public static MenuForm empty() {
        return new MenuForm("en", List.of(new PointRow("start", "", List.of()))).withRoom();
    }

    private MenuForm withRoom() {
        var rows = new ArrayList<PointRow>();
        for (var point : points) {
            var keys = new ArrayList<>(point.keys());
            for (int i = 0; i < MORE_KEYS && keys.size() < MOST_KEYS; i++) {
                keys.add(KeyRow.EMPTY);
            }
            rows.add(new PointRow(point.name(), point.says(), keys));
        }
        rows.add(new PointRow("", "", List.of(KeyRow.EMPTY, KeyRow.EMPTY)));
        return new MenuForm(language, rows);
    }

    private static PointRow row(Point point) {
        return new PointRow(
                point.name(),
                point.says(),
                point.keys().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> row(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static KeyRow row(char key, Choice choice) {
        return switch (choice.target()) {
            case Target.ToPoint(String name) -> new KeyRow("" + key, choice.label(), "point", name);
            case Target.Says(String text) -> new KeyRow("" + key, choice.label(), "says", text);
            case Target.ToQueue(UUID queue) ->
                    new KeyRow("" + key, choice.label(), "queue:" + queue, "");
            case Target.CallBack(UUID queue) ->
                    new KeyRow("" + key, choice.label(), "callback:" + queue, "");
        };
    }

    /// Reads what was sent: `p0.name`, `p0.says`, `p0.k0.key`, `p0.k0.label`, `p0.k0.leads`, `p0.k0.to` and so on. Rows without a name or key are
    /// left out.
    ///
    /// @throws Refusal with a sentence that says what is wrong
    static Menu read(Map<String, String> sent) {
        var points = new LinkedHashMap<String, Point>();
        for (int i = 0; i < MOST_POINTS && sent.containsKey("p" + i + ".name"); i++) {
            String name = text(sent, "p" + i + ".name");
            if (name.isEmpty()) {
                continue;
            }
            var point = new Point(name, text(sent, "p" + i + ".says"), keys(sent, i, name));
            if (points.put(name, point) != null) {
                throw Refusal.invalid("points", "Two points are named %s.".formatted(name));
            }
        }
        String start = points.keySet().stream().findFirst().orElse("start");
        String language = text(sent, "language");
        return new Menu(language.isEmpty() ? "en" : language, start, points);
    }

    private static Map<Character, Choice> keys(Map<String, String> sent, int point, String name) {
        var keys = new LinkedHashMap<Character, Choice>();
        for (int k = 0; k < MOST_KEYS + MORE_KEYS; k++) {
            String row = "p" + point + ".k" + k + ".";
            String key = text(sent, row + "key");
            if (key.isEmpty()) {
                continue;
            }
            if (key.length() > 1) {
                throw Refusal.invalid(
                        "key", "At %s, \"%s\" is no key: 0 to 9, * or #.".formatted(name, key));
            }
            var target = target(text(sent, row + "leads"), text(sent, row + "to"), name, key);
            if (keys.put(key.charAt(0), new Choice(text(sent, row + "label"), target)) != null) {
                throw Refusal.invalid("key", "At %s key %s is offered twice.".formatted(name, key));
            }
        }
        return keys;
    }

    private static Target target(String leads, String to, String name, String key) {
        if (leads.equals("point")) {
            return new Target.ToPoint(to);
        }
        if (leads.equals("says")) {
            return new Target.Says(to);
        }
        try {
            if (leads.startsWith("queue:")) {
                return new Target.ToQueue(UUID.fromString(leads.substring(6)));
            }
            if (leads.startsWith("callback:")) {
                return new Target.CallBack(UUID.fromString(leads.substring(9)));
            }
        } catch (IllegalArgumentException _) {
            // falls through: the sentence is the same
        }
        throw Refusal.invalid("leads", "Say where key %s at %s leads.".formatted(key, name));
    }

    private static String text(Map<String, String> sent, String name) {
        return sent.getOrDefault(name, "").strip();
    }
}
