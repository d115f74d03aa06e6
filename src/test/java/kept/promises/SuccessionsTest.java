package kept.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kept.Cast;
import kept.KeptTest;
import kept.SettableClock;
import kept.calendars.CalendarText;
import kept.calendars.Calendars;
import kept.cases.Case;
import kept.cases.Cases;
import kept.jobs.TimerEngine;
import kept.journal.Verification;
import kept.teams.Departures;
import kept.teams.Person;
import kept.teams.Teams;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@KeptTest
class SuccessionsTest {
    @Autowired Cast cast;
    @Autowired Promises promises;
    @Autowired Cases cases;
    @Autowired Teams teams;
    @Autowired Departures departures;
    @Autowired Calendars calendars;
    @Autowired TimerEngine timers;
    @Autowired Verification verification;
    @Autowired SettableClock clock;
    @Autowired JdbcClient jdbc;

    /// Each begins on a Wednesday at ten.
    @BeforeEach
    void wednesday() {
        var next =
                LocalDateTime.ofInstant(clock.instant(), SettableClock.VIENNA)
                        .toLocalDate()
                        .with(TemporalAdjusters.next(DayOfWeek.WEDNESDAY));
        clock.passTo(next.atTime(10, 0));
        fire();
    }

    private void fire() {
        while (timers.turn() > 0) {}
    }

    private void pass(Duration time) {
        clock.pass(time);
        fire();
    }

    private Promise now(Promise promise) {
        return promises.get(cast.as(cast.olga), promise.id());
    }

    private Case aCase() {
        return cast.phoneCaseOf(cast.customer("Meera Nair"), "Activation");
    }

    private Promise ofNewcomer(Person person, Duration ahead, String kind) {
        var theCase = aCase();
        return promises.give(
                cast.as(person),
                new NewPromise(
                        theCase.id(),
                        theCase.customerId(),
                        kind,
                        "A technician comes",
                        "web",
                        clock.instant().plus(ahead),
                        null,
                        null,
                        cast.frontDesk.id(),
                        person.id(),
                        Visibility.CUSTOMER,
                        null));
    }

    private UUID mornings() {
        return calendars
                .create(
                        new CalendarText(
                                "Mornings " + UUID.randomUUID(),
                                "Europe/Vienna",
                                Map.of(
                                        "wednesday", List.of("08:00-12:00"),
                                        "thursday", List.of("08:00-12:00")),
                                null,
                                null,
                                Map.of(),
                                Map.of()))
                .calendar()
                .id();
    }

    @Test
    void aWordThatFallsDueAfterItsOwnerGoesHomePassesToSomebodyWhoIsThere() {
        var person = cast.newcomer("Morning Person");
        teams.setHours(cast.as(cast.olga), person.id(), mornings());
        var afternoon = ofNewcomer(person, Duration.ofHours(5), "promise");
        var tomorrow = ofNewcomer(person, Duration.ofHours(25), "promise");
        pass(Duration.ofMinutes(119));
        assertThat(now(afternoon).words().owner()).isEqualTo(person.id());
        pass(Duration.ofMinutes(1));
        assertThat(now(afternoon).words().owner()).isNotEqualTo(person.id());
        assertThat(teams.person(now(afternoon).words().owner()).units())
                .contains(cast.frontDesk.id());
        assertThat(now(tomorrow).words().owner()).isEqualTo(person.id());
        assertThat(promises.history(cast.as(cast.olga), afternoon.id()))
                .anySatisfy(e -> assertThat(e.body()).contains("end of shift"));
    }

    @Test
    void whereNobodyWorksBeforeItIsDueItIsAtRiskAtOnce() {
        var unit = cast.newUnit("Lonely");
        var person = cast.newcomer("Alone");
        teams.change(
                cast.as(cast.olga),
                person.id(),
                teams.person(person.id()).version(),
                person.name(),
                person.role(),
                person.zone(),
                java.util.Set.of(unit.id()));
        teams.setHours(cast.as(cast.olga), person.id(), mornings());
        var word =
                promises.give(
                        cast.as(person),
                        new NewPromise(
                                null,
                                cast.customer("Omar Haddad").id(),
                                "promise",
                                "The part is ordered",
                                "web",
                                clock.instant().plus(Duration.ofHours(7)),
                                null,
                                null,
                                unit.id(),
                                null,
                                Visibility.CUSTOMER,
                                null));
        pass(Duration.ofHours(2));
        assertThat(now(word).state()).isEqualTo(State.AT_RISK);
        assertThat(now(word).words().owner()).isEqualTo(person.id());
    }

