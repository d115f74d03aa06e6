package kept.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A call on disk while it runs: WAV, 8,000 Hz, 16 bit, the caller left and the house right, each packet at its RTP timestamp. Lost
/// packets and pauses are silence of the same length.
public final class Tape implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tape.class);
    private static final int QUEUED = 5_000;

    /// Whose voice.
    public enum Track {
        CALLER,
        HOUSE;

        /// Its channel in the file, from the left.
        int channel() {
            return this == CALLER ? 0 : 1;
        }
    }

    private sealed interface Piece {
        record Voice(Track track, int source, int timestamp, Codec law, byte[] bytes, long nanos)
                implements Piece {}

        record End() implements Piece {}
    }

    private final Path file;
    private final TwoTracks tracks;
    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>(QUEUED);
    private final Thread writer;
    private final long start = System.nanoTime();
    private volatile boolean paused;
    private volatile boolean closed;
    private volatile String trouble = "";

    private Tape(Path file) throws IOException {
        this.file = file;
        tracks = new TwoTracks(file);
        writer = Thread.ofVirtual().name("recording").unstarted(this::write);
    }

    /// Begins a file; nothing but its header is written before somebody is heard.
    ///
    /// @throws UncheckedIOException if it cannot be written
    public static Tape to(Path file) {
        try {
            var recording = new Tape(file);
            recording.writer.start();
            return recording;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// From now on silence is written in place of what is heard (card numbers).
    public void pause() {
        paused = true;
        LOG.info("The recording {} pauses.", file.getFileName());
    }

    public void resume() {
        paused = false;
        LOG.info("The recording {} goes on.", file.getFileName());
    }

    /// What went wrong while writing, or an empty text. The call goes on without its recording.
    public String trouble() {
        return trouble;
    }

    /// Writes what is left and the lengths in the header.
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            pieces.put(new Piece.End());
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Takes what a port heard; by the receiving thread, which must not wait.
    void heard(Track track, RtpPacket packet, Codec law, long nanos) {
        if (paused || closed || !trouble.isEmpty()) {
            return;
        }
        var voice =
                new Piece.Voice(
                        track,
                        packet.source(),
                        packet.timestamp(),
                        law,
                        packet.payload(),
                        nanos - start);
        if (!pieces.offer(voice)) {
            fail("The disk was too slow for it.");
        }
    }

    private void write() {
        try (tracks) {
            while (pieces.take() instanceof Piece.Voice voice) {
                tracks.put(
                        voice.track(),
                        voice.source(),
                        voice.timestamp(),
                        voice.law(),
                        voice.bytes(),
                        voice.nanos());
            }
        } catch (IOException e) {
            LOG.debug("The disk took no more.", e);
            fail("The disk took no more of it.");
            pieces.clear();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fail(String why) {
        if (trouble.isEmpty()) {
            trouble = why;
            LOG.warn("The call goes on without its recording {}: {}", file.getFileName(), why);
        }
    }
}
