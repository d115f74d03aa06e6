package kept.sip;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// One way to encrypt audio with its key, as written after `a=crypto:` (SDES, RFC 4568). Its text in logs shows no key.
///
/// @param tag by which an answer says which way it chose
/// @param key 30 bytes of key and salt in base64
record CryptoLine(String tag, String suite, String key) {
    static final List<String> SUITES =
            List.of("AES_CM_128_HMAC_SHA1_80", "AES_CM_128_HMAC_SHA1_32");

    private static final int KEY_AND_SALT = 30;
    private static final SecureRandom RANDOM = new SecureRandom();

    /// A new key for one of the [#SUITES].
    static CryptoLine random(int tag, String suite) {
        byte[] key = new byte[KEY_AND_SALT];
        RANDOM.nextBytes(key);
        return new CryptoLine(String.valueOf(tag), suite, Base64.getEncoder().encodeToString(key));
    }

    /// Both ways, each with a key of its own, for an offer.
    static List<String> offer() {
        return List.of(
                random(1, SUITES.getFirst()).written(), random(2, SUITES.getLast()).written());
    }

    /// Reads a line that we can serve. Lifetimes pass, because no call lasts for two to the 31 packets; more than one key (MKI) does not,
    /// nor what would leave something unencrypted, unsigned or derived otherwise.
    static Optional<CryptoLine> read(String text) {
        String[] words = text.strip().split(" +");
        boolean ours =
                words.length >= 3
                        && words[0].matches("\\d{1,9}")
                        && SUITES.contains(words[1])
                        && words[2].startsWith("inline:")
                        && Arrays.stream(words).skip(3).allMatch(CryptoLine::harmless);
        if (!ours) {
            return Optional.empty();
        }
        String[] key = words[2].substring("inline:".length()).split("\\|", -1);
        boolean lifetimeOnly =
                key.length == 1 || (key.length == 2 && key[1].matches("(2\\^)?\\d{1,20}"));
        return lifetimeOnly && whole(key[0])
                ? Optional.of(new CryptoLine(words[0], words[1], key[0]))
                : Optional.empty();
    }

    /// The first of these lines that we can serve.
    static Optional<CryptoLine> first(List<String> lines) {
        return lines.stream().flatMap(line -> read(line).stream()).findFirst();
    }

    CryptoLine tagged(String other) {
        return new CryptoLine(other, suite, key);
    }

    /// As it stands in a session description.
    String written() {
        return tag + " " + suite + " inline:" + key;
    }

    /// Parameters that may be left aside (section 6.3): those that say so by a dash, and the width of the window.
    private static boolean harmless(String parameter) {
        return parameter.startsWith("-") || parameter.matches("WSH=\\d{1,5}");
    }

    private static boolean whole(String key) {
        try {
            return key.length() <= 48 && Base64.getDecoder().decode(key).length == KEY_AND_SALT;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return tag + " " + suite;
    }
}