    @Test
    void whoLeavesAtAKnownTimeLeavesHisWordsAndCasesToHisSuccessor() {
        var person = cast.newcomer("Contractor");
        var word = ofNewcomer(person, Duration.ofDays(30), "visit");
        var theCase =
                cases.find(java.util.Objects.requireNonNull(word.words().caseId())).orElseThrow();
        cases.sort(
                cast.as(cast.asha),
                theCase.id(),
                null,
                theCase.unit(),
                person.id(),
                theCase.priority(),
                List.of());
        departures.plan(
                cast.as(cast.olga),
                person.id(),
                clock.instant().plus(Duration.ofDays(5)),
                cast.jonas.id());
        assertThat(mailsTo("jonas@house.example", "You take over from Contractor")).isPositive();
        assertThat(now(word).words().owner()).isEqualTo(person.id());
        pass(Duration.ofDays(5));
        assertThat(now(word).words().owner()).isEqualTo(cast.jonas.id());
        assertThat(cases.find(theCase.id()).orElseThrow().owner()).isEqualTo(cast.jonas.id());
        assertThat(teams.person(person.id()).active()).isFalse();
        assertThat(departures.planned()).noneMatch(d -> d.person().equals(person.id()));
        var customer = java.util.Objects.requireNonNull(word.words().customerId());
        assertThat(
                        jdbc.sql(
                                        "select count(*) from outgoing_mail m join contact_point c on c.value = m.recipient where c.customer_id = ? and m.subject like 'Somebody else does it%'")
                                .param(customer)
                                .query(Long.class)
                                .single())
                .isEqualTo(1);
    }

    @Test
    void whoGaveAWordHearsHowItEndedAfterItWasPassedOn() {
        var word = ofNewcomer(cast.newcomer("Giver"), Duration.ofDays(2), "promise");
        var giver = teams.person(UUID.fromString(word.words().giver()));
        promises.handOver(cast.as(cast.olga), word.id(), null, cast.jonas.id());
        promises.confirm(cast.as(cast.jonas), word.id(), null);
        assertThat(mailsTo(giver.email(), "How it ended, kept")).isEqualTo(1);
        var own = cast.word(aCase(), "I call you", clock.instant().plus(Duration.ofDays(1)));
        long before = mailsTo("asha@house.example", "How it ended");
        promises.confirm(cast.as(cast.asha), own.id(), null);
        assertThat(mailsTo("asha@house.example", "How it ended")).isEqualTo(before);
    }

    @Test
    void aUnitThatIsDissolvedPassesOnItsWordsItsCasesAndItsPeople() {
        var unit = cast.newUnit("Field");
        var theCase = aCase();
        cases.sort(
                cast.as(cast.olga),
                theCase.id(),
                null,
                unit.id(),
                cast.asha.id(),
                theCase.priority(),
                List.of());
        var word =
                promises.give(
                        cast.as(cast.olga),
                        new NewPromise(
                                theCase.id(),
                                theCase.customerId(),
                                "visit",
                                "A fitter comes",
                                "web",
                                clock.instant().plus(Duration.ofDays(3)),
                                null,
                                null,
                                unit.id(),
                                cast.asha.id(),
                                Visibility.CUSTOMER,
                                null));
        assertThatThrownBy(() -> teams.dissolve(cast.as(cast.olga), unit.id(), unit.id()))
                .hasMessageContaining("another unit");
        teams.dissolve(cast.as(cast.olga), unit.id(), cast.network.id());
        assertThat(now(word).words().unit()).isEqualTo(cast.network.id());
        assertThat(now(word).words().owner()).isEqualTo(cast.asha.id());
        assertThat(cases.find(theCase.id()).orElseThrow().unit()).isEqualTo(cast.network.id());
        assertThat(teams.units()).noneMatch(u -> u.id().equals(unit.id()));
        assertThat(verification.verify().broken()).isEmpty();
    }

