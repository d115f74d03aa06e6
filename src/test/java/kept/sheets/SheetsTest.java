package kept.sheets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import kept.Cast;
import kept.KeptTest;
import kept.SettableClock;
import kept.cases.Case;
import kept.cases.Cases;
import kept.cases.Channel;
import kept.cases.Message;
import kept.cases.NewCase;
import kept.cases.NewMessage;
import kept.cases.Priority;
import kept.jobs.TimerEngine;
import kept.kernel.Refusal;
import kept.promises.Promise;
import kept.promises.Promises;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@KeptTest
class SheetsTest {
    @Autowired Cast cast;
    @Autowired Sheets sheets;
    @Autowired Promises promises;
    @Autowired Cases cases;
    @Autowired TimerEngine timers;
    @Autowired SettableClock clock;

    private Case theCase;

    /// Each begins on a Tuesday at nine.
    @BeforeEach
    void tuesday() {
        var day = today().plusDays(1);
        while (day.getDayOfWeek() != DayOfWeek.TUESDAY) {
            day = day.plusDays(1);
        }
        passTo(day.atTime(9, 0));
        theCase = cast.phoneCaseOf(cast.customer("Meera Nair"), "line");
    }

    private LocalDate today() {
        return LocalDateTime.ofInstant(clock.instant(), SettableClock.VIENNA).toLocalDate();
    }

    private void passTo(LocalDateTime local) {
        clock.passTo(local);
        while (timers.turn() > 0) {}
    }

    private Place place() {
        return sheets.place(cast.as(cast.lena), "");
    }

    private Promise word(String said, LocalDateTime due) {
        return cast.word(theCase, said, due.atZone(SettableClock.VIENNA).toInstant());
    }

    /// What stands in a section about the case of this test.
    private List<String> titles(Sheet sheet, String section) {
        return sheet.sections().stream()
                .filter(s -> s.id().equals(section))
                .flatMap(s -> s.rows().stream())
                .filter(row -> row.caseNumber() == theCase.number())
                .map(Sheet.Line::title)
                .toList();
    }

    private Sheet evening() {
        return sheets.evening(place(), today());
    }

    @Test
    void theMorningShowsWhatFallsDueBeforeMidnightOnTheClockOfTheUnit() {
        word("before midnight", today().atTime(23, 59));
        word("after midnight", today().plusDays(1).atTime(0, 0));
        assertThat(titles(sheets.morning(place()), "due")).containsExactly("before midnight");
        assertThat(titles(evening(), "next")).containsExactly("after midnight");
    }

    @Test
    void theDayOfAUnitIsShorterOrLongerByAnHourWhenItsClockIsChanged() {
        var spring = place();
        var day = LocalDate.of(2026, 3, 29);
        assertThat(Duration.between(spring.startOf(day), spring.startOf(day.plusDays(1))))
                .isEqualTo(Duration.ofHours(23));
        var autumn = LocalDate.of(2026, 10, 25);
        assertThat(Duration.between(spring.startOf(autumn), spring.startOf(autumn.plusDays(1))))
                .isEqualTo(Duration.ofHours(25));
    }

    @Test
    void onAFridayTheEveningShowsWhatIsDueUntilMondayIsOver() {
        passTo(today().plusDays(3).atTime(16, 0));
        word("on Saturday", today().plusDays(1).atTime(10, 0));
        word("on Monday", today().plusDays(3).atTime(17, 0));
        word("on Tuesday", today().plusDays(4).atTime(0, 1));
        assertThat(titles(evening(), "next")).containsExactly("on Saturday", "on Monday");
    }

    @Test
    void theEveningTellsKeptFromBroken() {
        var kept = word("kept", today().atTime(15, 0));
        word("missed", today().atTime(14, 0));
        promises.claim(cast.as(cast.asha), kept.id(), null, "done");
        passTo(today().atTime(17, 0));
        assertThat(titles(evening(), "kept")).containsExactly("kept");
        assertThat(titles(evening(), "broken")).containsExactly("missed");
        var day = today();
        passTo(day.plusDays(1).atTime(9, 0));
        assertThat(titles(evening(), "broken")).isEmpty();
        assertThat(titles(sheets.evening(place(), day), "broken")).containsExactly("missed");
    }

