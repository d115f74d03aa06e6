package kept.media;

/// Reads recordings that people bring: WAV with one channel, 16-bit PCM of 8,000 to 48,000 Hz, or G.711 of 8,000 Hz.
public final class Wav {
    private Wav() {}

    /// @throws kept.kernel.Refusal with a sentence that says what kind of file is wanted
    public static Sound read(byte[] file) {
        return Later.value();
    }

    /// The file of a sound in one law.
    public static byte[] write(Sound sound, Codec codec) {
        return Later.value();
    }
}
