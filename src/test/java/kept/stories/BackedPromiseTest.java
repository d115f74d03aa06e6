package kept.stories;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.regex.Pattern;
import kept.Cast;
import kept.SettableClock;
import kept.journal.Verification;
import kept.steps.StepTemplate;
import kept.steps.StepTemplates;
import kept.teams.Unit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// A word that needs another unit: the customer hears that it is provisional and until when, the unit answers on a telephone,
/// and the customer hears that it stands; when the unit is late, everybody sees since when and where.
@Story
class BackedPromiseTest {
    private static final DateTimeFormatter INPUT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    @Autowired Cast cast;
    @Autowired SettableClock clock;
    @Autowired StepTemplates templates;
    @Autowired Verification verification;

    private static StepTemplate.Line step(
            String name, Unit unit, @Nullable Integer capacity, Integer... needs) {
        return new StepTemplate.Line(
                name,
                unit.id(),
                Duration.ofHours(3),
                List.of(needs),
                capacity,
                StepTemplate.ANSWER);
    }

    @Test
    void theCustomerKnowsWhatIsProvisionalAndTheUnitAnswersWithOneClick() throws Exception {
        var monday =
                LocalDateTime.ofInstant(clock.instant(), SettableClock.VIENNA)
                        .toLocalDate()
                        .with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        clock.passTo(monday.atTime(9, 0));
        templates.adopt(
                cast.as(cast.olga),
                "installation",
                null,
                List.of(
                        step("Write the order", cast.frontDesk, 50),
                        step("Lay the cable", cast.network, null, 0)));
        var priya = new Customer("Priya Kapoor", "priya@customers.example");
        priya.writes("help@house.example", "A line for the studio", "When can I have it?");
        try (var browser = Browser.open()) {
            var desk = browser.signedIn(cast.olga, 1280, false);
            desk.navigate(Browser.url("/cases"));
            desk.getByText("A line for the studio").click();
            desk.getByText("Give our word", new Page.GetByTextOptions().setExact(true))
                    .first()
                    .click();
            var form = desk.locator("form[action$='/promises']");
            form.locator("[name=said]").fill("Your line works");
            form.getByText("Window, kind, owner, condition").click();
            form.locator("[name=kind]").fill("Installation");
            form.locator("[name=due]").fill(INPUT.format(monday.atTime(12, 0)));
            assertThat(form.locator(".forecast-line"))
                    .containsText("Other units need until today 15:45 at the earliest");
            form.locator("[name=due]").fill(INPUT.format(monday.plusDays(4).atTime(12, 0)));
            assertThat(form.locator(".forecast-line")).not().containsText("Too early");
            form.locator("button.btn-main").click();
            assertThat(desk.locator(".plan")).containsText("provisional until today 13:30");
            String onCase = desk.url();

            var receipt = priya.gets("Our word: Your line works");
            assertThat(receipt.text())
                    .contains("provisional until Monday")
                    .contains("13:30")
                    .contains("12:00");
            var hers = browser.window(390, false);
            hers.navigate(Customer.linkIn(receipt));
            assertThat(hers.locator("body")).containsText("This time is provisional until Monday");
            assertThat(hers.locator(".plan-steps")).containsText("not taken on yet");
            assertThat(Browser.barriers(hers)).isEmpty();

            var phone = browser.signedIn(cast.nils, 390, true);
            phone.navigate(Browser.url("/"));
            phone.getByText(Pattern.compile("waits? for an answer")).click();
            // other tests of this house leave steps of their own
            var card =
                    phone.locator("article")
                            .filter(new Locator.FilterOptions().setHasText("Priya Kapoor"));
            assertThat(card).hasCount(1);
            assertThat(Browser.barriers(phone)).isEmpty();
            card.getByText("Take it on", new Locator.GetByTextOptions().setExact(true)).click();
            assertThat(card).containsText("taken on");
            assertThat(card).containsText("waits for \"Write the order\"");
            assertThat(priya.gets("It stands: Your line works").text()).contains("It stands now");
            hers.reload();
            assertThat(hers.locator("body")).not().containsText("provisional");

            // the network must begin on Friday at nine, so the order must be begun on Thursday at
            // half past two
            clock.passTo(monday.plusDays(3).atTime(14, 45));
            desk = browser.signedIn(cast.olga, 1280, false);
            desk.navigate(onCase);
            assertThat(desk.locator(".plan"))
                    .containsText("Red since today 14:30, at \"Write the order\"");
            desk.navigate(Browser.url("/steps"));
            assertThat(desk.locator("body")).containsText("Red: the due time is lost");
            assertThat(Browser.barriers(desk)).isEmpty();
            assertThat(browser.complaints()).isEmpty();
        }
        assertThat(verification.verify().broken()).isEmpty();
    }
}
