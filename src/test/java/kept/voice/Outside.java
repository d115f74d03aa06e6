package kept.voice;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import kept.media.AudioPort;
import kept.media.Tape;
import org.awaitility.Awaitility;

/// The telephone network as it meets the house, whatever carries its calls. Everybody out there hums 440 Hz.
interface Outside {
    /// Makes it the only way into the network.
    void connect(CallFixture house);

    /// Somebody calls one of our numbers.
    Far calls(String from, String called) throws Exception;

    /// Waits until we call somebody out there.
    Far rings() throws Exception;

    void close() throws Exception;

    /// Somebody out there, who is on the line with us or about to be.
    interface Far {
        /// The number that was called.
        String called();

        void awaitAnswer() throws Exception;

        void answer() throws Exception;

        void isBusy() throws Exception;

        void press(char key) throws Exception;

        void hangUp() throws Exception;

        /// Goes without a word.
        void vanish() throws Exception;

        void awaitEnd() throws Exception;

        /// What share of what it hears in half a second is one tone.
        double hears(int hertz) throws Exception;
    }

    /// The share of one tone in what comes to a port.
    static double share(AudioPort port, int hertz) throws IOException {
        var file = Files.createTempFile("heard", ".wav");
        try (var tape = Tape.to(file)) {
            long before = port.counts().received();
            port.record(tape, Tape.Track.CALLER);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> port.counts().received() > before + 30);
            port.stopRecording();
        }
        double share = Hum.share(Hum.tracks(Files.readAllBytes(file))[0], hertz);
        Files.delete(file);
        return share;
    }
}
