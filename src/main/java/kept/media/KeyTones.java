package kept.media;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// The sounds of all keys, 100 ms each, made once.
final class KeyTones {
    private static final Map<Character, Sound> SOUNDS = new HashMap<>();

    static {
        String keys = "0123456789*#ABCD";
        for (int i = 0; i < keys.length(); i++) {
            char key = keys.charAt(i);
            SOUNDS.put(key, Sound.of(Tones.key(key, Duration.ofMillis(100))));
        }
    }

    private KeyTones() {}

    static Sound of(char key) {
        return SOUNDS.getOrDefault(
                Character.toUpperCase(key), Tones.silence(Duration.ofMillis(100)));
    }
}
