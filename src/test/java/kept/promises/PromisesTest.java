package kept.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import kept.Cast;
import kept.KeptTest;
import kept.SettableClock;
import kept.cases.Case;
import kept.jobs.TimerEngine;
import kept.kernel.Refusal;
import kept.teams.Teams;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@KeptTest
class PromisesTest {
    @Autowired Cast cast;
    @Autowired Promises promises;
    @Autowired Teams teams;
    @Autowired TimerEngine timers;
    @Autowired SettableClock clock;
    @Autowired JdbcClient jdbc;

    private Case aCase() {
        return cast.phoneCaseOf(cast.customer("Meera Nair"), "Activation");
    }

    private Promise word(Duration ahead) {
        return cast.word(aCase(), "A technician comes", clock.instant().plus(ahead));
    }

    private Promise now(Promise promise) {
        return promises.get(cast.as(cast.olga), promise.id());
    }

    private void letTimePass(Duration time) {
        clock.pass(time);
        while (timers.turn() > 0) {}
    }

    @Test
    void redatingMakesTheNextLinkAndKeepsTheFirstDue() {
        var first = word(Duration.ofDays(3));
        var second =
                promises.redate(
                        cast.as(cast.asha),
                        first.id(),
                        null,
                        first.due().plus(Duration.ofDays(2)),
                        null,
                        "ill");
        var third =
                promises.redate(
                        cast.as(cast.asha),
                        second.id(),
                        null,
                        first.due().plus(Duration.ofDays(4)),
                        null,
                        "snow");
        assertThat(third.words().level()).isEqualTo(2);
        assertThat(third.times().firstDue()).isEqualTo(first.due());
        assertThat(promises.chain(third))
                .extracting(p -> p.state())
                .containsExactly(State.RENEGOTIATED, State.RENEGOTIATED, State.GIVEN);
        assertThat(now(first).words().next()).isEqualTo(second.id());
    }

    @Test
    void theDatabaseItselfRefusesToChangeWhatWasFirstSaid() {
        var promise = word(Duration.ofDays(3));
        for (String change :
                new String[] {
                    "said_text = 'sometime'",
                    "first_due = first_due + interval '1 day'",
                    "due = due + interval '1 day'",
                    "giver = 'nobody'"
                }) {
            assertThatThrownBy(() ->
                            jdbc.sql("update promise set " + change + " where id = ?")
                                    .param(promise.id())
                                    .update())
                    .hasMessageContaining("what was first said never changes");
        }
        assertThatThrownBy(() ->
                        jdbc.sql("delete from promise where id = ?").param(promise.id()).update())
                .hasMessageContaining("never deleted");
    }

    @Test
    void wordsThatFellDueWhileKeptWasDownAreBrokenOnceAtTheirOwnTimeAndSayHowLateThatWasSeen() {
        var words = IntStream.range(0, 60).mapToObj(i -> word(Duration.ofMinutes(10 + i))).toList();
        letTimePass(Duration.ofHours(2));
        for (var word : words) {
            assertThat(now(word).course().brokenAt()).isEqualTo(word.due());
            assertThat(promises.history(cast.as(cast.olga), word.id()))
                    .filteredOn(entry -> entry.kind().equals("promise.broken"))
                    .singleElement()
                    .satisfies(entry ->
                            assertThat(entry.body())
                                    .contains(
                                            "\"noticedLateBy\":\"%s\""
                                                    .formatted(
                                                            Duration.between(
                                                                    word.due(), clock.instant()))));
        }
    }

    @Test
    void aWordThatIsNotKeptIsWarnedOfThenBrokenAndClimbsFromOwnerToLeadToOwnerOfTheHouse() {
        var monday =
                LocalDateTime.ofInstant(clock.instant(), SettableClock.VIENNA)
                        .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                        .truncatedTo(ChronoUnit.DAYS);
        clock.passTo(monday.plusHours(10));
        var promise = word(Duration.ofDays(1));
        letTimePass(Duration.between(clock.instant(), promise.times().riskAt()));
        assertThat(now(promise).state()).isEqualTo(State.AT_RISK);
        letTimePass(Duration.between(clock.instant(), promise.due()));
        assertThat(now(promise).state()).isEqualTo(State.BROKEN);
        assertThat(now(promise).course().rung()).isEqualTo(1);
        letTimePass(Duration.ofHours(1).plusSeconds(1));
        assertThat(now(promise).course().rung()).isEqualTo(2);
        assertThat(promises.climbedTo(cast.as(cast.lena)))
                .extracting(Promise::id)
                .contains(promise.id());
        assertThat(promises.climbedTo(cast.as(cast.asha))).isEmpty();
        letTimePass(Duration.ofDays(3));
        assertThat(now(promise).course().rung()).isEqualTo(Promises.topRung());
        assertThat(now(promise).course().wakeAt()).isNull();
    }

    @Test
    void aMoveDoesNotDependOnHowLateATimerIs() {
        var promise = word(Duration.ofHours(1));
        clock.pass(Duration.ofHours(2));
        var claimed = promises.claim(cast.as(cast.asha), promise.id(), null, "late but done");
        assertThat(claimed.course().brokenAt()).isEqualTo(promise.due());
        assertThat(promises.confirm(cast.as(cast.asha), promise.id(), null).state())
                .isEqualTo(State.KEPT_LATE);
    }