    @Test
    void anApologyIsOwedUntilSomebodyOfUsSpeaks() {
        word("missed", today().atTime(14, 0));
        cases.say(cast.as(cast.asha), theCase.id(), cast.answer("It will be on time."));
        passTo(today().atTime(17, 0));
        assertThat(titles(evening(), "sorry")).containsExactly("missed");
        cases.say(cast.as(cast.asha), theCase.id(), cast.answer("We are sorry."));
        assertThat(titles(evening(), "sorry")).isEmpty();
    }

    /// In a unit of its own: a sheet shows the oldest first, and those of other tests are many.
    @Test
    void aCustomerWhoHeardNothingForThreeWholeWorkingDaysSitsInSilence() {
        var olga = cast.as(cast.olga);
        var unit = cast.newUnit("Quiet");
        var place = sheets.place(olga, unit.name());
        theCase =
                cases.open(
                        olga,
                        new NewCase(
                                cast.customer("Meera Nair").id(),
                                "line",
                                unit.id(),
                                null,
                                Priority.NORMAL,
                                List.of(),
                                NewMessage.typed(
                                        Message.Direction.INBOUND,
                                        "Meera Nair",
                                        "line",
                                        "said on the phone",
                                        Channel.PHONE)));
        // Wednesday, Thursday, Friday, and a weekend that does not count
        passTo(today().plusDays(3).atTime(23, 0));
        assertThat(titles(sheets.morning(place), "silent")).isEmpty();
        passTo(today().plusDays(1).atTime(9, 0));
        assertThat(titles(sheets.morning(place), "silent")).containsExactly("line");
        cases.say(olga, theCase.id(), cast.answer("We are at it."));
        assertThat(titles(sheets.morning(place), "silent")).isEmpty();
    }

    @Test
    void whoMustBeToldStandsThereUntilHeIs() {
        var word = word("a technician comes", today().atTime(17, 0));
        passTo(word.times().riskAt().atZone(SettableClock.VIENNA).toLocalDateTime());
        assertThat(titles(sheets.morning(place()), "tell")).containsExactly("a technician comes");
        assertThat(titles(sheets.morning(place()), "risk")).containsExactly("a technician comes");
        promises.withdraw(cast.as(cast.asha), word.id(), null, "the customer moved away");
        assertThat(titles(sheets.morning(place()), "tell")).isEmpty();
    }

    @Test
    void nobodySeesTheSheetOfAUnitThatIsNotHis() {
        assertThatThrownBy(() -> sheets.place(cast.as(cast.nils), cast.frontDesk.name()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("among yours");
        assertThatThrownBy(() -> sheets.place(cast.as(cast.olga), "Nowhere"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("Take one of");
        word("due today", today().atTime(17, 0));
        assertThat(titles(sheets.morning(sheets.place(cast.as(cast.nils), "")), "due")).isEmpty();
        assertThat(titles(sheets.morning(sheets.place(cast.as(cast.olga), "")), "due"))
                .containsExactly("due today");
    }

    @Test
    void aDayThatIsYetToComeHasNoEvening() {
        assertThatThrownBy(() -> sheets.evening(place(), today().plusDays(1)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("yet to come");
        assertThatThrownBy(() -> sheets.evening(place(), LocalDate.MIN))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("ten years");
    }

    private static Instant vienna(LocalDateTime at) {
        return at.atZone(SettableClock.VIENNA).toInstant();
    }

    @Test
    void sheetsLeaveInTheFirstAndTheLastWorkingMinuteOfWorkingDays() {
        var place = place();
        var friday = today().plusDays(3);
        assertThat(place.next(Sheet.Kind.MORNING, SheetHours.CALENDAR, vienna(friday.atTime(9, 0))))
                .contains(vienna(friday.plusDays(3).atTime(9, 0)));
        assertThat(place.next(Sheet.Kind.EVENING, SheetHours.CALENDAR, vienna(friday.atTime(9, 0))))
                .contains(vienna(friday.atTime(17, 29)));
        assertThat(place.next(Sheet.Kind.MORNING, "07:45", vienna(friday.atTime(7, 45))))
                .contains(vienna(friday.plusDays(3).atTime(7, 45)));
        assertThat(place.next(Sheet.Kind.MORNING, SheetHours.OFF, vienna(friday.atTime(7, 45))))
                .isEmpty();
    }
}
