package kept.journal;

import java.util.Arrays;
import java.util.HexFormat;

/// The end of a stream: how many entries it has and the hash of the last one. Whoever owns the stream keeps it in
/// the row of the thing itself, so that a cut tail shows and the next entry needs no look-up.
public record ChainHead(int position, byte[] hash) {
    private static final int LENGTH = 32;

    /// A stream without entries.
    public static final ChainHead NONE = new ChainHead(0, new byte[LENGTH]);

    public ChainHead {
        if (hash.length != LENGTH) {
            throw new IllegalArgumentException("a hash has 32 bytes");
        }
        hash = hash.clone();
    }

    @Override
    public byte[] hash() {
        return hash.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChainHead(int p, byte[] h)
                && p == position
                && Arrays.equals(h, hash);
    }

    @Override
    public int hashCode() {
        return 31 * position + Arrays.hashCode(hash);
    }

    @Override
    public String toString() {
        return position + ":" + HexFormat.of().formatHex(hash, 0, 6);
    }
}
