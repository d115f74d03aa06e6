package kept.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// A WAV file of two channels that grows: the last two seconds stay in memory, where packets find their place by timestamp, and
/// what is older goes to disk. The lengths in the header are renewed every second, so that a crash costs little.
final class TwoTracks implements AutoCloseable {
    private static final int WINDOW = 2 * Sound.RATE;
    private static final int STEP = Sound.RATE;

    /// How far a timestamp may stray from the clock before it is no longer believed: half a second.
    private static final int MAX_DRIFT = Sound.RATE / 2;

    private static final int NANOS_A_SAMPLE = 125_000;
    private final FileChannel channel;
    private final short[] window = new short[2 * WINDOW];
    private final Timeline[] timelines = {new Timeline(), new Timeline()};
    private final ByteBuffer out = ByteBuffer.allocate(4 * STEP).order(ByteOrder.LITTLE_ENDIAN);

    /// Samples that are on disk.
    private long written;

    /// Where the newest packet ends.
    private long end;

    /// Where the timestamps of one voice lie in the file.
    private static final class Timeline {
        private boolean known;
        private int source;
        private int timestamp;
        private long place;

        long place(int from, int at, long clock) {
            long expected = place + (at - timestamp);
            if (!known || from != source || Math.abs(expected - clock) > MAX_DRIFT) {
                expected = clock;
            }
            known = true;
            source = from;
            timestamp = at;
            place = expected;
            return expected;
        }
    }

    TwoTracks(Path file) throws IOException {
        channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
        channel.write(Wav.header(1, 2, 16, 0));
    }

    /// @param nanos since the recording began
    void put(Tape.Track track, int source, int timestamp, Codec law, byte[] bytes, long nanos)
            throws IOException {
        long place = timelines[track.channel()].place(source, timestamp, nanos / NANOS_A_SAMPLE);
        while (place + bytes.length > written + WINDOW) {
            flush(STEP);
        }
        for (int i = 0; i < bytes.length; i++) {
            if (place + i >= written) {
                int slot = (int) ((place + i) % WINDOW);
                window[2 * slot + track.channel()] = law.decode(bytes[i]);
            }
        }
        end = Math.max(end, place + bytes.length);
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            while (written < end) {
                flush((int) Math.min(STEP, end - written));
            }
        }
    }

    private void flush(int samples) throws IOException {
        out.clear();
        for (int i = 0; i < samples; i++) {
            int slot = (int) ((written + i) % WINDOW);
            out.putShort(window[2 * slot]).putShort(window[2 * slot + 1]);
            Arrays.fill(window, 2 * slot, 2 * slot + 2, (short) 0);
        }
        out.flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
        written += samples;
        channel.write(Wav.header(1, 2, 16, written * 4), 0);
    }
}
