package kept.prompts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import kept.kernel.Refusal;
import kept.media.Codec;
import kept.media.Sound;
import kept.media.Tones;
import kept.media.Wav;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/// Turns words into sound: as they were made before, as they are shipped with the program, or by a speech engine of this machine.
/// What an engine made is kept in the data folder under the hash of language and text.
@Service
public class Prompts {
    private static final Logger log = LoggerFactory.getLogger(Prompts.class);
    private static final int MOST_IN_MEMORY = 500;

    private final Path folder;
    private final List<SpeechEngine> engines;
    private final Map<String, Sound> sounds = new ConcurrentHashMap<>();

    Prompts(@Value("${kept.data:./data}") String data) {
        this.folder = Path.of(data, "prompts");
        this.engines = SpeechEngine.installed();
    }

    /// The sound of a text. It may take a second the first time, so a caller's own thread asks for it.
    ///
    /// @return a short beep where nothing of this machine can say it
    public Sound say(String language, String text) {
        String name = name(language, text);
        var known = sounds.get(name);
        if (known != null) {
            return known;
        }
        var found = shipped(name).or(() -> kept(name)).or(() -> made(name, language, text));
        if (found.isEmpty()) {
            log.warn(
                    "Nothing here can say \"{}\" in {}. Install flite or espeak-ng; until then callers hear a beep.",
                    text,
                    language);
            return Tones.beep();
        }
        if (sounds.size() >= MOST_IN_MEMORY) {
            sounds.clear();
        }
        sounds.put(name, found.get());
        return found.get();
    }

    /// Several sounds one after the other, with a short pause between them.
    public Sound joined(List<Sound> sounds) {
        return Sound.joined(sounds, Duration.ofMillis(120));
    }

    /// Whether it can be said here, and not only beeped.
    public boolean sayable(String language, String text) {
        String name = name(language, text);
        return engines.stream().anyMatch(engine -> engine.speaks(language))
                || shipped(name).isPresent()
                || kept(name).isPresent();
    }

    private Optional<Sound> shipped(String name) {
        try (InputStream file = Prompts.class.getResourceAsStream("/prompts/" + name + ".mu")) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(Sound.of(Codec.PCMU, file.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Sound> kept(String name) {
        Path file = folder.resolve(name + ".mu");
        try {
            return Files.exists(file)
                    ? Optional.of(Sound.of(Codec.PCMU, Files.readAllBytes(file)))
                    : Optional.empty();
        } catch (IOException e) {
            log.warn("The prompt {} cannot be read and is made anew.", file, e);
            return Optional.empty();
        }
    }

    private Optional<Sound> made(String name, String language, String text) {
        return engines.stream()
                .filter(engine -> engine.speaks(language))
                .flatMap(engine -> engine.read(language, text).stream())
                .flatMap(wav -> readable(wav).stream())
                .findFirst()
                .map(sound -> keep(name, sound));
    }

    private static Optional<Sound> readable(byte[] wav) {
        try {
            return Optional.of(Wav.read(wav));
        } catch (Refusal e) {
            log.warn("A speech engine wrote a file that cannot be read: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private Sound keep(String name, Sound sound) {
        try {
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, "new", ".mu");
            Files.write(part, sound.bytes(Codec.PCMU));
            Files.move(
                    part,
                    folder.resolve(name + ".mu"),
                    java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            log.warn("A prompt could not be kept in {} and is made again next time.", folder, e);
        }
        return sound;
    }

    /// What a text is called as a file.
    static String name(String language, String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest((language + "\n" + text).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
