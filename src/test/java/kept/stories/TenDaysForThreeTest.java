package kept.stories;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import kept.Cast;
import kept.SettableClock;
import kept.cases.CaseFilter;
import kept.cases.Cases;
import kept.customers.Customers;
import kept.journal.Verification;
import kept.kernel.EmailAddress;
import kept.promises.Promise;
import kept.promises.Promises;
import kept.promises.State;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Story S5: "activated in three days", over a long holiday. The customer is told before the word breaks, holds every
/// time she was given, and has the last word on whether it was kept.
@Story
class TenDaysForThreeTest {
    private static final DateTimeFormatter INPUT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    @Autowired Cast cast;
    @Autowired SettableClock clock;
    @Autowired Customers customers;
    @Autowired Cases cases;
    @Autowired Promises promises;
    @Autowired Verification verification;

    @Test
    void theCustomerHearsOfTheNewDayBeforeTheOldOneAndSaysHerselfThatItWasKept() throws Exception {
        var monday =
                LocalDateTime.ofInstant(clock.instant(), SettableClock.VIENNA)
                        .toLocalDate()
                        .with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        clock.passTo(monday.atTime(9, 0));
        var meera = new Customer("Meera Nair", "meera@customers.example");
        meera.writes(
                "help@house.example",
                "When is my line activated?",
                "I was told three days.\n\n-- \nMeera");
        try (var browser = Browser.open()) {
            var desk = browser.signedIn(cast.olga, 1280, false);
            desk.navigate(Browser.url("/cases"));
            desk.getByText("When is my line activated?").click();
            desk.locator(".composer textarea")
                    .fill("Three days is what we like to say. You get a day that holds.");
            desk.getByText("Send").click();
            assertThat(desk.locator(".said-outbound")).hasCount(1);
            giveWord(desk, "Your line is activated", monday.plusDays(3).atTime(17, 0));
            assertThat(desk.locator("article.promise").first())
                    .containsText("Your line is activated");

            var receipt = meera.gets("Our word: Your line is activated");
            var entry = Customer.entryIn(receipt);
            assertThat(entry).contains("METHOD:REQUEST").contains("SEQUENCE:0");
            String uid = entry.lines().filter(l -> l.startsWith("UID:")).findFirst().orElseThrow();

            clock.passTo(monday.plusDays(2).atTime(10, 0));
            desk.reload();
            redate(desk, monday.plusDays(7).atTime(12, 0), "the exchange has no free port");
            var moved = meera.gets("Another time: Your line is activated");
            assertThat(moved.text()).contains("the exchange has no free port").contains("Thursday");
            assertThat(Customer.entryIn(moved)).contains(uid).contains("SEQUENCE:1");

            clock.passTo(monday.plusDays(7).atTime(9, 0));
            String address = desk.url();
            desk = browser.signedIn(cast.olga, 1280, false);
            desk.navigate(address);
            desk.getByText("It is done", new Page.GetByTextOptions().setExact(true))
                    .first()
                    .click();
            desk.getByLabel("What shows it?").fill("port 14 live, 98 Mbit/s");
            desk.getByText("Say it is done").click();
            assertThat(desk.locator("article.promise").first())
                    .containsText("done, not yet confirmed");

            var done = meera.gets("Done? Your line is activated");
            var hers = browser.window(390, false);
            hers.navigate(Customer.linkIn(done));
            assertThat(hers.locator("body")).containsText("We say it is done. Is it?");
            assertThat(Browser.barriers(hers)).isEmpty();
            hers.getByText("Yes, it was kept").click();
            assertThat(hers.locator("[role=status]")).containsText("on record as kept");
            assertThat(hers.locator("body")).containsText("Given another time");

            var link = link();
            assertThat(link.state()).isEqualTo(State.KEPT);
            assertThat(link.words().level()).isEqualTo(1);
            assertThat(link.times().firstDue())
                    .isEqualTo(
                            monday.plusDays(3)
                                    .atTime(17, 0)
                                    .atZone(SettableClock.VIENNA)
                                    .toInstant());
            desk.reload();
            desk.getByText("Resolve", new Page.GetByTextOptions().setExact(true)).click();
            desk.getByLabel("How was it resolved?").fill("Activated");
            desk.getByText("Resolve the case").click();
            assertThat(desk.locator(".top")).containsText("resolved");
            assertThat(browser.complaints()).isEmpty();
        }
        assertThat(verification.verify().broken()).isEmpty();
    }

