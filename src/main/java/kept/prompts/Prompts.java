package kept.prompts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import kept.database.Writes;
import kept.journal.Journal;
import kept.kernel.Refusal;
import kept.media.Codec;
import kept.media.Sound;
import kept.media.Tones;
import kept.media.Wav;
import kept.teams.Role;
import kept.teams.Viewer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Turns words into sound: as somebody of the house spoke them, as they were made before, as they are shipped with the program, or by
/// a speech engine of this machine.
/// What an engine made is kept in the data folder under the hash of language and text.
@Service
public class Prompts {
    private static final Logger log = LoggerFactory.getLogger(Prompts.class);
    private static final int MOST_IN_MEMORY = 500;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private static final UUID STREAM = UUID.fromString("00000000-0000-7000-8000-000000000083");

    /// What a node has in memory is asked for anew after so long, because another node may have a new recording.
    private static final Duration FRESH = Duration.ofSeconds(30);

    private final PromptTable table;
    private final kept.files.Files files;
    private final Writes writes;
    private final Journal journal;
    private final Clock clock;
    private final Path folder;
    private final List<SpeechEngine> engines;
    private final Map<String, Sound> sounds = new ConcurrentHashMap<>();
    private final Map<String, Spoken> spoken = new ConcurrentHashMap<>();

    /// Which file is the recording of a text, as of a time; none if nobody spoke it.
    private record Spoken(Optional<UUID> file, Optional<Sound> sound, long nanos) {}

    Prompts(
            PromptTable table,
            kept.files.Files files,
            Writes writes,
            Journal journal,
            Clock clock,
            @Value("${kept.data:./data}") String data) {
        this.table = table;
        this.files = files;
        this.writes = writes;
        this.journal = journal;
        this.clock = clock;
        this.folder = Path.of(data, "prompts");
        this.engines = SpeechEngine.installed();
    }

    /// The sound of a text. It may take a second the first time, so a caller's own thread asks for it.
    ///
    /// @return a short beep where nothing of this machine can say it
    public Sound say(String language, String text) {
        String name = name(language, text);
        var recorded = recorded(name);
        if (recorded.isPresent()) {
            return recorded.get();
        }
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
        return recorded(name).isPresent()
                || engines.stream().anyMatch(engine -> engine.speaks(language))
                || shipped(name).isPresent()
                || kept(name).isPresent();
    }

    // --- spoken by people

    /// All texts that somebody spoke.
    public List<RecordedPrompt> recorded() {
        return table.all();
    }

    /// Keeps how somebody spoke a text; it is heard in place of any machine.
    ///
    /// @param wav as [Wav#read] takes it
    /// @throws Refusal if it cannot be read, or lasts longer than two minutes
    @Transactional
    public void record(Viewer viewer, String language, String says, byte[] wav) {
        viewer.mustBe(Role.LEAD);
        String text = says.strip();
        if (text.isEmpty() || text.length() > 600 || !language.matches("[a-z]{2}")) {
            throw Refusal.invalid("says", "Say which text was spoken, in 1 to 600 characters.");
        }
        var sound = Wav.read(wav);
        if (sound.duration().compareTo(LONGEST) > 0) {
            throw Refusal.invalid("recording", "A prompt lasts two minutes at most.");
        }
        UUID file = files.keep(Wav.write(sound, Codec.PCMU));
        writes.flush();
        String name = name(language, text);
        table.save(
                new RecordedPrompt(name, language, text, file, viewer.person(), clock.instant()));
        spoken.remove(name);
        journal.append(
                STREAM,
                "prompt.recorded",
                viewer.actor(),
                clock.instant(),
                Map.of("language", language, "says", text, "file", file));
    }

    /// The text is said by a machine again.
    @Transactional
    public void forget(Viewer viewer, String name) {
        viewer.mustBe(Role.LEAD);
        if (!table.remove(name)) {
            throw Refusal.notFound("There is no such recording.");
        }
        spoken.remove(name);
        journal.append(
                STREAM, "prompt.forgotten", viewer.actor(), clock.instant(), Map.of("name", name));
    }

    /// The sound of a text as a WAV file, to listen to.
    public byte[] wav(String language, String text) {
        return Wav.write(say(language, text), Codec.PCMU);
    }

    private Optional<Sound> recorded(String name) {
        long now = System.nanoTime();
        var known = spoken.get(name);
        if (known != null && now - known.nanos() < FRESH.toNanos()) {
            return known.sound();
        }
        try {
            var file = table.find(name).map(RecordedPrompt::file);
            var sound =
                    known != null && known.file().equals(file)
                            ? known.sound()
                            : file.map(id -> Wav.read(files.read(id)));
            spoken.put(name, new Spoken(file, sound, now));
            return sound;
        } catch (RuntimeException e) {
            log.warn("The recording of a prompt cannot be read; a machine says it.", e);
            return Optional.empty();
        }
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
    public static String name(String language, String text) {
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