    @Test
    void whoeverLooksAtAnOldVersionLosesTheRace() {
        var promise = word(Duration.ofDays(3));
        promises.claim(cast.as(cast.asha), promise.id(), promise.version(), null);
        assertThatThrownBy(() ->
                        promises.withdraw(
                                cast.as(cast.lena), promise.id(), promise.version(), "no"))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.kind()).isEqualTo(Refusal.Kind.LOST_RACE));
    }

    @Test
    void ofManyWhoClaimAtOnceOneWins() throws Exception {
        var promise = word(Duration.ofDays(3));
        var won = new AtomicInteger();
        Callable<Boolean> claim =
                () -> {
                    try {
                        promises.claim(cast.as(cast.asha), promise.id(), null, "done");
                        won.incrementAndGet();
                    } catch (Refusal _) {
                        // somebody was faster
                    }
                    return true;
                };
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var done :
                    threads.invokeAll(IntStream.range(0, 32).mapToObj(_ -> claim).toList())) {
                done.get();
            }
        }
        assertThat(won).hasValue(1);
        assertThat(promises.history(cast.as(cast.olga), promise.id())).hasSize(2);
    }

    @Test
    void anAbsencePassesOpenWordsToTheDeputy() {
        var away = cast.newcomer("Paul Away");
        var promise = word(Duration.ofDays(9));
        promises.handOver(cast.as(cast.asha), promise.id(), null, away.id());
        teams.plan(
                cast.as(cast.lena),
                away.id(),
                cast.jonas.id(),
                clock.instant().plus(Duration.ofHours(1)),
                clock.instant().plus(Duration.ofDays(5)),
                "leave");
        letTimePass(Duration.ofHours(2));
        assertThat(now(promise).words().owner()).isEqualTo(cast.jonas.id());
        var later = word(Duration.ofDays(4));
        assertThat(
                        promises.handOver(cast.as(cast.asha), later.id(), null, away.id())
                                .words()
                                .owner())
                .as("a word given to somebody who is away goes to the deputy at once")
                .isEqualTo(cast.jonas.id());
    }

    @Test
    void nobodyLeavesWithAnOpenWord() {
        var leaver = cast.newcomer("Lisa Leaves");
        var promise = word(Duration.ofDays(9));
        promises.handOver(cast.as(cast.asha), promise.id(), null, leaver.id());
        assertThatThrownBy(() -> teams.offboard(cast.as(cast.olga), leaver.id()))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        r ->
                                assertThat(r.because())
                                        .singleElement()
                                        .satisfies(b ->
                                                assertThat(b)
                                                        .containsEntry(
                                                                "id", promise.id().toString())));
        promises.handOver(cast.as(cast.asha), promise.id(), null, cast.asha.id());
        teams.offboard(cast.as(cast.olga), leaver.id());
        assertThat(teams.person(leaver.id()).active()).isFalse();
    }

    @Test
    void onlyALeadMayDeclareAWordVoid() {
        var promise = word(Duration.ofDays(3));
        assertThatThrownBy(
                        () -> promises.declareVoid(cast.as(cast.asha), promise.id(), null, "typo"))
                .hasMessage("Only a lead or the owner may do this.");
        assertThat(promises.declareVoid(cast.as(cast.lena), promise.id(), null, "typo").state())
                .isEqualTo(State.VOID);
    }

    @Test
    void whatAnotherUnitPromisedIsNotThere() {
        var promise = word(Duration.ofDays(3));
        assertThatThrownBy(() -> promises.get(cast.as(cast.nils), promise.id()))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
    }

    @Test
    void aPromiseLiesAheadAndNotForEver() {
        var theCase = aCase();
        assertThatThrownBy(() -> cast.word(theCase, "too late", clock.instant()))
                .hasMessageContaining("in the future");
        assertThatThrownBy(() -> cast.word(theCase, "far", Instant.parse("2050-01-01T00:00:00Z")))
                .hasMessageContaining("ten years");
    }

    @Test
    void theCustomerAloneConfirmsWhatIsHis() {
        var promise = word(Duration.ofDays(3));
        promises.claim(cast.as(cast.asha), promise.id(), null, "done");
        assertThatThrownBy(() -> promises.confirmByCustomer(UUID.randomUUID(), promise.id()))
                .hasMessageContaining("no promise");
        UUID customer = java.util.Objects.requireNonNull(promise.words().customerId());
        assertThat(promises.confirmByCustomer(customer, promise.id()).state())
                .isEqualTo(State.KEPT);
    }

    @Test
    void aWrongClockBreaksNoWord() {
        var promise = word(Duration.ofHours(30));
        timers.turn();
        clock.jump(Duration.ofDays(3));
        assertThat(timers.turn()).isZero();
        assertThat(now(promise).state()).isEqualTo(State.GIVEN);
        clock.jump(Duration.ofDays(-3));
        timers.turn();
        assertThat(now(promise).state()).isEqualTo(State.GIVEN);
    }
}
