package kept.stories;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import kept.Cast;
import kept.voice.OurLines;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// A lead wants to know whether a line can be reached: the running house calls it, and the page says what was heard.
@Story
class LinePageTest {
    @Autowired Cast cast;
    @Autowired OurLines lines;

    @Test
    void the_house_calls_its_own_line_and_the_page_says_what_was_heard() {
        try (var browser = Browser.open()) {
            var olga = browser.signedIn(cast.olga, 1280, false);
            olga.navigate(Browser.url("/admin/telephone"));
            var form = olga.locator("form[action='/admin/telephone/lines']").last();
            form.locator("[name=number]").fill("+431000");
            form.locator("[name=name]").fill("Service line");
            form.locator("button").click();
            olga.locator("main summary:has-text('Service line')").click();
            olga.locator("main details[open] a:has-text('How it was')").click();
            assertThat(olga.locator("h1")).containsText("Service line");

            var lena = browser.signedIn(cast.lena, 1280, false);
            lena.navigate(Browser.url("/wallboard"));
            lena.locator(".tabs a:has-text('Lines')").click();
            lena.locator("main a:has-text('Service line')").click();
            assertThat(lena.locator("main")).containsText("It was not called yet");
            lena.locator("button:has-text('Call it now')").click();
            assertThat(lena.locator(".check-row"))
                    .containsText("answered after", new ContainsTextOptions().setTimeout(60_000));
            assertThat(lena.locator(".check-row .pill").first()).hasText("well");
            lena.locator(".check-row > summary").first().click();
            assertThat(lena.locator(".check-row table"))
                    .containsText("“Welcome. Please stay on the line.” was heard");
            lines.checkFailed(
                    lines.get("+431000"), "the prompt at start: expected “Good day.”, but silence");
            lena.navigate(Browser.url("/wallboard"));
            assertThat(lena.locator(".notice-bad")).containsText("expected “Good day.”");
            lena.navigate(Browser.url("/telephone/tests"));
            var plan = lena.locator("form[action='/telephone/tests']");
            plan.getByLabel("He says that he is").fill("Maria Huber");
            plan.getByLabel("His errand").fill("Wants to know when the technician comes");
            plan.locator("button").click();
            assertThat(lena.locator("h1")).containsText("Maria Huber");
            assertThat(lena.locator("main")).containsText("some time until");
            String test = java.net.URI.create(lena.url()).getPath();
            for (boolean dark : new boolean[] {false, true}) {
                for (int width : new int[] {1280, 390}) {
                    var seen = browser.signedIn(cast.lena, width, dark);
                    for (String path :
                            new String[] {
                                "/telephone/lines",
                                "/telephone/lines/+431000",
                                "/telephone/tests",
                                test
                            }) {
                        seen.navigate(Browser.url(path));
                        if (seen.locator(".check-row").count() > 0) {
                            seen.locator(".check-row > summary").first().click();
                        }
                        assertThat(Browser.barriers(seen)).isEmpty();
                        assertThat(
                                        seen.evaluate(
                                                "document.documentElement.scrollWidth > innerWidth"))
                                .isEqualTo(false);
                    }
                    seen.context().close();
                }
            }
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
