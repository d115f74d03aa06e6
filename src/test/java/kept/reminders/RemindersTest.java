package kept.reminders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import kept.Cast;
import kept.KeptTest;
import kept.SettableClock;
import kept.cases.Case;
import kept.customers.Customer;
import kept.jobs.TimerEngine;
import kept.kernel.Refusal;
import kept.promises.Promises;
import kept.promises.State;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@KeptTest
class RemindersTest {
    @Autowired Cast cast;
    @Autowired Reminders reminders;
    @Autowired Promises promises;
    @Autowired TimerEngine timers;
    @Autowired SettableClock clock;

    private Instant nextMonday() {
        var here = ZonedDateTime.ofInstant(clock.instant(), SettableClock.VIENNA);
        return LocalDateTime.of(
                        here.toLocalDate()
                                .with(
                                        java.time.temporal.TemporalAdjusters.next(
                                                java.time.DayOfWeek.MONDAY)),
                        java.time.LocalTime.of(17, 0))
                .atZone(SettableClock.VIENNA)
                .toInstant();
    }

    private Reminder only(Case theCase) {
        var all = reminders.ofCase(theCase.id());
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private Case writes(Customer customer, String text) {
        return cast.caseOf(customer, "My line", text);
    }

    @Test
    void whatACustomerRemindsUsOfIsFoundInTheLedgerByItsTimeAndWords() {
        var meera = cast.customer("Meera Nair");
        var theCase = cast.phoneCaseOf(meera, "Line");
        cast.word(theCase, "You get the refund", clock.instant().plus(Duration.ofDays(20)));
        var visit = cast.word(theCase, "A technician comes to measure the line", nextMonday());
        var reminder = only(writes(meera, "You said a technician would come by Monday."));
        assertThat(reminder.state()).isEqualTo(Reminder.State.MATCHED);
        assertThat(reminder.promise()).isEqualTo(visit.id());
    }

    @Test
    void aWordWhoseMondayHasPassedIsStillFound() {
        var meera = cast.customer("Meera Nair");
        var word = cast.word(cast.phoneCaseOf(meera, "Line"), "We call you back", nextMonday());
        clock.passTo(word.due().plus(Duration.ofDays(2)));
        while (timers.turn() > 0) {}
        var reminder = only(writes(meera, "You promised to call me back by Monday!"));
        assertThat(reminder.promise()).isEqualTo(word.id());
    }

    @Test
    void aWordThatNobodyRecordedIsRaisedAndTheUnitAcceptsIt() {
        var meera = cast.customer("Meera Nair");
        var theCase = writes(meera, "Your colleague promised me a refund by Friday.");
        var reminder = only(theCase);
        assertThat(reminder.state()).isEqualTo(Reminder.State.UNRECORDED);
        assertThat(reminders.unrecorded(cast.as(cast.lena))).contains(reminder);
        assertThat(reminders.unrecorded(cast.as(cast.nils))).doesNotContain(reminder);
        assertThat(reminders.unrecorded(cast.as(cast.vera))).isEmpty();
        var given =
                reminders.accept(
                        cast.as(cast.asha),
                        reminder.id(),
                        clock.instant().plus(Duration.ofDays(3)));
        assertThat(given.words().saidText())
                .isEqualTo("Your colleague promised me a refund by Friday.");
        assertThat(given.words().kind()).isEqualTo("refund");
        assertThat(given.state()).isEqualTo(State.GIVEN);
        assertThat(only(theCase).promise()).isEqualTo(given.id());
        assertThatThrownBy(() -> reminders.refute(cast.as(cast.asha), reminder.id(), "no"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("decided this already");
    }

    @Test
    void whatWeDidNotSayIsRefutedWithAReason() {
        var theCase = writes(cast.customer("Omar Haddad"), "You guaranteed delivery tomorrow.");
        var reminder = only(theCase);
        assertThatThrownBy(() -> reminders.refute(cast.as(cast.asha), reminder.id(), " "))
                .hasMessageContaining("how we know");
        reminders.refute(cast.as(cast.asha), reminder.id(), "the recording of 3 March");
        assertThat(only(theCase).reason()).isEqualTo("the recording of 3 March");
        assertThatThrownBy(() -> reminders.refute(cast.as(cast.nils), reminder.id(), "no"))
                .hasMessageContaining("no case");
    }

    @Test
    void aLetterThatRemindsOfNothingRaisesNothing() {
        assertThat(reminders.ofCase(writes(cast.customer("Omar Haddad"), "I pay by Friday.").id()))
                .isEmpty();
    }
}
