package kept.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Changes well-formed bytes a little or a lot: bits, numbers at their edges, pieces left out, doubled, moved or taken from another seed,
/// words that parsers trip over.
final class Mutation {
    private static final int LARGEST = 70_000;
    private static final List<byte[]> WORDS =
            List.of(
                            "\r\n",
                            "\n",
                            "\r",
                            " ",
                            "\t",
                            ":",
                            ";",
                            ",",
                            "=",
                            "\"",
                            "\\",
                            "<",
                            ">",
                            "@",
                            "%00",
                            "\0",
                            "%",
                            "?",
                            "[",
                            "]",
                            "[::1]",
                            "sip:",
                            "-1",
                            "0",
                            "65535",
                            "65536",
                            "2147483647",
                            "2147483648",
                            "4294967296",
                            "99999999999999999999",
                            "a=",
                            "m=audio 0 RTP/AVP 0",
                            "\u00ff\u00fe",
                            "\u00c3(",
                            "{",
                            "}",
                            "[[[[",
                            "null",
                            "1e999",
                            "\r\n\r\n",
                            "SIP/2.0",
                            "Via: ",
                            ";lr",
                            "()",
                            "é")
                    .stream()
                    .map(word -> word.getBytes(StandardCharsets.ISO_8859_1))
                    .toList();

    private final List<byte[]> seeds;
    private final RandomGenerator random;

    Mutation(List<byte[]> seeds, RandomGenerator random) {
        this.seeds = seeds;
        this.random = random;
    }

    byte[] next() {
        byte[] bytes = seed().clone();
        int changes = 1 + random.nextInt(random.nextInt(8) == 0 ? 30 : 4);
        for (int i = 0; i < changes; i++) {
            bytes = changed(bytes);
        }
        return bytes.length > LARGEST ? Arrays.copyOf(bytes, LARGEST) : bytes;
    }

    private byte[] seed() {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private byte[] changed(byte[] bytes) {
        int at = random.nextInt(bytes.length + 1);
        int to = at + random.nextInt(Math.min(200, bytes.length - at) + 1);
        return switch (random.nextInt(10)) {
            case 0 -> with(bytes, at, (byte) random.nextInt(256));
            case 1 ->
                    with(
                            bytes,
                            at,
                            (byte) (at < bytes.length ? bytes[at] ^ 1 << random.nextInt(8) : 0));
            case 2 -> join(bytes, 0, at, new byte[0], to);
            case 3 -> join(bytes, 0, to, Arrays.copyOfRange(bytes, at, to), to);
            case 4 -> join(bytes, 0, at, WORDS.get(random.nextInt(WORDS.size())), at);
            case 5 -> join(bytes, 0, at, WORDS.get(random.nextInt(WORDS.size())), to);
            case 6 -> join(bytes, 0, at, piece(seed()), to);
            case 7 -> Arrays.copyOf(bytes, at);
            case 8 -> join(bytes, 0, at, many(bytes, at, to), to);
            default ->
                    with(
                            with(bytes, at, (byte) -random.nextInt(2)),
                            at + 1,
                            (byte) -random.nextInt(2));
        };
    }

    private byte[] piece(byte[] other) {
        int from = random.nextInt(other.length + 1);
        return Arrays.copyOfRange(other, from, from + random.nextInt(other.length - from + 1));
    }

    /// The same again and again, at times very often.
    private byte[] many(byte[] bytes, int at, int to) {
        int length = to - at;
        int times = random.nextInt(random.nextInt(50) == 0 ? 20_000 : 20);
        byte[] all = new byte[(int) Math.min(LARGEST, (long) length * times)];
        for (int i = 0; i < all.length; i++) {
            all[i] = bytes[at + i % length];
        }
        return all;
    }

    private static byte[] with(byte[] bytes, int at, byte value) {
        if (at < bytes.length) {
            bytes[at] = value;
        }
        return bytes;
    }

    private static byte[] join(byte[] bytes, int from, int to, byte[] middle, int rest) {
        byte[] all = new byte[to - from + middle.length + bytes.length - rest];
        System.arraycopy(bytes, from, all, 0, to - from);
        System.arraycopy(middle, 0, all, to - from, middle.length);
        System.arraycopy(bytes, rest, all, to - from + middle.length, bytes.length - rest);
        return all;
    }
}
