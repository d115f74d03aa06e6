package kept.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import kept.Cast;
import kept.KeptTest;
import kept.SettableClock;
import kept.cases.Cases;
import kept.jobs.TimerEngine;
import kept.journal.Entry;
import kept.journal.Verification;
import kept.kernel.Refusal;
import kept.promises.NewPromise;
import kept.promises.Promise;
import kept.promises.Promises;
import kept.promises.Visibility;
import kept.teams.Unit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Sales, which is the front desk here, orders a line; the network connects it; the front desk calls the customer. All work
/// from nine to half past five with half an hour less at noon: eight hours a day.
@KeptTest
class StepsTest {
    @Autowired Cast cast;
    @Autowired Cases cases;
    @Autowired Promises promises;
    @Autowired Steps steps;
    @Autowired StepTemplates templates;
    @Autowired TimerEngine timers;
    @Autowired SettableClock clock;
    @Autowired Verification verification;
    @Autowired JdbcClient jdbc;

    private final String kind = "line " + UUID.randomUUID().toString().substring(0, 8);

    /// Each test starts on a Monday at nine.
    @BeforeEach
    void monday() {
        letTimePassTo(
                LocalDateTime.ofInstant(clock.instant(), SettableClock.VIENNA)
                        .toLocalDate()
                        .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                        .atTime(9, 0));
    }

    private LocalDateTime at(DayOfWeek day, int hour, int minute) {
        return LocalDateTime.ofInstant(clock.instant(), SettableClock.VIENNA)
                .toLocalDate()
                .with(TemporalAdjusters.nextOrSame(day))
                .atTime(hour, minute);
    }

    private static Instant instant(LocalDateTime local) {
        return local.atZone(SettableClock.VIENNA).toInstant();
    }

    private static LocalDateTime local(@Nullable Instant at) {
        return LocalDateTime.ofInstant(java.util.Objects.requireNonNull(at), SettableClock.VIENNA);
    }

    private void letTimePassTo(LocalDateTime until) {
        while (clock.instant().isBefore(instant(until))) {
            var left = Duration.between(clock.instant(), instant(until));
            clock.pass(left.compareTo(Duration.ofMinutes(30)) < 0 ? left : Duration.ofMinutes(30));
            while (timers.turn() > 0) {}
        }
    }

    private StepTemplate.Line line(
            String name, Unit unit, int hours, @Nullable Integer capacity, Integer... needs) {
        return new StepTemplate.Line(
                name,
                unit.id(),
                Duration.ofHours(hours),
                List.of(needs),
                capacity,
                StepTemplate.ANSWER);
    }

    private void template(StepTemplate.Line... lines) {
        templates.adopt(cast.as(cast.olga), kind, null, List.of(lines));
    }

    private void threeSteps() {
        template(
                line("Order", cast.frontDesk, 2, 1_000),
                line("Connect", cast.network, 4, null, 0),
                line("Call", cast.frontDesk, 1, 1_000, 1));
    }

    private Promise word(LocalDateTime due) {
        var theCase = cast.phoneCaseOf(cast.customer("Meera Nair"), "New line");
        return cases.give(
                cast.as(cast.asha),
                theCase.id(),
                c ->
                        new NewPromise(
                                c.id(),
                                c.customerId(),
                                kind,
                                "Your line is connected",
                                "web",
                                instant(due),
                                null,
                                null,
                                c.unit(),
                                null,
                                Visibility.CUSTOMER,
                                null));
    }

    private Progress of(Promise promise) {
        return steps.of(promises.get(cast.as(cast.olga), promise.id())).orElseThrow();
    }

