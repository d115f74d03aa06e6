package kept.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A WAV file of two channels that grows: the last two seconds of each voice stay in memory, where packets find their place by timestamp, and
/// what is older goes to disk, the voices of one track added up. The lengths in the header are renewed every second, so that a
/// crash costs little.
final class TwoTracks implements AutoCloseable {
    private static final int WINDOW = 2 * Sound.RATE;
    private static final int STEP = Sound.RATE;

    /// How far a timestamp may stray from the clock before it is no longer believed: half a second.
    private static final int MAX_DRIFT = Sound.RATE / 2;

    /// A caller, an agent, a third and a lead, and each of them once more after something changed.
    private static final int VOICES = 8;

    private static final int NANOS_A_SAMPLE = 125_000;
    private final FileChannel channel;
    private final List<Voice> voices = new ArrayList<>(2);
    private final ByteBuffer out = ByteBuffer.allocate(4 * STEP).order(ByteOrder.LITTLE_ENDIAN);

    /// Samples that are on disk.
    private long written;

    /// Where the newest packet ends.
    private long end;

    /// One who speaks, known by the source of his packets (SSRC): where his timestamps lie in the file, and what he said last.
    private static final class Voice {
        private final short[] window = new short[WINDOW];
        private Tape.Track track;
        private int source;
        private int timestamp;
        private long place;

        Voice(Tape.Track track, int source, int timestamp, long clock) {
            this.track = track;
            begin(track, source, timestamp, clock);
        }

        void begin(Tape.Track on, int from, int at, long clock) {
            track = on;
            source = from;
            timestamp = at;
            place = clock;
        }

        boolean is(Tape.Track on, int from) {
            return track == on && source == from;
        }

        long place(int at, long clock) {
            long expected = place + (at - timestamp);
            place = Math.abs(expected - clock) > MAX_DRIFT ? clock : expected;
            timestamp = at;
            return place;
        }

        /// The sample at a place, which is forgotten.
        short take(long at) {
            int slot = (int) (at % WINDOW);
            short sample = window[slot];
            window[slot] = 0;
            return sample;
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
        long clock = nanos / NANOS_A_SAMPLE;
        var voice = voice(track, source, timestamp, clock);
        long place = voice.place(timestamp, clock);
        while (place + bytes.length > written + WINDOW) {
            flush(STEP);
        }
        for (int i = 0; i < bytes.length; i++) {
            if (place + i >= written) {
                voice.window[(int) ((place + i) % WINDOW)] = law.decode(bytes[i]);
            }
        }
        end = Math.max(end, place + bytes.length);
    }

    /// The voice of a source; where there are too many, the one that has been silent for longest becomes it.
    private Voice voice(Tape.Track track, int source, int timestamp, long clock) {
        for (var voice : voices) {
            if (voice.is(track, source)) {
                return voice;
            }
        }
        if (voices.size() < VOICES) {
            var fresh = new Voice(track, source, timestamp, clock);
            voices.add(fresh);
            return fresh;
        }
        var oldest = voices.stream().min(Comparator.comparingLong(v -> v.place)).orElseThrow();
        oldest.begin(track, source, timestamp, clock);
        return oldest;
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
            int caller = 0;
            int house = 0;
            for (var voice : voices) {
                short sample = voice.take(written + i);
                caller += voice.track == Tape.Track.CALLER ? sample : 0;
                house += voice.track == Tape.Track.HOUSE ? sample : 0;
            }
            out.putShort(clipped(caller)).putShort(clipped(house));
        }
        out.flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
        written += samples;
        channel.write(Wav.header(1, 2, 16, written * 4), 0);
    }

    private static short clipped(int sum) {
        return (short) Math.clamp(sum, Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
