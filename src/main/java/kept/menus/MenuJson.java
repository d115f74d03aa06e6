package kept.menus;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import kept.kernel.Refusal;
import kept.menus.Menu.Choice;
import kept.menus.Menu.Point;
import kept.menus.Menu.Target;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A menu as text: `{"language", "start", "points": [{"name", "says", "keys": [{"key", "label", "does", "to"}]}]}`, where `does` is
/// point, queue, says or callback, and `to` its name, id or words.
public final class MenuJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST = 100;

    private MenuJson() {}

    public static String write(Menu menu) {
        var root = JSON.createObjectNode();
        root.put("language", menu.language());
        root.put("start", menu.start());
        var points = root.putArray("points");
        menu.points().values().stream()
                .sorted(
                        java.util.Comparator.comparing(
                                        (Point point) -> !point.name().equals(menu.start()))
                                .thenComparing(Point::name))
                .forEach(point -> {
                    var node = points.addObject();
                    node.put("name", point.name());
                    node.put("says", point.says());
                    var keys = node.putArray("keys");
                    point.keys().entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .forEach(entry -> {
                                var key = keys.addObject();
                                key.put("key", entry.getKey().toString());
                                key.put("label", entry.getValue().label());
                                switch (entry.getValue().target()) {
                                    case Target.ToPoint(String name) ->
                                            key.put("does", "point").put("to", name);
                                    case Target.ToQueue(UUID queue) ->
                                            key.put("does", "queue").put("to", queue.toString());
                                    case Target.Says(String text) ->
                                            key.put("does", "says").put("to", text);
                                    case Target.CallBack(UUID queue) ->
                                            key.put("does", "callback").put("to", queue.toString());
                                }
                            });
                });
        return root.toString();
    }

    /// @throws Refusal with a sentence that says what is wrong
    public static Menu read(String text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JacksonException _) {
            throw unreadable();
        }
        if (!root.isObject()) {
            throw unreadable();
        }
        var points = new LinkedHashMap<String, Point>();
        for (var node : root.path("points")) {
            var point = point(node);
            if (points.put(point.name(), point) != null) {
                throw Refusal.invalid("points", "Two points are named %s.".formatted(point.name()));
            }
            if (points.size() > MOST) {
                throw Refusal.invalid("points", "A menu has at most 100 points.");
            }
        }
        return new Menu(
                root.path("language").asString("en"), root.path("start").asString(""), points);
    }

    private static Refusal unreadable() {
        return Refusal.malformed("menu", "The menu is no JSON that can be read.");
    }

    private static Point point(JsonNode node) {
        var keys = new LinkedHashMap<Character, Choice>();
        for (var key : node.path("keys")) {
            String pressed = key.path("key").asString("");
            if (pressed.length() != 1) {
                throw Refusal.invalid("key", "A key is one of 0 to 9, * and #.");
            }
            if (keys.put(pressed.charAt(0), choice(key)) != null) {
                throw Refusal.invalid(
                        "key",
                        "At %s key %s is offered twice."
                                .formatted(node.path("name").asString(""), pressed));
            }
        }
        return new Point(node.path("name").asString(""), node.path("says").asString(""), keys);
    }

    private static Choice choice(JsonNode key) {
        String to = key.path("to").asString("");
        Target target =
                switch (key.path("does").asString("")) {
                    case "point" -> new Target.ToPoint(to);
                    case "queue" -> new Target.ToQueue(queue(to));
                    case "says" -> new Target.Says(to);
                    case "callback" -> new Target.CallBack(queue(to));
                    default ->
                            throw Refusal.malformed(
                                    "does", "A key leads to a point, queue, says or callback.");
                };
        return new Choice(key.path("label").asString(""), target);
    }

    private static UUID queue(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw Refusal.malformed("to", "A queue is named by its id.");
        }
    }
}
