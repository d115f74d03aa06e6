package kept.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import kept.fuzz.FuzzTarget;
import kept.kernel.Refusal;

/// The readers of audio.
public final class MediaFuzz {
    private static final byte[] PACKET =
            ByteBuffer.allocate(200)
                    .put((byte) 0xb1)
                    .put((byte) 0x80)
                    .putShort((short) 7)
                    .putInt(160)
                    .putInt(42)
                    .putInt(43)
                    .putShort((short) 0xbede)
                    .putShort((short) 1)
                    .putInt(0x10ff0000)
                    .put(199, (byte) 4)
                    .array();
    private static final byte[] EVENT =
            ByteBuffer.allocate(16)
                    .put((byte) 0x80)
                    .put((byte) 0xe5)
                    .putShort((short) 7)
                    .putInt(160)
                    .putInt(42)
                    .put((byte) 5)
                    .array();

    private static final Path FILE = file();

    private MediaFuzz() {}

    private static Path file() {
        try {
            Path file = Files.createTempFile("fuzz", ".wav");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public static List<FuzzTarget> targets() {
        var sound = Sound.of(Tones.wave(java.time.Duration.ofMillis(60), 8_000, 440));
        byte[] sealed = PACKET.clone();
        return List.of(
                new FuzzTarget("RTP", List.of(PACKET, EVENT), MediaFuzz::packet),
                new FuzzTarget("SRTP", List.of(PACKET, EVENT, sealed), MediaFuzz::guarded),
                new FuzzTarget("recordings", List.of(PACKET, EVENT), MediaFuzz::recorded),
                new FuzzTarget(
                        "keys as tones",
                        List.of(tone(697, 1_209), tone(941, 1_336)),
                        MediaFuzz::tones),
                new FuzzTarget(
                        "WAV files",
                        List.of(
                                Wav.write(sound, Codec.PCMA),
                                Wav.write(sound, Codec.PCMU),
                                linear()),
                        MediaFuzz::wav));
    }

    private static byte[] linear() {
        short[] samples = Tones.wave(java.time.Duration.ofMillis(60), 8_000, 440);
        var file =
                ByteBuffer.allocate(44 + 2 * samples.length)
                        .put(Wav.header(1, 1, 16, 2L * samples.length));
        for (short sample : samples) {
            file.putShort(Short.reverseBytes(sample));
        }
        return file.array();
    }

    private static byte[] tone(int low, int high) {
        var bytes = ByteBuffer.allocate(1_600);
        for (int i = 0; i < 800; i++) {
            double angle = 2 * Math.PI * i / Sound.RATE;
            bytes.putShort((short) (8_000 * (Math.sin(angle * low) + Math.sin(angle * high))));
        }
        return bytes.array();
    }

    private static void packet(byte[] bytes) {
        var keys = new HeardKeys();
        RtpPacket.payloadOffset(bytes, bytes.length);
        RtpPacket.read(ByteBuffer.wrap(bytes))
                .ifPresent(packet -> {
                    packet.payload();
                    keys.heard(packet);
                });
    }

    private static void guarded(byte[] bytes) {
        var key = MasterKey.of(new byte[30]);
        var guard = Srtp.with(SrtpSuite.named("AES_CM_128_HMAC_SHA1_80").orElseThrow(), key, key);
        var packet = ByteBuffer.allocate(Math.max(2_048, bytes.length + Guard.OVERHEAD));
        packet.put(bytes).flip();
        if (guard.protect(packet)) {
            guard.unprotect(packet);
        }
        packet.clear().put(bytes).flip();
        guard.unprotect(packet);
    }

    /// Each ten bytes are a packet: whose it is, its timestamp, and how much later it comes.
    private static void recorded(byte[] bytes) throws IOException {
        try (var tracks = new TwoTracks(FILE)) {
            var in = ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, 200));
            long nanos = 0;
            while (in.remaining() >= 10) {
                int kind = in.get();
                var audio = new byte[in.get() & 0xff];
                Arrays.fill(audio, (byte) kind);
                int timestamp = in.getInt();
                nanos += Math.abs((long) in.getInt()) / 32;
                tracks.put(
                        (kind & 1) == 0 ? Tape.Track.CALLER : Tape.Track.HOUSE,
                        kind >> 1 & 3,
                        timestamp,
                        (kind & 8) == 0 ? Codec.PCMA : Codec.PCMU,
                        audio,
                        nanos);
            }
        }
    }

    private static void tones(byte[] bytes) {
        var keys = new ToneKeys();
        var in = ByteBuffer.wrap(bytes);
        while (in.remaining() >= 2) {
            keys.heard(in.getShort());
        }
    }

    private static void wav(byte[] bytes) {
        try {
            Wav.read(bytes);
        } catch (Refusal _) {
            // by design
        }
    }
}
