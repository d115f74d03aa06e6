package kept.stories;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.time.Duration;
import kept.Cast;
import kept.asterisk.FakeAsterisk;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// An owner connects the house with an Asterisk, and with a provider in the cloud.
@Story
class OtherNetworksPageTest {
    @Autowired Cast cast;

    @Test
    void an_asterisk_and_a_provider_are_set_up_and_the_page_says_what_keeps_them_from_working()
            throws Exception {
        try (var browser = Browser.open();
                var asterisk = new FakeAsterisk(440)) {
            var olga = browser.signedIn(cast.olga, 1280, false);
            add(olga, asterisk, "Exchange in the cellar", "wrong");
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> {
                        olga.navigate(Browser.url("/admin/telephone"));
                        assertThat(olga.locator("main")).containsText("does not know our user");
                    });
            remove(olga, "Exchange in the cellar");
            add(olga, asterisk, "Exchange upstairs", FakeAsterisk.PASSWORD);
            await().atMost(Duration.ofSeconds(20)).until(asterisk::isHeard);
            olga.navigate(Browser.url("/admin/telephone"));
            assertThat(olga.locator("main")).not().containsText("does not know our user");
            assertThat(olga.locator("main")).containsText("application kept");

            olga.locator("summary:has-text('By a provider in the cloud')").click();
            var form = olga.locator("form[action='/admin/telephone/trunks/provider']");
            form.locator("[name=name]").fill("Cloud");
            form.locator("[name=address]").fill("https://api.example.com/2010-04-01");
            form.locator("[name=account]").fill("AC0123");
            form.locator("[name=secret]").fill("a-secret-of-ours");
            form.locator("[name=callerId]").fill("+431000");
            form.locator("button").click();
            assertThat(olga.locator("main")).containsText("/telephone/cpaas/");
            assertThat(olga.content()).doesNotContain("a-secret-of-ours", FakeAsterisk.PASSWORD);
            for (boolean dark : new boolean[] {false, true}) {
                for (int width : new int[] {1280, 390}) {
                    var seen = browser.signedIn(cast.olga, width, dark);
                    seen.navigate(Browser.url("/admin/telephone"));
                    seen.locator("summary:has-text('By Asterisk')").click();
                    seen.locator("summary:has-text('By a provider in the cloud')").click();
                    assertThat(Browser.barriers(seen)).isEmpty();
                    assertThat(seen.evaluate("document.documentElement.scrollWidth > innerWidth"))
                            .isEqualTo(false);
                    seen.context().close();
                }
            }
            remove(olga, "Exchange upstairs");
            remove(olga, "Cloud");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void add(Page olga, FakeAsterisk asterisk, String name, String password) {
        olga.navigate(Browser.url("/admin/telephone"));
        olga.locator("summary:has-text('By Asterisk')").click();
        var form = olga.locator("form[action='/admin/telephone/trunks/asterisk']");
        form.locator("[name=name]").fill(name);
        form.locator("[name=address]").fill(asterisk.address());
        form.locator("[name=account]").fill(FakeAsterisk.USER);
        form.locator("[name=secret]").fill(password);
        form.locator("[name=endpoint]").fill("PJSIP/{number}@provider");
        form.locator("button").click();
        assertThat(olga.locator("main")).containsText(name);
    }

    private static void remove(Page olga, String name) {
        olga.navigate(Browser.url("/admin/telephone"));
        olga.locator("button[aria-label='Remove " + name + "']").click();
        assertThat(olga.locator("main")).not().containsText(name);
    }
}
