package kept.prompts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A program of this machine that reads a text aloud into a file: flite or espeak-ng. It runs apart from us, for some seconds
/// at the most, and gets the text as a file, never as part of a command.
record SpeechEngine(String program, Map<String, String> voices) {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private static final List<SpeechEngine> KNOWN =
            List.of(
                    new SpeechEngine("flite", Map.of("en", "slt")),
                    new SpeechEngine(
                            "espeak-ng",
                            Map.of(
                                    "en", "en-gb", "de", "de", "es", "es", "fr", "fr-fr", "it",
                                    "it")));

    /// Those installed here, the best first.
    static List<SpeechEngine> installed() {
        return KNOWN.stream().filter(engine -> engine.path().isPresent()).toList();
    }

    boolean speaks(String language) {
        return voices.containsKey(language);
    }

    /// The WAV file of a text.
    Optional<byte[]> read(String language, String text) {
        try {
            Path words = Files.createTempFile("kept-words", ".txt");
            Path sound = Files.createTempFile("kept-sound", ".wav");
            try {
                Files.writeString(words, text);
                return run(command(language, words, sound))
                        ? Optional.of(Files.readAllBytes(sound))
                        : Optional.empty();
            } finally {
                Files.deleteIfExists(words);
                Files.deleteIfExists(sound);
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private List<String> command(String language, Path words, Path sound) {
        String voice = voices.getOrDefault(language, "");
        return program.equals("flite")
                ? List.of(program, "-voice", voice, "-f", words.toString(), "-o", sound.toString())
                : List.of(
                        program,
                        "-v",
                        voice,
                        "-s",
                        "150",
                        "-f",
                        words.toString(),
                        "-w",
                        sound.toString());
    }

    private static boolean run(List<String> command) throws IOException {
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            if (process.waitFor(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue() == 0;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        return false;
    }

    private Optional<Path> path() {
        return List.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                .stream()
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
