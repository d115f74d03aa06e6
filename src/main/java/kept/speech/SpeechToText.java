package kept.speech;

import java.time.Duration;
import java.util.List;

/// An engine that makes words of sound: 8,000 samples a second, 16 bit, little-endian, one speaker.
interface SpeechToText extends AutoCloseable {
    /// Begins to listen to one speaker.
    ///
    /// @throws SpeechTrouble if it cannot
    Listener listen();

    @Override
    void close();

    /// Listens from beginning to end; it belongs to one thread.
    interface Listener extends AutoCloseable {
        void hear(byte[] samples, int length);

        /// Everything that was said, in order. Nothing is heard after it.
        List<Utterance> end();

        @Override
        void close();
    }

    /// What was said without a longer pause.
    ///
    /// @param at since the sound began
    /// @param confidence from 0 to 1
    record Utterance(Duration at, String text, double confidence) {}
}
