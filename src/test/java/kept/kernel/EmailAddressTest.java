package kept.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class EmailAddressTest {
    @Test
    void takesPlainAddressesAndLowersTheDomain() {
        assertThat(EmailAddress.of("Maria.Lopez+case=7@Example.COM"))
                .hasToString("Maria.Lopez+case=7@example.com");
        assertThat(EmailAddress.of("o'neil@xn--mnchen-3ya.de").domain())
                .isEqualTo("xn--mnchen-3ya.de");
        assertThat(EmailAddress.of("root@localhost").key()).isEqualTo("root@localhost");
        assertThat(EmailAddress.of("Maria@example.com").key()).isEqualTo("maria@example.com");
    }

    @Test
    void refusesWhateverTwoProgramsCouldReadDifferently() {
        var tricks =
                List.of(
                        "",
                        "@",
                        "a@",
                        "@b.com",
                        "a",
                        "a@b@c.com",
                        "<a@b.com>",
                        "<a@b.com>c@d.com",
                        "a@b.com,c@d.com",
                        "a b@c.com",
                        "a@b c.com",
                        "\"a\"@b.com",
                        "\"a@b.com\"@c.com",
                        "a(x)@b.com",
                        "a@b(x).com",
                        "@x,@y:a@b.com",
                        "a@[127.0.0.1]",
                        "a@127.0.0.1",
                        "=?utf-8?q?a=40b.com=3e=00?=foo@c.com",
                        "a\r\nBcc:x@b.com",
                        "a@b.com\n",
                        "a\u0000@b.com",
                        "á@b.com",
                        "a@bé.com",
                        "a@b。com",
                        ".a@b.com",
                        "a.@b.com",
                        "a..b@c.com",
                        "a@-b.com",
                        "a@b-.com",
                        "a@b..com",
                        "a@.com",
                        "a@b.com.",
                        "a@b_c.com",
                        "a@" + "b".repeat(64) + ".com",
                        "a".repeat(65) + "@b.com",
                        "a@" + "b.".repeat(130) + "com",
                        "a\\@b.com",
                        "a;b@c.com",
                        "a:b@c.com",
                        " a@b.com",
                        "a@b.com ",
                        "\u202Ea@b.com");
        assertThat(tricks)
                .allSatisfy(trick -> assertThat(EmailAddress.parse(trick)).as(trick).isEmpty());
    }

    @Test
    void headerTextRefusesWhatWouldStartAnotherLine() {
        assertThat(new HeaderText("  Your order \u2713 ").text()).isEqualTo("Your order \u2713");
        for (String bad :
                List.of(
                        "a\rb",
                        "a\nb",
                        "a\r\n b",
                        "a\u0000b",
                        "a\u0085b",
                        "a\u2028b",
                        "a\tb",
                        "a\uD800b")) {
            assertThatThrownBy(() -> new HeaderText(bad)).isInstanceOf(Refusal.class);
            assertThat(HeaderText.mended(bad).text()).matches("a +b");
        }
        assertThat(new HeaderText("x".repeat(2000)).text()).hasSize(998);
        assertThat(new HeaderText("x".repeat(997) + "\uD83D\uDE00").text()).hasSize(997);
    }
}
