package kept.cpaas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How a provider proves itself.
class SignatureTest {
    private static final String URL = "https://mycompany.com/myapp.php?foo=1&bar=2";
    private static final Map<String, String> FORM =
            Map.of(
                    "CallSid",
                    "CA1234567890ABCDE",
                    "Caller",
                    "+12349013030",
                    "Digits",
                    "1234",
                    "From",
                    "+12349013030",
                    "To",
                    "+18005551212");

    @Test
    void the_published_example_comes_out_as_published() {
        assertThat(Signature.of("12345", URL, FORM)).isEqualTo("0/KCTR6DLpKmkAf8muzZqo1nDgQ=");
        assertThat(Signature.right("12345", URL, FORM, "0/KCTR6DLpKmkAf8muzZqo1nDgQ=")).isTrue();
    }

    @Test
    void a_changed_field_address_or_secret_is_noticed() {
        String right = Signature.of("12345", URL, FORM);
        var changed = new HashMap<>(FORM);
        changed.put("To", "+19005551212");
        assertThat(Signature.right("12345", URL, changed, right)).isFalse();
        var more = new HashMap<>(FORM);
        more.put("Zone", "");
        more.put("Digits2", "5");
        assertThat(Signature.right("12345", URL, more, right)).isFalse();
        assertThat(Signature.right("12345", URL + "3", FORM, right)).isFalse();
        assertThat(Signature.right("12346", URL, FORM, right)).isFalse();
        for (String junk : List.of("", "=", "ä".repeat(5_000), right + "=", right.substring(1))) {
            assertThat(Signature.right("12345", URL, FORM, junk)).isFalse();
        }
    }

    @Test
    void a_form_that_is_too_much_or_says_a_thing_twice_is_none() {
        assertThat(Form.read(bytes("a=1&b=%2B43+1&c")))
                .contains(Map.of("a", "1", "b", "+43 1", "c", ""));
        assertThat(Form.read(bytes("a=1&a=2"))).isEmpty();
        assertThat(Form.read(bytes("a=%zz"))).isEmpty();
        assertThat(Form.read(bytes("a=" + "1".repeat(Form.LARGEST)))).isEmpty();
        assertThat(Form.read(bytes("&x=1".repeat(101)))).isEmpty();
        assertThat(Form.read(bytes(""))).contains(Map.of());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
