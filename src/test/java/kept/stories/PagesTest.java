package kept.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import kept.Cast;
import kept.SettableClock;
import kept.customers.OwnPageLink;
import kept.promises.Promises;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Every page, light and dark, wide and narrow: no barrier (goal P7), no complaint of the browser, nothing cut off.
@Story
class PagesTest {
    @Autowired Cast cast;
    @Autowired SettableClock clock;
    @Autowired Promises promises;
    @Autowired OwnPageLink links;

    @Test
    void noPageHasABarrierOrIsCutOff() {
        var customer = cast.customer("Meera Nair");
        var theCase =
                cast.caseOf(
                        customer,
                        "My line is still not active, and nobody tells me why it takes so long",
                        "It is dead.\nStill.");
        var word =
                cast.word(theCase, "A technician comes", clock.instant().plus(Duration.ofDays(2)));
        var claimed =
                cast.word(theCase, "You get a call", clock.instant().plus(Duration.ofDays(1)));
        promises.claim(cast.as(cast.asha), claimed.id(), null, "called at ten");
        var pages =
                List.of(
                        "/",
                        "/cases",
                        "/cases?show=open",
                        "/cases?q=technician",
                        "/cases/" + theCase.number(),
                        "/board",
                        "/customers",
                        "/customers/" + customer.id(),
                        "/promises/" + word.id(),
                        "/mail",
                        "/reports/word",
                        "/reports/record",
                        "/reports/reliability",
                        "/admin",
                        "/admin/webhooks",
                        "/admin/make-good",
                        "/make-good/additions",
                        "/admin/machine",
                        links.path(customer.id(), theCase.id(), clock.instant()));
        var found = new ArrayList<String>();
        try (var browser = Browser.open()) {
            for (boolean dark : new boolean[] {false, true}) {
                for (int width : new int[] {1280, 390}) {
                    var page = browser.signedIn(cast.olga, width, dark);
                    for (String path : pages) {
                        var response = page.navigate(Browser.url(path));
                        if (response == null || response.status() != 200) {
                            found.add(
                                    path
                                            + " answers "
                                            + (response == null ? "nothing" : response.status()));
                            continue;
                        }
                        found.addAll(Browser.barriers(page));
                        if (page.evaluate("document.documentElement.scrollWidth > innerWidth")
                                        instanceof Boolean wide
                                && wide) {
                            found.add(path + " is wider than " + width);
                        }
                    }
                    page.context().close();
                }
            }
            var out = browser.window(390, false);
            for (String path : List.of("/sign-in", "/password/forgotten")) {
                out.navigate(Browser.url(path));
                found.addAll(Browser.barriers(out));
            }
            assertThat(browser.complaints()).isEmpty();
        }
        assertThat(found).isEmpty();
    }
}