    @Test
    void whoSaysNothingInTimeIsToldByTheHouseAndTheMissClimbs() throws Exception {
        var tuesday =
                LocalDateTime.ofInstant(clock.instant(), SettableClock.VIENNA)
                        .toLocalDate()
                        .with(TemporalAdjusters.next(DayOfWeek.TUESDAY));
        clock.passTo(tuesday.atTime(9, 0));
        var omar = new Customer("Omar Haddad", "omar@customers.example");
        omar.writes("help@house.example", "Where is my card?", "It was to be ready.");
        var customer =
                await().atMost(Duration.ofSeconds(10))
                        .until(
                                () -> customers.byEmail(EmailAddress.of("omar@customers.example")),
                                c -> c.isPresent())
                        .orElseThrow();
        var theCase =
                cases.list(cast.as(cast.olga), CaseFilter.ofCustomer(customer.id()), null, 1)
                        .items()
                        .getFirst();
        var word =
                cast.word(
                        theCase,
                        "Your card lies ready",
                        tuesday.atTime(16, 0).atZone(SettableClock.VIENNA).toInstant());
        omar.gets("Our word: Your card lies ready");
        clock.passTo(word.times().riskAt());
        new Customer("Asha", "asha@house.example").gets("Tell the customer: Your card lies ready");
        clock.passTo(word.due().minus(Duration.ofMinutes(30)));
        omar.gets("Still open: Your card lies ready");
        new Customer("Lena", "lena@house.example").gets("The customer was not told in time");
        clock.passTo(word.due());
        var broken = omar.gets("We broke our word: Your card lies ready");
        assertThat(broken.headers().first("Auto-Submitted")).isEqualTo("auto-generated");
        clock.pass(Duration.ofMinutes(61));
        new Customer("Lena", "lena@house.example").gets("Broken word: Your card lies ready");
        clock.pass(Duration.ofDays(2));
        new Customer("Olga", "olga@house.example").gets("Broken word: Your card lies ready");
        omar.writes("help@house.example", "again", "hello?");
    }

    private static void giveWord(Page desk, String said, LocalDateTime due) {
        desk.getByText("Give our word", new Page.GetByTextOptions().setExact(true)).first().click();
        var form = desk.locator("form[action$='/promises']");
        form.locator("[name=said]").fill(said);
        form.locator("[name=due]").fill(INPUT.format(due));
        form.locator("button.btn-main").click();
    }

    private static void redate(Page desk, LocalDateTime due, String reason) {
        desk.getByText("Another time", new Page.GetByTextOptions().setExact(true)).first().click();
        var form = desk.locator("form[action$='/redate']").first();
        double before = form.locator("button.btn-main").boundingBox().y;
        form.locator("[name=due]").fill(INPUT.format(due));
        form.locator("[name=reason]").fill(reason);
        assertThat(form.locator(".forecast")).isVisible();
        assertThat(form.locator("button.btn-main").boundingBox().y)
                .as("a button that moves when the check answers is missed")
                .isEqualTo(before);
        form.locator("button.btn-main").click();
        assertThat(desk.locator("article.promise").first()).containsText("moved 1×");
    }

    private Promise link() {
        var customer = customers.byEmail(EmailAddress.of("meera@customers.example")).orElseThrow();
        return promises.ofCustomer(customer.id(), 50).stream()
                .filter(p -> p.words().saidText().equals("Your line is activated"))
                .reduce((a, b) -> a.words().level() > b.words().level() ? a : b)
                .orElseThrow();
    }
}
