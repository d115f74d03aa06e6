package kept.stories;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Currency;
import java.util.List;
import kept.Cast;
import kept.SettableClock;
import kept.cases.CaseFilter;
import kept.cases.Cases;
import kept.customers.Customers;
import kept.kernel.EmailAddress;
import kept.kernel.Ids;
import kept.makegood.MakeGoods;
import kept.makegood.Policy;
import kept.promises.Promises;
import kept.promises.State;
import kept.proof.Bundles;
import kept.proof.VerifyBundle;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Story S4: the ten-year customer. A word to him is broken; when he comes again nobody begins anew: what he says we
/// promised is in the ledger, what he gets for the miss is in the apology, and somebody who decides is there unasked.
@Story
class TenYearCustomerTest {
    @Autowired Cast cast;
    @Autowired SettableClock clock;
    @Autowired Customers customers;
    @Autowired Cases cases;
    @Autowired Promises promises;
    @Autowired MakeGoods makeGoods;
    @Autowired Bundles bundles;

    @Test
    void theSecondContactAfterABrokenWordMeetsSomebodyWhoDecidesAndNoScript() throws Exception {
        var tuesday =
                LocalDateTime.ofInstant(clock.instant(), SettableClock.VIENNA)
                        .toLocalDate()
                        .with(TemporalAdjusters.next(DayOfWeek.TUESDAY));
        clock.passTo(tuesday.atTime(9, 0));
        makeGoods.adopt(cast.as(cast.olga), missedVisit(clock.instant()));
        var ravi = new Customer("Ravi Menon", "ravi@customers.example");
        ravi.writes(
                "help@house.example",
                "My line is dead",
                "The internet is dead since Monday. I am with you for ten years.");
        try (var browser = Browser.open()) {
            var asha = browser.signedIn(cast.asha, 1280, false);
            asha.navigate(Browser.url("/cases"));
            asha.getByText("My line is dead").click();
            asha.locator(".composer textarea")
                    .pressSequentially("I am sorry. Our technician comes to you tomorrow at 10.");
            assertThat(asha.locator(".chip"))
                    .containsText("Our technician comes to you tomorrow at 10.");
            assertThat(asha.locator(".chip")).containsText("a visit");
            assertThat(asha.locator(".caught .forecast")).isVisible();
            asha.locator(".chip input").check();
            asha.getByText("Send", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(asha.locator("article.promise").first())
                    .containsText("Our technician comes");
            var receipt = ravi.gets("Our word: Our technician comes to you");
            assertThat(receipt.text())
                    .containsPattern("receipt: [0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{2}");

            clock.passTo(tuesday.plusDays(1).atTime(10, 0));
            var apology = ravi.gets("We broke our word: Our technician comes to you");
            assertThat(apology.text()).contains("You get €30.00 for it", "need not ask");

            clock.passTo(tuesday.plusDays(1).atTime(14, 0));
            ravi.writes(
                    "help@house.example",
                    "Still no internet",
                    "You promised me a technician for Wednesday at 10. Nobody came and the line is still dead.");
            new Customer("Lena", "lena@house.example")
                    .gets("Comes again, you decide: Still no internet");
            var lena = browser.signedIn(cast.lena, 1280, false);
            lena.navigate(Browser.url("/"));
            assertThat(lena.locator("#sheet")).containsText("Comes again: you decide");
            lena.locator("#sheet").getByText("Still no internet").first().click();
            var top = lena.locator(".again");
            assertThat(top).containsText("Contact 2", new ContainsTextOptions().setTimeout(10_000));
            assertThat(top).containsText("No script");
            assertThat(top).containsText("My line is dead");
            assertThat(top).containsText("Broken: ");
            assertThat(lena.locator("#case-main")).containsText("In our ledger");
            assertThat(Browser.barriers(lena)).isEmpty();
            top.getByLabel("What do you decide?")
                    .fill("A free visit today, and the month costs nothing");
            top.getByText(
                            "Decided",
                            new com.microsoft.playwright.Locator.GetByTextOptions().setExact(true))
                    .click();
            assertThat(lena.locator(".again")).containsText("the month costs nothing");

            lena.locator(".composer textarea")
                    .fill("You are right, and I decide it: the visit is free.");
            lena.getByText("Send", new Page.GetByTextOptions().setExact(true)).click();
            var answer = ravi.gets("Re: Still no internet");
            var his = browser.window(390, true);
            his.navigate(Customer.linkIn(answer));
            assertThat(his.locator("body")).containsText("Lena Hofer looks after it, who decides");
            assertThat(Browser.barriers(his)).isEmpty();
            assertThat(browser.complaints()).isEmpty();
        }
        var customer = customers.byEmail(EmailAddress.of("ravi@customers.example")).orElseThrow();
        var first =
                cases
                        .list(cast.as(cast.olga), CaseFilter.ofCustomer(customer.id()), null, 5)
                        .items()
                        .stream()
                        .filter(c -> c.subject().equals("My line is dead"))
                        .findFirst()
                        .orElseThrow();
        assertThat(promises.ofCase(first.id()))
                .anySatisfy(p -> {
                    assertThat(p.words().kind()).isEqualTo("visit");
                    assertThat(p.state()).isEqualTo(State.BROKEN);
                });
        var bundle =
                VerifyBundle.check(
                        new String(
                                bundles.json(cast.as(cast.lena), first.number()),
                                java.nio.charset.StandardCharsets.UTF_8),
                        "");
        assertThat(bundle.faults()).isEmpty();
    }

    private static Policy missedVisit(Instant now) {
        return new Policy(
                Ids.at(now),
                "Missed visit",
                "visit",
                null,
                Currency.getInstance("EUR"),
                3_000,
                List.of(),
                false,
                null,
                List.of(),
                null,
                "a test",
                now);
    }
}
