package kept.stories;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.time.Duration;
import kept.Cast;
import kept.SettableClock;
import kept.contacts.Contacts;
import kept.contacts.State;
import kept.customers.ContactPoint;
import kept.customers.Customers;
import kept.promises.Promises;
import kept.routing.Agents;
import kept.sip.Caller;
import kept.voice.TestPhone;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Story S2: the line that drops. A caller is cut off in mid-sentence. The same agent rings her back, who has the story before
/// him; the word that we call is in the ledger and is kept by it. When it happens again and again the line turns red, and
/// somebody owes its repair.
@Story
class LineThatDropsTest {
    private static final String NUMBER = "+436601234567";

    @Autowired Cast cast;
    @Autowired Customers customers;
    @Autowired Contacts contacts;
    @Autowired Promises promises;
    @Autowired Agents agents;
    @Autowired SettableClock clock;

    @Test
    void whoIsCutOffIsRungBackByTheSameAgentAndTheThirdCutTurnsTheLineRed() throws Exception {
        var meera = cast.customer("Meera Nair");
        customers.addContactPoint(cast.as(cast.olga), meera.id(), ContactPoint.phone(NUMBER, "AT"));
        try (var browser = Browser.open();
                var home = new TestPhone(500);
                var desk = new TestPhone(700)) {
            setUp(browser, home, desk);
            calls().forgetOthers(cast, clock, agents);
            var asha = browser.signedIn(cast.asha, 1280, false);
            asha.navigate(Browser.url("/telephone"));
            asha.getByText("Free: take calls").click();
            assertThat(asha.locator("aside")).containsText("You are free");

            cutOffWhileTalking(desk);
            var owed = calls().await(State.CALLBACK_OWED);
            var word = promises.find(java.util.Objects.requireNonNull(owed.debt().promise()));
            assertThat(word.orElseThrow().words().saidText())
                    .isEqualTo("The line was cut off. We call you back.");

            clock.pass(Duration.ofSeconds(4));
            desk.answer(desk.rings());
            assertThat(asha.locator(".call-card")).containsText("Meera Nair");
            assertThat(asha.locator(".call-card")).containsText("was cut off");
            home.answer(home.rings());
            calls().await(State.CONFIRMING);
            home.press("1");
            calls().await(State.TALKING);
            assertThat(promises.find(word.orElseThrow().id()).orElseThrow().state())
                    .isEqualTo(kept.promises.State.KEPT);
            home.hangUp();
            desk.expect("ended");

            asha.locator(".why-keys .chip").first().click();
            free(asha);
            cutOffWhileTalking(desk);
            // after a cut she is free at once, and the caller rings again by herself
            cutOffWhileTalking(desk);
            asha.navigate(Browser.url("/wallboard"));
            assertThat(asha.locator("#wallboard"))
                    .containsText(
                            "is red: 3 callers were cut off",
                            new ContainsTextOptions().setTimeout(10_000));
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private void setUp(Browser browser, TestPhone home, TestPhone desk) throws Exception {
        var olga = browser.signedIn(cast.olga, 1280, false);
        olga.navigate(Browser.url("/admin/telephone"));
        var trunk = olga.locator("form[action='/admin/telephone/trunks']");
        trunk.locator("[name=name]").fill("Network");
        trunk.locator("[name=address]").fill("127.0.0.1:" + home.port());
        trunk.locator("button").click();
        assertThat(olga.locator("main")).containsText("127.0.0.1:" + home.port());
        var way = olga.locator("form[action='/admin/telephone']");
        way.locator("[name=country]").fill("AT");
        olga.waitForResponse("**/admin/telephone", () -> way.locator("button").click());
        olga.navigate(Browser.url("/admin/telephone"));
        var phone = olga.locator("form[action='/admin/telephone/phones']");
        phone.locator("[name=name]").fill("asha-desk");
        phone.locator("[name=person]").selectOption(cast.asha.id().toString());
        phone.locator("button").click();
        String password = olga.locator(".notice-good code").last().textContent();
        desk.register(Story.Peers.SIP, "asha-desk", password);
    }

    private static void free(Page asha) {
        asha.navigate(Browser.url("/telephone"));
        asha.getByText("Free: take calls").click();
        assertThat(asha.locator("aside")).containsText("You are free");
    }

    /// Calls, is put through, and is gone without a word.
    private void cutOffWhileTalking(TestPhone desk) throws Exception {
        long drops = drops();
        try (var line = new TestPhone(440)) {
            line.call(Story.Peers.SIP, "1000", Caller.of(NUMBER, ""));
            line.expect("answered");
            desk.answer(desk.rings());
            calls().await(State.TALKING);
            line.vanish();
            await().atMost(Duration.ofSeconds(15)).until(() -> drops() > drops);
        }
    }

    private long drops() {
        return calls().count(State.DROPPED);
    }

    private Calls calls() {
        return new Calls(contacts, NUMBER);
    }
}
