package kept.sip;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Nonces that live a minute and are remembered only when they come back, so that a flood of strangers fills no memory: the time
/// and a random number under a seal (HMAC-SHA-256) of this line.
final class Nonces {
    private static final long LIFE_MILLIS = 60_000;
    private static final int REMEMBERED = 100_000;
    private static final int BODY = 16;
    private static final int SEAL = 16;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;
    private final Map<String, Integer> used =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
                    return size() > REMEMBERED;
                }
            };

    Nonces(Clock clock) {
        this.clock = clock;
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        key = new SecretKeySpec(secret, "HmacSHA256");
    }

    String next() {
        byte[] body =
                ByteBuffer.allocate(BODY)
                        .putLong(clock.millis())
                        .putLong(random.nextLong())
                        .array();
        byte[] whole = ByteBuffer.allocate(BODY + SEAL).put(body).put(seal(body)).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /// Whether we made it within the last minute, and its count (RFC 7616 section 3.4) is higher than any before.
    boolean fresh(String nonce, int count) {
        if (!ours(nonce)) {
            return false;
        }
        synchronized (used) {
            if (used.getOrDefault(nonce, 0) >= count) {
                return false;
            }
            used.put(nonce, count);
            return true;
        }
    }

    private boolean ours(String nonce) {
        try {
            byte[] whole = Base64.getUrlDecoder().decode(nonce);
            if (whole.length != BODY + SEAL) {
                return false;
            }
            var parts = ByteBuffer.wrap(whole);
            byte[] body = new byte[BODY];
            byte[] seal = new byte[SEAL];
            parts.get(body).get(seal);
            long age = clock.millis() - ByteBuffer.wrap(body).getLong();
            return MessageDigest.isEqual(seal, seal(body)) && age >= 0 && age <= LIFE_MILLIS;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private byte[] seal(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return java.util.Arrays.copyOf(mac.doFinal(body), SEAL);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }
}
