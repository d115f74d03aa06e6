package kept.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kept.media.Codec;
import kept.media.Wav;
import kept.speech.SpeechToText.Utterance;

/// Sentences as a telephone carries them: spoken by flite, through the codec of the network, and back.
final class Spoken {
    /// What agents and customers say, of our own writing.
    static final List<String> SENTENCES =
            List.of(
                    "I will call you back tomorrow at ten.",
                    "The technician comes on Friday before noon.",
                    "You get your money back by the end of the week.",
                    "My line is dead since this morning.",
                    "I have been a customer for eighteen years.",
                    "We send the new router today.",
                    "Can you tell me when somebody comes?",
                    "I am sorry that nobody called you.",
                    "The bill is wrong again.",
                    "We will look at it until Monday.",
                    "Your card is ready on Thursday.",
                    "I was cut off in the middle of a sentence.",
                    "Please wait while I look something up.",
                    "My colleague knows more about this.",
                    "The delivery arrives next week on Tuesday.",
                    "I would rather leave than wait another day.",
                    "You hear from me in two hours.",
                    "The offer is for all customers.",
                    "I write it down and we keep our word.",
                    "The cable is broken and the street is closed.",
                    "Is there anything else I can do for you?",
                    "We repair it by three in the afternoon.");

    private Spoken() {}

    static boolean possible() {
        boolean there = Files.isExecutable(Path.of("/usr/bin/flite"));
        if (!there) {
            System.out.println("Skipped: flite is not installed.");
        }
        return there;
    }

    /// Ten seconds of sound have 160,000 bytes.
    static byte[] samples(String sentence) throws IOException, InterruptedException {
        var file = Files.createTempFile("said", ".wav");
        var flite =
                new ProcessBuilder(
                                "/usr/bin/flite",
                                "-voice",
                                "slt",
                                "-t",
                                sentence,
                                "-o",
                                file.toString())
                        .inheritIO()
                        .start();
        if (flite.waitFor() != 0) {
            throw new IOException("flite failed");
        }
        byte[] law = Wav.read(Files.readAllBytes(file)).bytes(Codec.PCMA);
        Files.delete(file);
        // half a second of silence before it and a second after it
        int before = 4_000;
        byte[] samples = new byte[(before + law.length + 8_000) * 2];
        for (int i = 0; i < law.length; i++) {
            short sample = Codec.PCMA.decode(law[i]);
            samples[(before + i) * 2] = (byte) sample;
            samples[(before + i) * 2 + 1] = (byte) (sample >> 8);
        }
        return samples;
    }

    static List<Utterance> heard(SpeechToText engine, String sentence)
            throws IOException, InterruptedException {
        byte[] samples = samples(sentence);
        try (var listener = engine.listen()) {
            listener.hear(samples, samples.length);
            return listener.end();
        }
    }

    /// Words that were put in, left out or changed.
    static int wrongWords(String said, String heard) {
        var a = words(said);
        var b = words(heard);
        int[] row = new int[b.size() + 1];
        for (int j = 0; j <= b.size(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.size(); i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= b.size(); j++) {
                int change = corner + (a.get(i - 1).equals(b.get(j - 1)) ? 0 : 1);
                corner = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.size()];
    }

    static List<String> words(String text) {
        var words = new ArrayList<String>();
        for (String word : text.toLowerCase(Locale.ROOT).split("[^a-z']+")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
