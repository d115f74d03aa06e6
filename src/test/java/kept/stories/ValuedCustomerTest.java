package kept.stories;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.UUID;
import kept.Cast;
import kept.SettableClock;
import kept.cases.Cases;
import kept.cases.Priority;
import kept.contacts.Contacts;
import kept.contacts.State;
import kept.customers.ContactPoint;
import kept.customers.Customers;
import kept.menus.MenuJson;
import kept.menus.Menus;
import kept.promises.NewPromise;
import kept.promises.Promises;
import kept.promises.Visibility;
import kept.routing.Agents;
import kept.routing.Queues;
import kept.sip.Caller;
import kept.voice.TestPhone;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Story S1, as far as the telephone goes: the valued customer. A customer since 2008, to whom a word was broken, calls; the menu
/// does not offer what she wants, so she presses 0. She comes before others, and the agent, whose telephone is the browser,
/// sees why. A hold has a reason and a length. When she speaks of leaving, whoever decides sees it at once; and the menu
/// learns what it does not offer.
@Story
class ValuedCustomerTest {
    private static final String NUMBER = "+436607654321";
    private static final String CALLED = "2008";
    private static final String KEEP_CONNECTIONS =
            """
            const Dialled = window.RTCPeerConnection;
            window.connections = [];
            window.RTCPeerConnection = class extends Dialled { constructor(...a) { super(...a); window.connections.push(this); } };
            """;
    private static final String ENERGY =
            """
            async () => {
              let energy = 0;
              for (const connection of window.connections)
                (await connection.getStats()).forEach(s => { if (s.type === 'inbound-rtp') energy += s.totalAudioEnergy; });
              return energy;
            }
            """;

    @Autowired Cast cast;
    @Autowired Customers customers;
    @Autowired Contacts contacts;
    @Autowired Promises promises;
    @Autowired Cases cases;
    @Autowired Menus menus;
    @Autowired Queues queues;
    @Autowired Agents agents;
    @Autowired SettableClock clock;

    @Test
    void whoWeBrokeAWordToComesFirstAndWhoSpeaksOfLeavingIsSeenByThoseWhoDecide() throws Exception {
        var meera = cast.customer("Meera Nair");
        customers.addContactPoint(cast.as(cast.olga), meera.id(), ContactPoint.phone(NUMBER, "AT"));
        breakAWord(meera.id());
        var menu = menu();
        try (var browser = Browser.open();
                var home = new TestPhone(440)) {
            setUp(browser, home, menu);
            calls().forgetOthers(cast, clock, agents);
            var asha = browser.signedIn(cast.asha, 1280, false);
            var phone = phone(browser, asha);
            asha.navigate(Browser.url("/telephone"));
            asha.getByText("Free: take calls").click();
            assertThat(asha.locator("aside")).containsText("You are free");

            home.call(Story.Peers.SIP, CALLED, Caller.of(NUMBER, ""));
            home.expect("answered");
            calls().await(State.MENU);
            home.press("0");
            assertThat(phone.locator("[data-rings]"))
                    .containsText("Meera Nair", new ContainsTextOptions().setTimeout(15_000));
            assertThat(phone.locator("[data-rings]")).containsText("we broke a word");
            assertThat(asha.locator(".ringing"))
                    .containsText("Meera Nair rings", new ContainsTextOptions().setTimeout(10_000));
            phone.locator("[data-answer]").click();
            var talks = calls().await(State.TALKING);
            assertThat(phone.locator("#phone-state"))
                    .containsText("You talk", new ContainsTextOptions().setTimeout(10_000));

            // both hear each other: she the beeps of the browser's microphone, the browser her hum
            await().atMost(Duration.ofSeconds(15)).until(() -> home.loudest() > 1_000);
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> ((Number) phone.evaluate(ENERGY)).doubleValue() > 0.001);

            assertThat(asha.locator(".call-card")).containsText("we broke a word to this customer");
            var hold = asha.locator("form[action$='/hold']");
            hold.locator("[name=reason]").fill("reading your contract of 2008");
            hold.locator("[name=minutes]").fill("2");
            hold.locator("button").click();
            assertThat(asha.locator(".call-card"))
                    .containsText("On hold: reading your contract of 2008, until");
            asha.getByText("Talk again").click();
            calls().await(State.TALKING);

            asha.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName("Wants to leave us"))
                    .click();
            var olga = browser.signedIn(cast.olga, 1280, false);
            olga.navigate(Browser.url("/wallboard"));
            assertThat(olga.locator("#wallboard")).containsText("wants to leave us");
            var theCase = java.util.Objects.requireNonNull(talks.party().onCase());
            assertThat(cases.find(theCase).orElseThrow().priority()).isEqualTo(Priority.URGENT);

