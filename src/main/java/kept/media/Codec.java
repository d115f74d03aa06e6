package kept.media;

import java.util.Optional;

/// The two companding laws of ITU-T G.711, 8,000 samples a second in one byte each.
public enum Codec {
    /// Mu-law, at home in North America and Japan.
    PCMU(0, (byte) 0xff),
    /// A-law, at home everywhere else.
    PCMA(8, (byte) 0xd5);

    private final int payload;
    private final byte silence;

    Codec(int payload, byte silence) {
        this.payload = payload;
        this.silence = silence;
    }

    /// Its static payload type of RTP (RFC 3551).
    public int payload() {
        return payload;
    }

    /// The byte that stands for no sound.
    public byte silence() {
        return silence;
    }

    /// The codec of a static payload type.
    public static Optional<Codec> ofPayload(int payload) {
        return switch (payload) {
            case 0 -> Optional.of(PCMU);
            case 8 -> Optional.of(PCMA);
            default -> Optional.empty();
        };
    }

    /// The byte nearest to a linear sample.
    public byte encode(short sample) {
        return switch (this) {
            case PCMU -> G711.toMu(sample);
            case PCMA -> G711.toA(sample);
        };
    }

    /// The linear sample that a byte stands for.
    public short decode(byte code) {
        return switch (this) {
            case PCMU -> G711.fromMu(code);
            case PCMA -> G711.fromA(code);
        };
    }

    /// The same sound in the other law: the byte itself where the laws agree.
    public byte from(Codec other, byte code) {
        return other == this ? code : encode(other.decode(code));
    }
}
