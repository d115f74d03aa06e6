package kept.media;

import java.nio.file.Path;

/// A call on disk while it runs: WAV, 8,000 Hz, 16 bit, the caller left and the house right, each packet at its RTP timestamp. Lost
/// packets and pauses are silence of the same length.
public final class Recording implements AutoCloseable {
    private Recording() {}

    /// Whose voice.
    public enum Track {
        CALLER,
        HOUSE
    }

    /// Begins a file; nothing but its header is written before somebody is heard.
    ///
    /// @throws java.io.UncheckedIOException if it cannot be written
    public static Recording to(Path file) {
        return Later.value();
    }

    /// From now on silence is written in place of what is heard (card numbers).
    public void pause() {
        Later.stop();
    }

    public void resume() {
        Later.stop();
    }

    /// What went wrong while writing, or an empty text. The call goes on without its recording.
    public String trouble() {
        return Later.value();
    }

    /// Writes what is left and the lengths in the header.
    @Override
    public void close() {
        Later.stop();
    }
}
