package kept.customers;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Signs what we hand out to customers and want to know again: HMAC-SHA256 (RFC 2104), cut to 128 bits.
@Component
public class Signatures {
    public static final int LENGTH = 16;

    private final JdbcClient jdbc;
    private volatile byte @Nullable [] key;

    Signatures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The signature of a text for one purpose; a signature for another purpose never fits.
    public byte[] sign(String purpose, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key(), "HmacSHA256"));
            mac.update((purpose + "\n").getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public boolean fits(String purpose, String text, byte[] signature) {
        return MessageDigest.isEqual(sign(purpose, text), signature);
    }

    private byte[] key() {
        byte[] known = key;
        if (known == null) {
            byte[] fresh = new byte[32];
            new SecureRandom().nextBytes(fresh);
            jdbc.sql(
                            "insert into signing_key (id, value) values (1, ?) on conflict (id) do nothing")
                    .param(fresh)
                    .update();
            known =
                    jdbc.sql("select value from signing_key where id = 1")
                            .query((row, _) -> row.getBytes(1))
                            .single();
            key = known;
        }
        return known;
    }
}
