package kept.stories;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.TemporalAdjusters;
import kept.Cast;
import kept.SettableClock;
import kept.cases.CaseFilter;
import kept.cases.Cases;
import kept.customers.Customers;
import kept.kernel.EmailAddress;
import kept.promises.Promises;
import kept.promises.State;
import kept.teams.Teams;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Story S3: a salesman says "tomorrow, for sure" and goes on leave. His word stays in the house: it passes to his
/// deputy before he is gone, the deputy keeps it, and the answer to the customer's mail finds its case.
@Story
class VanishingSalesmanTest {
    @Autowired Cast cast;
    @Autowired SettableClock clock;
    @Autowired Customers customers;
    @Autowired Cases cases;
    @Autowired Promises promises;
    @Autowired Teams teams;

    @Test
    void aWordOutlivesTheLeaveOfTheManWhoGaveIt() throws Exception {
        var tuesday =
                LocalDateTime.ofInstant(clock.instant(), SettableClock.VIENNA)
                        .toLocalDate()
                        .with(TemporalAdjusters.next(DayOfWeek.TUESDAY));
        clock.passTo(tuesday.atTime(10, 0));
        var sam = cast.newcomer("Sam Torres");
        var ruth = new Customer("Ruth Adler", "ruth@customers.example");
        ruth.writes(
                "help@house.example",
                "Yes, I take the new line",
                "If it is installed before the holiday.");
        var customer =
                await().atMost(Duration.ofSeconds(10))
                        .until(
                                () -> customers.byEmail(EmailAddress.of("ruth@customers.example")),
                                c -> c.isPresent())
                        .orElseThrow();
        var theCase =
                cases.list(cast.as(cast.olga), CaseFilter.ofCustomer(customer.id()), null, 1)
                        .items()
                        .getFirst();
        cases.say(
                cast.as(cast.asha),
                theCase.id(),
                cast.answer("The installer comes tomorrow, for sure."));
        var word =
                cast.word(
                        theCase,
                        "The installer comes and the line works",
                        tuesday.plusDays(1).atTime(16, 0).atZone(SettableClock.VIENNA).toInstant());
        promises.handOver(cast.as(cast.asha), word.id(), null, sam.id());
        ruth.gets("Our word: The installer comes");

        assertThatThrownBy(() -> teams.offboard(cast.as(cast.olga), sam.id()))
                .hasMessageContaining("Hand them over first");
        teams.plan(
                cast.as(cast.lena),
                sam.id(),
                cast.jonas.id(),
                clock.instant().plus(Duration.ofHours(2)),
                clock.instant().plus(Duration.ofDays(7)),
                "leave");
        clock.pass(Duration.ofHours(2).plusSeconds(1));
        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        promises.get(cast.as(cast.olga), word.id())
                                .words()
                                .owner()
                                .equals(cast.jonas.id()));

        var answer = ruth.gets("Re: Yes, I take the new line");
        String replyTo = answer.replyTo().getFirst().address().toString();
        ruth.writes(
                replyTo,
                "Re: Yes, I take the new line",
                "At which hour?\n\nOn Tue, 3 Mar 2026 at 10:00, Asha Rao wrote:\n> The installer comes tomorrow, for sure.");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> cases.latestMessages(theCase.id(), 10).size() == 3);
        assertThat(cases.latestMessages(theCase.id(), 10).getLast().text())
                .isEqualTo("At which hour?");

        try (var browser = Browser.open()) {
            var desk = browser.signedIn(cast.jonas, 390, true);
            assertThat(desk.locator("#sheet"))
                    .containsText("The installer comes and the line works");
            assertThat(Browser.barriers(desk)).isEmpty();
        }
        clock.passTo(tuesday.plusDays(1).atTime(14, 30));
        promises.claim(cast.as(cast.jonas), word.id(), null, "installed 14:20, 102 Mbit/s");
        ruth.gets("Done? The installer comes");
        clock.pass(Duration.ofHours(49));
        ruth.gets("Kept: The installer comes");
        assertThat(promises.get(cast.as(cast.olga), word.id()).state()).isEqualTo(State.KEPT);
    }
}