    private Step step(Promise promise, String name) {
        return of(promise).plan().steps().stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPromiseIsPlannedBackwardsFromItsDueTimeInTheWorkingTimeOfEachUnit() {
        threeSteps();
        var promise = word(at(DayOfWeek.FRIDAY, 17, 30));
        var plan = of(promise).plan();
        // seven hours of work, so half of that is kept as a buffer: all is to be done by Friday at
        // two
        assertThat(plan.steps())
                .extracting(
                        step -> local(step.planned().start()), step -> local(step.planned().end()))
                .containsExactly(
                        tuple(at(DayOfWeek.THURSDAY, 15, 0), at(DayOfWeek.THURSDAY, 17, 0)),
                        tuple(at(DayOfWeek.THURSDAY, 17, 0), at(DayOfWeek.FRIDAY, 12, 30)),
                        tuple(at(DayOfWeek.FRIDAY, 13, 0), at(DayOfWeek.FRIDAY, 14, 0)));
        assertThat(of(promise).schedule().slack(step(promise, "Call")))
                .isEqualTo(Duration.ofMinutes(210));
    }

    // --- who takes it on

    @Test
    void aStepWithAStandingRuleIsTakenOnAtOnceAndTheOthersAreAsked() {
        threeSteps();
        var promise = word(at(DayOfWeek.FRIDAY, 17, 30));
        assertThat(of(promise).plan().steps())
                .extracting(Step::state)
                .containsExactly(Step.State.ACCEPTED, Step.State.ASKED, Step.State.ACCEPTED);
        assertThat(of(promise).plan().backing()).isEqualTo(Plan.Backing.PROVISIONAL);
        // four hours of the network's working time, the half hour at noon not counted
        assertThat(local(of(promise).plan().provisionalUntil()))
                .isEqualTo(at(DayOfWeek.MONDAY, 13, 30));
    }

    @Test
    void theCustomerHearsBothTimesAndThenThatItStands() {
        threeSteps();
        var promise = word(at(DayOfWeek.FRIDAY, 17, 30));
        assertThat(mails(promise))
                .singleElement()
                .asString()
                .contains("Friday")
                .contains("provisional until Monday")
                .contains("13:30");
        steps.accept(cast.as(cast.nils), step(promise, "Connect").id());
        assertThat(of(promise).plan().backing()).isEqualTo(Plan.Backing.BACKED);
        assertThat(mails(promise)).hasSize(2).last().asString().contains("It stands");
        letTimePassTo(at(DayOfWeek.MONDAY, 16, 0));
        assertThat(mails(promise)).hasSize(2);
    }

    @Test
    void aPromiseThatEverybodyTakesOnByRuleIsNeverProvisional() {
        template(line("Order", cast.frontDesk, 2, 1_000));
        var promise = word(at(DayOfWeek.FRIDAY, 17, 30));
        assertThat(of(promise).plan().backing()).isEqualTo(Plan.Backing.BACKED);
        assertThat(mails(promise)).singleElement().asString().doesNotContain("provisional");
    }

    @Test
    void aPromiseOfAKindWithoutStepsStaysAsItWas() {
        var promise = word(at(DayOfWeek.FRIDAY, 17, 30));
        assertThat(steps.of(promise)).isEmpty();
        assertThat(mails(promise)).singleElement().asString().doesNotContain("provisional");
    }

    @Test
    void anAnswerThatDoesNotComeClimbsToTheLeadAndThenToTheOwnerAndTheCustomerIsTold() {
        threeSteps();
        var promise = word(at(DayOfWeek.FRIDAY, 17, 30));
        letTimePassTo(at(DayOfWeek.MONDAY, 13, 29));
        assertThat(step(promise, "Connect").asked().rung()).isZero();
        letTimePassTo(at(DayOfWeek.MONDAY, 13, 30));
        assertThat(step(promise, "Connect").asked().rung()).isEqualTo(1);
        assertThat(of(promise).plan().backing()).isEqualTo(Plan.Backing.UNANSWERED);
        assertThat(mails(promise)).hasSize(2).last().asString().contains("Not confirmed yet");
        letTimePassTo(at(DayOfWeek.MONDAY, 17, 30));
        assertThat(step(promise, "Connect").asked().rung()).isEqualTo(2);
        assertThat(kinds(promise)).filteredOn("step.climbed"::equals).hasSize(2);
        assertThat(mailsTo(cast.olga.email(), promise)).isNotEmpty();
        steps.accept(cast.as(cast.nils), step(promise, "Connect").id());
        assertThat(mails(promise)).hasSize(3).last().asString().contains("It stands");
    }

    @Test
    void aUnitThatCannotSaysWhyAndWhenItCanAndTheNewTimeStandsOnThat() {
        threeSteps();
        var promise = word(at(DayOfWeek.FRIDAY, 17, 30));
        var earliest = instant(at(DayOfWeek.FRIDAY, 17, 0)).plus(Duration.ofDays(3));
        var connect = step(promise, "Connect");
        var refused =
                steps.refuse(cast.as(cast.nils), connect.id(), "no free port until then", earliest);
        assertThat(refused.progress().plan().backing()).isEqualTo(Plan.Backing.REFUSED);
        assertThat(refused.progress().plan().redStep()).isEqualTo(refused.step());
        assertThat(mailsTo(cast.asha.email(), promise))
                .last()
                .asString()
                .contains("no free port until then");
        assertThatThrownBy(() -> redate(promise, at(DayOfWeek.FRIDAY, 17, 30).plusDays(3)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("too early for the steps behind it");
        var next = redate(promise, at(DayOfWeek.FRIDAY, 17, 30).plusDays(5));
        assertThat(of(next).plan().steps())
                .extracting(Step::state)
                .containsOnly(Step.State.ACCEPTED);
        assertThat(step(next, "Connect").planned().end()).isEqualTo(earliest);
        assertThat(of(next).plan().red()).isNull();
        assertThat(kinds(next)).contains("plan.turnedRed", "plan.turnedGreen");
    }

    private Promise redate(Promise promise, LocalDateTime due) {
        return promises.redate(
                cast.as(cast.asha), promise.id(), null, instant(due), null, "no free port");
    }

    @Test
    void aRefusalThatIsEarlyEnoughIsAnAcceptance() {
        threeSteps();
        var promise = word(at(DayOfWeek.FRIDAY, 17, 30));
        assertThatThrownBy(() ->
                        steps.refuse(
                                cast.as(cast.nils),
                                step(promise, "Connect").id(),
                                "busy",
                                instant(at(DayOfWeek.FRIDAY, 15, 0))))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("early enough");
    }

    @Test
    void onlyTheUnitItselfAnswersForItsStep() {
        threeSteps();
        var promise = word(at(DayOfWeek.FRIDAY, 17, 30));
        var connect = step(promise, "Connect").id();
        assertThatThrownBy(() -> steps.accept(cast.as(cast.asha), connect))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("belongs to Network");
        assertThatThrownBy(() -> steps.accept(cast.as(cast.vera), connect))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> steps.accept(cast.as(cast.nils), UUID.randomUUID()))
                .isInstanceOf(Refusal.class);
        steps.accept(cast.as(cast.nils), connect);
        assertThatThrownBy(() -> steps.accept(cast.as(cast.nils), connect))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("is accepted");
    }

    @Test
    void aRefusedStepCanBeGivenToAnotherUnit() {
        threeSteps();
        var promise = word(at(DayOfWeek.FRIDAY, 17, 30));
        var connect = step(promise, "Connect").id();
        steps.refuse(
                cast.as(cast.nils),
                connect,
                "ill",
                instant(at(DayOfWeek.FRIDAY, 17, 0)).plus(Duration.ofDays(7)));
        steps.ask(cast.as(cast.asha), connect, cast.frontDesk.id());
        assertThat(step(promise, "Connect").state()).isEqualTo(Step.State.ASKED);
        assertThat(of(promise).plan().red()).isNull();
        steps.accept(cast.as(cast.jonas), connect);
        assertThat(of(promise).plan().backing()).isEqualTo(Plan.Backing.BACKED);
    }

    // --- when it turns red

    @Test
    void thePlanTurnsRedAtTheMinuteAtWhichAStepMustHaveBegunHoweverLateThatIsSeen() {
        threeSteps();
        var promise = word(at(DayOfWeek.FRIDAY, 17, 30));
        steps.accept(cast.as(cast.nils), step(promise, "Connect").id());
        // seven hours of work before Friday 17:30
        var last = at(DayOfWeek.FRIDAY, 10, 0);
        letTimePassTo(last.minusMinutes(1));
        assertThat(of(promise).plan().red()).isNull();
        clock.pass(Duration.ofMinutes(31));
        while (timers.turn() > 0) {}
        assertThat(of(promise).plan().red()).isEqualTo(new Plan.Red(instant(last), 0));
        assertThat(of(promise).plan().redStep()).isEqualTo(step(promise, "Order"));
        assertThat(kinds(promise)).filteredOn("plan.turnedRed"::equals).hasSize(1);
    }

    @Test
    void aStepThatSlipsMovesAllThatHangOnItAtOnce() {
        threeSteps();
        var promise = word(at(DayOfWeek.FRIDAY, 17, 30));
        steps.done(cast.as(cast.asha), step(promise, "Order").id());
        var before = of(promise).schedule().expectedEnd(step(promise, "Call"));
        assertThat(local(before)).isEqualTo(at(DayOfWeek.FRIDAY, 14, 0));
        steps.start(cast.as(cast.nils), step(promise, "Connect").id());
        steps.delay(
                cast.as(cast.nils),
                step(promise, "Connect").id(),
                instant(at(DayOfWeek.FRIDAY, 16, 0)),
                "a part is missing");
        assertThat(local(of(promise).schedule().expectedEnd(step(promise, "Call"))))
                .isEqualTo(at(DayOfWeek.FRIDAY, 17, 0));
        assertThat(of(promise).plan().red()).isNull();
        letTimePassTo(at(DayOfWeek.TUESDAY, 11, 11));
        steps.delay(
                cast.as(cast.nils),
                step(promise, "Connect").id(),
                instant(at(DayOfWeek.FRIDAY, 17, 0)),
                "the part comes on Friday");
        assertThat(of(promise).plan().red())
                .isEqualTo(new Plan.Red(instant(at(DayOfWeek.TUESDAY, 11, 11)), 1));
        assertThat(of(promise).schedule().red(step(promise, "Call"))).isTrue();
        steps.done(cast.as(cast.nils), step(promise, "Connect").id());
        assertThat(of(promise).plan().red()).isNull();
        assertThat(of(promise).schedule().red(step(promise, "Call"))).isFalse();
    }

    @Test
    void aStepWaitsForWhatItNeeds() {
        threeSteps();
        var promise = word(at(DayOfWeek.FRIDAY, 17, 30));
        assertThatThrownBy(() -> steps.start(cast.as(cast.nils), step(promise, "Connect").id()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("\"Connect\" needs \"Order\" first");
    }

    // --- what the promise does to its steps

    @Test
    void theEndOfAPromiseDropsItsOpenStepsAndGivesTheirCapacityBack() {
        template(line("Order", cast.frontDesk, 2, 1), line("Connect", cast.network, 4, null, 0));
        var first = word(at(DayOfWeek.FRIDAY, 17, 30));
        assertThat(step(first, "Order").state()).isEqualTo(Step.State.ACCEPTED);
        promises.withdraw(cast.as(cast.asha), first.id(), null, "no line there");
        assertThat(of(first).plan().steps())
                .extracting(Step::state)
                .containsOnly(Step.State.DROPPED);
        var second = word(at(DayOfWeek.FRIDAY, 17, 30));
        assertThat(step(second, "Order").planned().day())
                .isEqualTo(at(DayOfWeek.FRIDAY, 0, 0).toLocalDate());
        assertThatThrownBy(() -> steps.start(cast.as(cast.asha), step(first, "Order").id()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("has ended");
    }

    @Test
    void redatingKeepsWhatIsDoneAndLaysTheRestAnew() {
        threeSteps();
        var promise = word(at(DayOfWeek.FRIDAY, 17, 30));
        steps.done(cast.as(cast.asha), step(promise, "Order").id());
        steps.accept(cast.as(cast.nils), step(promise, "Connect").id());
        var kept = step(promise, "Connect");
        var later = redate(promise, at(DayOfWeek.FRIDAY, 17, 30).plusDays(7));
        assertThat(step(later, "Order").state()).isEqualTo(Step.State.DONE);
        assertThat(step(later, "Connect")).isEqualTo(kept);
        var sooner = redate(later, at(DayOfWeek.WEDNESDAY, 17, 30));
        assertThat(step(sooner, "Order").state()).isEqualTo(Step.State.DONE);
        assertThat(step(sooner, "Connect").state()).isEqualTo(Step.State.ASKED);
        assertThat(local(step(sooner, "Connect").planned().end()).toLocalDate())
                .isEqualTo(at(DayOfWeek.WEDNESDAY, 0, 0).toLocalDate());
    }

    @Test
    void anEarlierLinkShowsTheStepsOfTheLatest() {
        threeSteps();
        var first = word(at(DayOfWeek.WEDNESDAY, 17, 30));
        var second = redate(first, at(DayOfWeek.FRIDAY, 17, 30));
        assertThat(of(first).promise().id()).isEqualTo(second.id());
        assertThat(of(first).schedule().latestEnd(step(first, "Call"))).isEqualTo(second.due());
    }

    @Test
    void aDueTimeThatIsTooEarlyIsRefusedWithTheEarliestThatWorksAndThatOneWorks() {
        threeSteps();
        assertThatThrownBy(() -> word(at(DayOfWeek.MONDAY, 16, 0)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("Order, Connect, Call")
                .hasMessageContaining("Monday")
                .hasMessageContaining("16:45");
        var promise = word(at(DayOfWeek.MONDAY, 16, 45));
        assertThat(of(promise).plan().red()).isNull();
    }

    @Test
    void aWordThatWaitsForTheCustomerTakesNoCapacityBeforeHeDidHisPart() {
        threeSteps();
        var theCase = cast.phoneCaseOf(cast.customer("Meera Nair"), "New line");
        var promise =
                cases.give(
                        cast.as(cast.asha),
                        theCase.id(),
                        c ->
                                new NewPromise(
                                        c.id(),
                                        c.customerId(),
                                        kind,
                                        "Your line is connected",
                                        "web",
                                        instant(at(DayOfWeek.FRIDAY, 17, 30)),
                                        null,
                                        null,
                                        c.unit(),
                                        null,
                                        Visibility.CUSTOMER,
                                        "you send the form"));
        assertThat(steps.of(promise)).isEmpty();
        promises.conditionMet(cast.as(cast.asha), promise.id(), null);
        assertThat(of(promise).plan().steps()).hasSize(3);
        assertThat(mails(promise)).last().asString().contains("provisional until");
    }

    // --- capacity

    @Test
    void aFullDayMakesTheStepGoToAnEarlierOneAndWithNoRoomLeftItIsAsked() {
        template(line("Visit " + kind, cast.network, 2, 1));
        var days = new ArrayList<Object>();
        for (int i = 0; i < 6; i++) {
            var step = step(word(at(DayOfWeek.FRIDAY, 17, 30)), "Visit " + kind);
            days.add(
                    step.state() == Step.State.ACCEPTED
                            ? local(step.planned().end()).getDayOfWeek()
                            : step.state());
        }
        assertThat(days)
                .containsExactly(
                        DayOfWeek.FRIDAY,
                        DayOfWeek.THURSDAY,
                        DayOfWeek.WEDNESDAY,
                        DayOfWeek.TUESDAY,
                        DayOfWeek.MONDAY,
                        Step.State.ASKED);
        assertThat(steps.capacities(cast.as(cast.nils), 5))
                .filteredOn(c -> c.work().equals("Visit " + kind))
                .singleElement()
                .satisfies(
                        c -> assertThat(c.days()).extracting(Capacity.Day::used).containsOnly(1));
    }

    @Test
    void sixtyFourWhoTakeTheSameCapacityAtOnceGetJustWhatThereIs() throws Exception {
        template(
                line("Visit " + kind, cast.network, 1, 3),
                line("Check " + kind, cast.frontDesk, 1, 2));
        var words =
                IntStream.range(0, 64)
                        .mapToObj(_ -> (Callable<Promise>) () -> word(at(DayOfWeek.FRIDAY, 17, 30)))
                        .toList();
        var given = new ArrayList<Promise>();
        try (var people = Executors.newFixedThreadPool(64)) {
            for (var one : people.invokeAll(words)) {
                given.add(one.get());
            }
        }
        // five days until then, of three and of two
        assertThat(given.stream().map(p -> step(p, "Visit " + kind).state()))
                .filteredOn(state -> state == Step.State.ACCEPTED)
                .hasSize(15);
        assertThat(given.stream().map(p -> step(p, "Check " + kind).state()))
                .filteredOn(state -> state == Step.State.ACCEPTED)
                .hasSize(10);
        assertThat(used("Visit " + kind)).containsOnly(3).hasSize(5);
        assertThat(used("Check " + kind)).containsOnly(2).hasSize(5);
        var ends =
                given.stream()
                        .map(p ->
                                (Callable<Promise>)
                                        () ->
                                                promises.release(
                                                        cast.as(cast.asha), p.id(), null, null))
                        .toList();
        try (var people = Executors.newFixedThreadPool(64)) {
            for (var one : people.invokeAll(ends)) {
                one.get();
            }
        }
        assertThat(used("Visit " + kind)).containsOnly(0);
        assertThat(used("Check " + kind)).containsOnly(0);
    }

    private List<@Nullable Integer> used(String work) {
        return jdbc.sql("select used from step_capacity where work = ?")
                .param(work)
                .query(Integer.class)
                .list();
    }

    @Test
    void whatIsDoneBeforeItsDayLeavesTheRoomToOthers() {
        template(line("Visit " + kind, cast.network, 2, 1));
        var first = word(at(DayOfWeek.FRIDAY, 17, 30));
        steps.done(cast.as(cast.nils), step(first, "Visit " + kind).id());
        var second = word(at(DayOfWeek.FRIDAY, 17, 30));
        assertThat(step(second, "Visit " + kind).planned().day())
                .isEqualTo(at(DayOfWeek.FRIDAY, 0, 0).toLocalDate());
        assertThat(used("Visit " + kind)).containsExactly(1);
    }

    @Test
    void whateverPeopleAndTimeDoRoomAndRedAgreeWithTheStepsAndEverythingIsProven() {
        long seed = Long.getLong("kept.seed", System.nanoTime());
        System.out.println("StepsTest: -Dkept.seed=" + seed);
        var random = new Random(seed);
        template(
                line("Order " + kind, cast.frontDesk, 1, 2),
                line("Connect " + kind, cast.network, 3, null, 0),
                line("Bill " + kind, cast.frontDesk, 1, null),
                line("Visit " + kind, cast.network, 2, 2, 1),
                line("Call " + kind, cast.frontDesk, 1, 3, 2, 3));
        var given = new ArrayList<Promise>();
        for (int i = 0; i < 400; i++) {
            if (given.size() < 3 || random.nextInt(8) == 0) {
                given.add(word(local(clock.instant()).plusDays(5 + random.nextInt(20))));
            }
            int which = random.nextInt(given.size());
            var promise = promises.get(cast.as(cast.olga), given.get(which).id());
            var plan = of(promise).plan();
            var step = plan.steps().get(random.nextInt(plan.steps().size()));
            var later =
                    instant(at(DayOfWeek.FRIDAY, 12, 0))
                            .plus(Duration.ofHours(random.nextInt(300)));
            try {
                switch (random.nextInt(12)) {
                    case 0, 1 -> steps.accept(cast.as(cast.olga), step.id());
                    case 2 -> steps.refuse(cast.as(cast.olga), step.id(), "no", later);
                    case 3 -> steps.start(cast.as(cast.olga), step.id());
                    case 4, 5 -> steps.done(cast.as(cast.olga), step.id());
                    case 6 -> steps.delay(cast.as(cast.olga), step.id(), later, "snow");
                    case 7 -> steps.ask(cast.as(cast.olga), step.id(), null);
                    case 8 ->
                            given.set(
                                    which,
                                    promises.redate(
                                            cast.as(cast.asha),
                                            promise.id(),
                                            null,
                                            later.plus(Duration.ofDays(2)),
                                            null,
                                            "snow"));
                    case 9 -> {
                        if (random.nextInt(4) == 0) {
                            promises.release(cast.as(cast.asha), promise.id(), null, null);
                        } else {
                            promises.claim(cast.as(cast.asha), promise.id(), null, "done");
                        }
                    }
                    default ->
                            letTimePassTo(
                                    local(clock.instant()).plusMinutes(1 + random.nextInt(400)));
                }
            } catch (Refusal _) {
                // what cannot be done now is refused whole
            }
        }
        letTimePassTo(local(clock.instant()).plusMinutes(1));
        assertThat(
                        jdbc.sql(
                                        """
                                        select c.work, c.day, c.used, (select count(*) from step s
                                                where s.unit = c.unit and s.name = c.work and s.taken_day = c.day)
                                          from step_capacity c where c.work like ?
                                           and c.used <> (select count(*) from step s
                                                where s.unit = c.unit and s.name = c.work and s.taken_day = c.day)
                                        """)
                                .param("%" + kind)
                                .query()
                                .listOfRows())
                .as("seed %d", seed)
                .isEmpty();
        assertThat(used("Order " + kind)).as("seed %d", seed).allMatch(used -> used <= 2);
        for (var promise : given) {
            var now = promises.get(cast.as(cast.olga), promise.id());
            var progress = of(promise);
            if (now.open() && now.state() != kept.promises.State.CLAIMED) {
                assertThat(progress.plan().red() != null)
                        .as("red of %s, seed %d", progress.plan(), seed)
                        .isEqualTo(progress.schedule().red() != null);
            }
            assertThat(progress.plan().open()).isEqualTo(now.open());
        }
        assertThat(verification.verify().broken()).as("seed %d", seed).isEmpty();
    }

    @Test
    void whoAcceptsAtTheSameMomentAsAnotherFindsItTaken() throws Exception {
        threeSteps();
        var promise = word(at(DayOfWeek.FRIDAY, 17, 30));
        var connect = step(promise, "Connect").id();
        Callable<Boolean> accept =
                () -> {
                    try {
                        steps.accept(cast.as(cast.nils), connect);
                        return true;
                    } catch (Refusal _) {
                        return false;
                    }
                };
        try (var people = Executors.newFixedThreadPool(16)) {
            int won = 0;
            for (var one : people.invokeAll(java.util.Collections.nCopies(16, accept))) {
                won += one.get() ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        }
    }

    // --- proof

    @Test
    void everyTurnStandsInTheHistoryAndARowChangedOutsideKeptShows() {
        threeSteps();
        var promise = word(at(DayOfWeek.FRIDAY, 17, 30));
        steps.accept(cast.as(cast.nils), step(promise, "Connect").id());
        steps.start(cast.as(cast.asha), step(promise, "Order").id());
        steps.done(cast.as(cast.asha), step(promise, "Order").id());
        assertThat(kinds(promise))
                .containsExactly(
                        "plan.made", "step.accepted", "plan.backed", "step.started", "step.done");
        assertThat(verification.verify().broken()).isEmpty();
    }

    private List<String> kinds(Promise promise) {
        return steps.history(promise).stream().map(Entry::kind).toList();
    }

    private List<String> mails(Promise promise) {
        return jdbc
                .sql(
                        """
                        select convert_from(raw, 'UTF8') from outgoing_mail
                         where about = ? and recipient like 'customer%' order by id
                        """)
                .param(promise.id())
                .query(String.class)
                .list()
                .stream()
                .map(raw -> String.valueOf(raw).replace("=\r\n", ""))
                .toList();
    }

    private List<@Nullable String> mailsTo(String address, Promise promise) {
        return jdbc.sql(
                        """
                        select convert_from(raw, 'UTF8') from outgoing_mail
                         where about = ? and recipient = ? order by id
                        """)
                .params(promise.id(), address)
                .query(String.class)
                .list();
    }
}
