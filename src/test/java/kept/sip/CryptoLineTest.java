package kept.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class CryptoLineTest {
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[30]);
    private static final String LONG = "AES_CM_128_HMAC_SHA1_80";

    private static boolean taken(String line) {
        return CryptoLine.read(line).isPresent();
    }

    @Test
    void both_suites_are_read_with_lifetimes_and_what_may_be_left_aside() {
        assertThat(taken("1 " + LONG + " inline:" + KEY)).isTrue();
        assertThat(taken("2 AES_CM_128_HMAC_SHA1_32 inline:" + KEY + "|2^20")).isTrue();
        assertThat(taken("3 " + LONG + " inline:" + KEY + "|1048576 WSH=128 -x=y")).isTrue();
    }

    @Test
    void what_we_could_not_keep_to_is_not_taken() {
        assertThat(taken("1 F8_128_HMAC_SHA1_80 inline:" + KEY)).isFalse();
        assertThat(taken("1 " + LONG + " inline:" + KEY + "|2^20|1:4")).isFalse();
        assertThat(taken("1 " + LONG + " inline:" + KEY + "|1:4")).isFalse();
        assertThat(taken("1 " + LONG + " inline:" + KEY + " UNENCRYPTED_SRTP")).isFalse();
        assertThat(taken("1 " + LONG + " inline:" + KEY + " KDR=1")).isFalse();
        assertThat(taken("1 " + LONG + " inline:" + KEY + ";inline:" + KEY)).isFalse();
        assertThat(taken("1 " + LONG + " inline:short")).isFalse();
        assertThat(taken("1 " + LONG)).isFalse();
        assertThat(taken("")).isFalse();
    }

    @Test
    void no_key_is_shown() {
        var line = CryptoLine.random(1, LONG);
        assertThat(line.toString()).isEqualTo("1 " + LONG);
        assertThat(new AgreedKeys(LONG, KEY, KEY).toString()).isEqualTo(LONG);
        assertThat(StackLog.withoutKeys("a=crypto:" + line.written() + "|2^20 x"))
                .isEqualTo("a=crypto:1 " + LONG + " inline:...|2^20 x");
    }
}
