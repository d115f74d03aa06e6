package kept.stories;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import kept.Cast;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Parts of a page that refresh themselves, and somebody who is at work in them.
@Story
class LivePartTest {
    @Autowired Cast cast;

    @Test
    void an_answer_on_its_way_takes_nothing_away_that_was_begun_meanwhile() throws Exception {
        var theCase =
                cast.caseOf(
                        cast.customer("Meera Nair"), "When does he come?", "I wait since noon.");
        try (var browser = Browser.open()) {
            var page = browser.signedIn(cast.asha, 1280, false);
            page.navigate(Browser.url("/cases/" + theCase.number()));
            page.route(
                    "**/cases/*/thread",
                    route -> {
                        // it comes back only after the form was opened
                        page.getByText("Give our word", exactly()).first().click();
                        route.resume();
                    });
            page.waitForResponse(
                    "**/cases/*/thread",
                    () -> page.evaluate("htmx.trigger('#case-main', 'refresh')"));
            var said = page.locator("form[action$='/promises'] [name=said]");
            assertThat(said).isVisible();
            said.fill("A technician comes");
            assertThat(said).hasValue("A technician comes");
        }
    }

    private static Page.GetByTextOptions exactly() {
        return new Page.GetByTextOptions().setExact(true);
    }
}
