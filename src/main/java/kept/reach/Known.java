package kept.reach;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import kept.hearing.Fingerprint;
import kept.media.Sound;
import kept.menus.Menu;
import kept.menus.Menu.Target;
import kept.voice.Line;
import kept.voice.OurLines;

/// What may be heard on a line, by its words: its greeting and menu, what the house says by itself, and music.
final class Known {
    static final String MUSIC = "music";

    /// Single words are heard within any sentence, so they are no help: 1.2 seconds.
    private static final long SHORTEST_MILLIS = 1_200;

    private Known() {}

    static Map<String, Fingerprint> on(OurLines lines, Line line) {
        Set<String> needed = new LinkedHashSet<>();
        needed.add(lines.greetingOf(line));
        needed.add(lines.callBackTaken());
        lines.menuOf(line).ifPresent(menu -> needed.addAll(texts(menu)));
        var known = new HashMap<String, Fingerprint>();
        for (var text : lines.ownTexts()) {
            put(known, text, lines.sound(line, text), false);
        }
        needed.forEach(text -> put(known, text, lines.sound(line, text), true));
        known.put(MUSIC, Fingerprint.of(lines.music()));
        return known;
    }

    private static void put(
            Map<String, Fingerprint> known, String text, Sound sound, boolean needed) {
        if (needed || sound.duration().toMillis() >= SHORTEST_MILLIS) {
            known.put(text, Fingerprint.of(sound));
        }
    }

    private static Set<String> texts(Menu menu) {
        var texts = new LinkedHashSet<String>();
        for (var point : menu.points().values()) {
            texts.add(point.says());
            for (var choice : point.keys().values()) {
                if (choice.target() instanceof Target.Says(String text)) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }
}