            phone.locator("[data-end]").click();
            home.expect("ended");
            var over = calls().await(State.CLOSED);
            assertThat(over.spot().outcome()).isEqualTo("hung up by us");
            assertThat(over.spot().wrapUp()).isEqualTo("leaving");

            olga.navigate(Browser.url("/menus/" + menu));
            assertThat(olga.locator("main")).containsText("Wants to leave us");
            asha.navigate(Browser.url("/cases/" + cases.find(theCase).orElseThrow().number()));
            assertThat(
                            asha.locator("aside")
                                    .filter(new Locator.FilterOptions().setHasText("Calls")))
                    .containsText("Called us");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private void breakAWord(UUID meera) {
        var word =
                promises.give(
                        cast.as(cast.asha),
                        new NewPromise(
                                null,
                                meera,
                                "reconnection",
                                "We connect your line again.",
                                "phone",
                                null,
                                Duration.ofHours(1),
                                null,
                                cast.frontDesk.id(),
                                null,
                                Visibility.CUSTOMER,
                                null));
        clock.pass(Duration.ofHours(2));
        await().atMost(Duration.ofSeconds(15))
                .until(() ->
                        promises.find(word.id()).orElseThrow().state()
                                == kept.promises.State.BROKEN);
    }

    private UUID menu() {
        var olga = cast.as(cast.olga);
        var queue = queues.front();
        var menu = menus.add(olga, "Broadband");
        int version =
                menus.write(
                        olga,
                        menu.id(),
                        MenuJson.read(
                                """
                                {"language": "en", "start": "start", "points": [{"name": "start",
                                 "says": "For faults press 1. For anything else press 0.",
                                 "keys": [{"key": "1", "label": "Faults", "does": "queue", "to": "%s"}]}]}
                                """
                                        .formatted(queue.id())));
        menus.goLive(olga, menu.id(), version);
        return menu.id();
    }

    private void setUp(Browser browser, TestPhone home, UUID menu) {
        var olga = browser.signedIn(cast.olga, 1280, false);
        olga.navigate(Browser.url("/admin/telephone"));
        var trunk = olga.locator("form[action='/admin/telephone/trunks']");
        trunk.locator("[name=name]").fill("The network of Meera");
        trunk.locator("[name=address]").fill("127.0.0.1:" + home.port());
        trunk.locator("button").click();
        assertThat(olga.locator("main")).containsText("127.0.0.1:" + home.port());
        var line = olga.locator("form[action='/admin/telephone/lines']").last();
        line.locator("[name=number]").fill(CALLED);
        line.locator("[name=name]").fill("Broadband");
        line.locator("[name=leads]").selectOption("menu:" + menu);
        line.locator("button").click();
        assertThat(olga.locator("main")).containsText("menu Broadband");
    }

    private static Page phone(Browser browser, Page asha) {
        var phone = browser.beside(asha);
        phone.addInitScript(KEEP_CONNECTIONS);
        phone.navigate(Browser.url("/telephone/browser"));
        phone.locator("[data-ready]").click();
        assertThat(phone.locator("#phone-state")).containsText("Calls ring here");
        return phone;
    }

    private Calls calls() {
        return new Calls(contacts, NUMBER);
    }
}