    @Test
    void aDepartureThatCannotBeIsRefusedWithASentence() {
        var person = cast.newcomer("Leaver");
        assertThatThrownBy(() ->
                        departures.plan(
                                cast.as(cast.olga), person.id(), clock.instant(), person.id()))
                .hasMessageContaining("take over from himself");
        assertThatThrownBy(() ->
                        departures.plan(
                                cast.as(cast.olga), person.id(), clock.instant(), cast.vera.id()))
                .hasMessageContaining("works on cases");
        assertThatThrownBy(() ->
                        departures.plan(
                                cast.as(cast.olga),
                                cast.olga.id(),
                                clock.instant(),
                                cast.asha.id()))
                .hasMessageContaining("needs an owner");
        assertThatThrownBy(() ->
                        departures.plan(
                                cast.as(cast.lena), person.id(), clock.instant(), cast.asha.id()))
                .hasMessageContaining("owner");
    }

    private long mailsTo(String address, String subject) {
        return jdbc.sql(
                        "select count(*) from outgoing_mail where recipient = ? and subject like ? || '%'")
                .params(address, subject)
                .query(Long.class)
                .single();
    }

    @Test
    void whoStandsInForSomebodyLeavesThatToHisSuccessorToo() {
        var deputy = cast.newcomer("Deputy");
        var away = cast.newcomer("Away");
        var word = ofNewcomer(away, Duration.ofDays(30), "promise");
        departures.plan(
                cast.as(cast.olga),
                deputy.id(),
                clock.instant().plus(Duration.ofDays(5)),
                cast.jonas.id());
        teams.plan(
                cast.as(cast.olga),
                away.id(),
                deputy.id(),
                clock.instant().plus(Duration.ofDays(1)),
                clock.instant().plus(Duration.ofDays(20)),
                "");
        pass(Duration.ofDays(1));
        assertThat(now(word).words().owner()).isEqualTo(deputy.id());
        pass(Duration.ofDays(4));
        assertThat(teams.person(deputy.id()).active()).isFalse();
        assertThat(now(word).words().owner()).isEqualTo(cast.jonas.id());
        assertThat(teams.absenceOf(away.id()))
                .hasValueSatisfying(a -> assertThat(a.deputy()).isEqualTo(cast.jonas.id()));
    }

    @Test
    void anAbsenceThatIsOverBeforeItsTimerFiresPassesNothingOn() {
        var person = cast.newcomer("Short Leave");
        var word = ofNewcomer(person, Duration.ofDays(30), "promise");
        teams.plan(
                cast.as(cast.olga),
                person.id(),
                cast.jonas.id(),
                clock.instant().plus(Duration.ofHours(1)),
                clock.instant().plus(Duration.ofHours(2)),
                "");
        pass(Duration.ofHours(3));
        assertThat(now(word).words().owner()).isEqualTo(person.id());
    }

    @Test
    void nothingIsPromisedForAUnitThatIsClosedAndItsEndedCasesComeBackToTheOneThatTookOver() {
        var unit = cast.newUnit("Closing");
        var theCase = aCase();
        cases.sort(
                cast.as(cast.olga),
                theCase.id(),
                null,
                unit.id(),
                null,
                theCase.priority(),
                List.of());
        cases.resolve(cast.as(cast.olga), theCase.id(), null, "done");
        teams.dissolve(cast.as(cast.olga), unit.id(), cast.network.id());
        cases.reopen(cast.as(cast.olga), theCase.id(), null);
        assertThat(cases.find(theCase.id()).orElseThrow().unit()).isEqualTo(cast.network.id());
        assertThatThrownBy(() ->
                        promises.give(
                                cast.as(cast.olga),
                                new NewPromise(
                                        theCase.id(),
                                        theCase.customerId(),
                                        "visit",
                                        "A fitter comes",
                                        "web",
                                        clock.instant().plus(Duration.ofDays(3)),
                                        null,
                                        null,
                                        unit.id(),
                                        cast.asha.id(),
                                        Visibility.CUSTOMER,
                                        null)))
                .hasMessageContaining("is closed");
        assertThat(verification.verify().broken()).isEmpty();
    }
}
