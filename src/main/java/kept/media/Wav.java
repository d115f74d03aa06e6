package kept.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import kept.kernel.Refusal;

/// Reads recordings that people bring: WAV with one channel, 16-bit PCM of 8,000 to 48,000 Hz, or G.711 of 8,000 Hz.
public final class Wav {
    private static final int MAX_BYTES = 64 << 20;
    private static final Set<Integer> RATES = Set.of(8_000, 16_000, 22_050, 44_100, 48_000);
    private static final int PCM = 1;
    private static final int A_LAW = 6;
    private static final int MU_LAW = 7;
    private static final int EXTENSIBLE = 0xfffe;
    private static final int HEADER = 44;

    private Wav() {}

    private record Form(int kind, int channels, int rate, int bits) {}

    /// @throws Refusal with a sentence that says what kind of file is wanted
    public static Sound read(byte[] file) {
        if (file.length > MAX_BYTES) {
            throw refused();
        }
        var bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < HEADER
                || !name(file, 0).equals("RIFF")
                || !name(file, 8).equals("WAVE")) {
            throw refused();
        }
        Form form = null;
        for (long at = 12; at + 8 <= file.length; ) {
            int start = (int) at + 8;
            long length = bytes.getInt((int) at + 4) & 0xffffffffL;
            int end = (int) Math.min(file.length, start + length);
            String name = name(file, (int) at);
            if (name.equals("fmt ") && end - start >= 16) {
                form = form(bytes, start, end);
            } else if (name.equals("data") && form != null) {
                return sound(form, bytes, start, end);
            }
            at = start + length + (length & 1);
        }
        throw refused();
    }

    /// The file of a sound in one law.
    public static byte[] write(Sound sound, Codec codec) {
        byte[] bytes = sound.shared(codec);
        int kind = codec == Codec.PCMA ? A_LAW : MU_LAW;
        return ByteBuffer.allocate(HEADER + bytes.length)
                .put(header(kind, 1, 8, bytes.length))
                .put(bytes)
                .array();
    }

    /// The header of a file of 8,000 Hz.
    static ByteBuffer header(int kind, int channels, int bits, long dataBytes) {
        int frame = channels * bits / 8;
        var header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt((int) (36 + dataBytes));
        header.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        header.putShort((short) kind).putShort((short) channels);
        header.putInt(Sound.RATE).putInt(Sound.RATE * frame);
        header.putShort((short) frame).putShort((short) bits);
        header.put("data".getBytes(StandardCharsets.US_ASCII)).putInt((int) dataBytes);
        return header.flip();
    }

    private static Form form(ByteBuffer bytes, int start, int end) {
        int kind = bytes.getShort(start) & 0xffff;
        boolean extended = kind == EXTENSIBLE && end - start >= 26;
        return new Form(
                extended ? bytes.getShort(start + 24) & 0xffff : kind,
                bytes.getShort(start + 2),
                bytes.getInt(start + 4),
                bytes.getShort(start + 14));
    }

    private static Sound sound(Form form, ByteBuffer bytes, int start, int end) {
        if (form.channels() != 1) {
            throw refused();
        }
        if (form.kind() == PCM && form.bits() == 16 && RATES.contains(form.rate())) {
            short[] samples = new short[(end - start) / 2];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = bytes.getShort(start + 2 * i);
            }
            return Sound.of(Resampler.toTelephone(samples, form.rate()));
        }
        boolean law = form.kind() == A_LAW || form.kind() == MU_LAW;
        if (law && form.bits() == 8 && form.rate() == Sound.RATE) {
            byte[] data = new byte[end - start];
            bytes.get(start, data);
            return Sound.of(form.kind() == A_LAW ? Codec.PCMA : Codec.PCMU, data);
        }
        throw refused();
    }

    private static String name(byte[] file, int at) {
        return new String(file, at, 4, StandardCharsets.US_ASCII);
    }

    private static Refusal refused() {
        return Refusal.invalid(
                "recording",
                "Bring a WAV file with one channel: 16 bit at 8, 16, 22.05, 44.1 or 48 kHz, or G.711, of at most 64 MB.");
    }
}
