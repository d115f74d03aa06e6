package kept.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import kept.Cast;
import kept.KeptTest;
import kept.SettableClock;
import kept.jobs.TimerEngine;
import kept.kernel.Cursor;
import kept.kernel.Refusal;
import kept.promises.Promise;
import kept.promises.Promises;
import kept.promises.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@KeptTest
class CasesTest {
    @Autowired Cast cast;
    @Autowired Cases cases;
    @Autowired Promises promises;
    @Autowired TimerEngine timers;
    @Autowired SettableClock clock;

    private Promise reply(Case theCase) {
        return promises.ofCase(theCase.id()).stream()
                .filter(p -> p.words().kind().equals(Cases.REPLY))
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    private void nextMonday(int hour) {
        var here = LocalDateTime.ofInstant(clock.instant(), SettableClock.VIENNA);
        var monday =
                here.toLocalDate()
                        .with(
                                java.time.temporal.TemporalAdjusters.next(
                                        java.time.DayOfWeek.MONDAY));
        clock.passTo(monday.atTime(hour, 0));
        while (timers.turn() > 0) {}
    }

    @Test
    void whoeverWritesIsOwedAnAnswerInWorkingTime() {
        nextMonday(16);
        var theCase = cast.caseOf(cast.customer("Meera Nair"), "My line", "It is dead.");
        var due = LocalDateTime.ofInstant(reply(theCase).due(), SettableClock.VIENNA);
        assertThat(due.getDayOfWeek()).isEqualTo(java.time.DayOfWeek.TUESDAY);
        assertThat(due.toLocalTime()).isEqualTo("11:30");
    }

    @Test
    void anAnswerInTimeKeepsTheReplyWeOwe() {
        nextMonday(9);
        var theCase = cast.caseOf(cast.customer("Meera Nair"), "My line", "It is dead.");
        clock.pass(Duration.ofHours(1));
        cases.say(cast.as(cast.asha), theCase.id(), cast.answer("We look at it now."));
        assertThat(reply(theCase).state()).isEqualTo(State.KEPT);
        assertThat(cases.get(cast.as(cast.asha), theCase.id()).ourMove()).isFalse();
    }

    @Test
    void aLateAnswerIsKeptLate() {
        nextMonday(9);
        var theCase = cast.caseOf(cast.customer("Meera Nair"), "My line", "It is dead.");
        clock.pass(Duration.ofHours(30));
        while (timers.turn() > 0) {}
        assertThat(reply(theCase).state()).isEqualTo(State.BROKEN);
        cases.say(cast.as(cast.asha), theCase.id(), cast.answer("Sorry, we look at it now."));
        assertThat(reply(theCase).state()).isEqualTo(State.KEPT_LATE);
    }

    @Test
    void aNoteIsNoAnswer() {
        var theCase = cast.caseOf(cast.customer("Meera Nair"), "My line", "It is dead.");
        cases.say(
                cast.as(cast.asha),
                theCase.id(),
                NewMessage.typed(
                        Message.Direction.NOTE, "Asha", "note", "ask the network", Channel.WEB));
        assertThat(reply(theCase).open()).isTrue();
        assertThat(cases.get(cast.as(cast.asha), theCase.id()).ourMove()).isTrue();
    }

    @Test
    void oneReplyIsOwedHoweverOftenTheCustomerWrites() {
        var customer = cast.customer("Meera Nair");
        var theCase = cast.caseOf(customer, "My line", "It is dead.");
        for (int i = 0; i < 3; i++) {
            cases.hear(
                    theCase.id(),
                    NewMessage.typed(
                            Message.Direction.INBOUND,
                            "Meera",
                            "again",
                            "still dead",
                            Channel.MAIL));
        }
        assertThat(promises.openOfCase(theCase.id())).hasSize(1);
    }

    @Test
    void aCaseIsNotResolvedOverAnOpenWord() {
        var theCase = cast.phoneCaseOf(cast.customer("Meera Nair"), "My line");
        var word =
                cast.word(theCase, "A technician comes", clock.instant().plus(Duration.ofDays(2)));
        assertThatThrownBy(() -> cases.resolve(cast.as(cast.asha), theCase.id(), null, ""))
                .isInstanceOfSatisfying(
                        CaseHasOpenPromises.class,
                        r ->
                                assertThat(r.because())
                                        .singleElement()
                                        .satisfies(b ->
                                                assertThat(b)
                                                        .containsEntry(
                                                                "id", word.id().toString())));
        promises.claim(cast.as(cast.asha), word.id(), null, "was here");
        promises.confirm(cast.as(cast.asha), word.id(), null);
        assertThat(cases.resolve(cast.as(cast.asha), theCase.id(), null, "line works").resolved())
                .isTrue();
    }

    @Test
    void aBrokenWordStillStandsInTheWay() {
        var theCase = cast.phoneCaseOf(cast.customer("Meera Nair"), "My line");
        var word =
                cast.word(theCase, "A technician comes", clock.instant().plus(Duration.ofHours(2)));
        clock.pass(Duration.ofHours(3));
        while (timers.turn() > 0) {}
        assertThatThrownBy(() -> cases.resolve(cast.as(cast.asha), theCase.id(), null, ""))
                .isInstanceOf(CaseHasOpenPromises.class);
        promises.withdraw(cast.as(cast.asha), word.id(), null, "no technician left");
        assertThat(cases.resolve(cast.as(cast.asha), theCase.id(), null, "").resolved()).isTrue();
    }

    @Test
    void aCustomerWhoWritesOpensAResolvedCaseAgain() {
        var theCase = cast.phoneCaseOf(cast.customer("Meera Nair"), "My line");
        cases.resolve(cast.as(cast.asha), theCase.id(), null, "done");
        cases.hear(
                theCase.id(),
                NewMessage.typed(
                        Message.Direction.INBOUND,
                        "Meera",
                        "no",
                        "it is dead again",
                        Channel.MAIL));
        var again = cases.get(cast.as(cast.asha), theCase.id());
        assertThat(again.resolved()).isFalse();
        assertThat(again.ourMove()).isTrue();
        assertThat(promises.openOfCase(theCase.id())).hasSize(1);
    }

    @Test
    void aWordOnAResolvedCaseOpensItAgain() {
        var theCase = cast.phoneCaseOf(cast.customer("Meera Nair"), "My line");
        cases.resolve(cast.as(cast.asha), theCase.id(), null, "done");
        cast.word(theCase, "We call once more", clock.instant().plus(Duration.ofDays(1)));
        assertThat(cases.get(cast.as(cast.asha), theCase.id()).resolved()).isFalse();
    }

    @Test
    void whatBelongsToAnotherUnitIsNotThere() {
        var theCase = cast.phoneCaseOf(cast.customer("Meera Nair"), "My line");
        assertThatThrownBy(() -> cases.get(cast.as(cast.nils), theCase.id()))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
        assertThat(list(cast.as(cast.nils), "")).doesNotContain(theCase.number());
        assertThat(list(cast.as(cast.olga), "")).contains(theCase.number());
    }

    @Test
    void whoeverMustKeepAWordOnACaseSeesTheCase() {
        var theCase = cast.phoneCaseOf(cast.customer("Meera Nair"), "My line");
        var word =
                cast.word(theCase, "We measure the line", clock.instant().plus(Duration.ofDays(2)));
        promises.handOver(cast.as(cast.asha), word.id(), null, cast.nils.id());
        assertThat(cases.get(cast.as(cast.nils), theCase.id()).number())
                .isEqualTo(theCase.number());
    }

    private List<Long> list(kept.teams.Viewer viewer, String q) {
        var filter =
                new CaseFilter(null, null, null, false, null, null, "", q, CaseFilter.Sort.UPDATED);
        return cases.list(viewer, filter, null, 200).items().stream().map(Case::number).toList();
    }

    @Test
    void wordsAreFoundInEveryMessageWithoutAccents() {
        var customer = cast.customer("Meera Nair");
        var theCase =
                cast.caseOf(customer, "Größere Störung", "Der Zähler summt like a refrigerator");
        cases.hear(
                theCase.id(),
                NewMessage.typed(
                        Message.Direction.INBOUND,
                        "Meera",
                        "x",
                        "the quaggafish sings",
                        Channel.MAIL));
        assertThat(list(cast.as(cast.asha), "quaggafish")).containsExactly(theCase.number());
        assertThat(list(cast.as(cast.asha), "zahler refrigerators"))
                .containsExactly(theCase.number());
        assertThat(list(cast.as(cast.asha), "quaggafish -sings")).isEmpty();
        assertThat(list(cast.as(cast.asha), "\"' OR 1=1 -- &|!():*")).isEmpty();
    }

    @Test
    void aListGoesOnWhereItStopped() {
        var customer = cast.customer("Many Cases");
        for (int i = 0; i < 7; i++) {
            clock.pass(Duration.ofMillis(5));
            cast.phoneCaseOf(customer, "Case " + i);
        }
        var filter = CaseFilter.ofCustomer(customer.id());
        var seen = new java.util.ArrayList<String>();
        @Nullable Cursor after = null;
        do {
            var slice = cases.list(cast.as(cast.asha), filter, after, 3);
            slice.items().forEach(c -> seen.add(c.subject()));
            after = slice.next() == null ? null : Cursor.parse(slice.next());
        } while (after != null);
        assertThat(seen)
                .containsExactly(
                        "Case 6", "Case 5", "Case 4", "Case 3", "Case 2", "Case 1", "Case 0");
    }
}
