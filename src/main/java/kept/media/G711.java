package kept.media;

/// The tables of ITU-T G.711, computed once. Encoding looks up 65,536 entries for each law.
final class G711 {
    private static final short[] MU_TO_LINEAR = new short[256];
    private static final short[] A_TO_LINEAR = new short[256];
    private static final byte[] LINEAR_TO_MU = new byte[65_536];
    private static final byte[] LINEAR_TO_A = new byte[65_536];
    private static final int MU_BIAS = 0x84;
    private static final int MU_CLIP = 32_635;

    static {
        for (int code = 0; code < 256; code++) {
            MU_TO_LINEAR[code] = mu(code);
            A_TO_LINEAR[code] = a(code);
        }
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            LINEAR_TO_MU[sample & 0xffff] = mu((short) sample);
            LINEAR_TO_A[sample & 0xffff] = a((short) sample);
        }
    }

    private G711() {}

    static short fromMu(byte code) {
        return MU_TO_LINEAR[code & 0xff];
    }

    static short fromA(byte code) {
        return A_TO_LINEAR[code & 0xff];
    }

    static byte toMu(short sample) {
        return LINEAR_TO_MU[sample & 0xffff];
    }

    static byte toA(short sample) {
        return LINEAR_TO_A[sample & 0xffff];
    }

    private static short mu(int code) {
        int bits = ~code & 0xff;
        int size = (((bits & 0x0f) << 3) + MU_BIAS) << ((bits & 0x70) >> 4);
        return (short) ((bits & 0x80) != 0 ? MU_BIAS - size : size - MU_BIAS);
    }

    private static short a(int code) {
        int bits = code ^ 0x55;
        int segment = (bits & 0x70) >> 4;
        int step = (bits & 0x0f) << 4;
        int size = segment == 0 ? step + 8 : (step + 0x108) << (segment - 1);
        return (short) ((bits & 0x80) != 0 ? size : -size);
    }

    private static byte mu(short sample) {
        int size = Math.min(Math.abs((int) sample), MU_CLIP) + MU_BIAS;
        int sign = sample < 0 ? 0x80 : 0;
        int segment = Math.max(0, 24 - Integer.numberOfLeadingZeros(size));
        int step = (size >> (segment + 3)) & 0x0f;
        return (byte) ~(sign | segment << 4 | step);
    }

    private static byte a(short sample) {
        int size = sample < 0 ? -sample - 1 : sample;
        int sign = sample < 0 ? 0 : 0x80;
        int segment = Math.max(0, 24 - Integer.numberOfLeadingZeros(size));
        int step = size >> (segment < 2 ? 4 : segment + 3) & 0x0f;
        return (byte) ((sign | segment << 4 | step) ^ 0x55);
    }
}
