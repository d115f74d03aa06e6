package kept.cpaas;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Proves that a request comes from the provider: HMAC-SHA1 (RFC 2104) by our secret over the address that it called, followed by
/// the names and values of the form in the order of their names, in base64. HMAC needs no collision-free hash, so SHA-1 does here.
final class Signature {
    static final String HEADER = "X-Twilio-Signature";

    private Signature() {}

    static boolean right(String secret, String url, Map<String, String> form, String given) {
        return MessageDigest.isEqual(
                of(secret, url, form).getBytes(StandardCharsets.US_ASCII),
                given.getBytes(StandardCharsets.UTF_8));
    }

    static String of(String secret, String url, Map<String, String> form) {
        var signed = new StringBuilder(url);
        new TreeMap<>(form).forEach((name, value) -> signed.append(name).append(value));
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(
                            mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
