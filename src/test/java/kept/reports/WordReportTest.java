package kept.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;
import kept.Cast;
import kept.KeptTest;
import kept.SettableClock;
import kept.cases.Case;
import kept.cases.Cases;
import kept.jobs.TimerEngine;
import kept.kernel.CsvText;
import kept.misses.Misses;
import kept.promises.NewPromise;
import kept.promises.Promise;
import kept.promises.PromiseCheck;
import kept.promises.Promises;
import kept.promises.Visibility;
import kept.reports.WordReport.By;
import kept.reports.WordReport.Outcome;
import kept.teams.Viewer;
import kept.warnings.Warnings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@KeptTest
class WordReportTest {
    @Autowired Cast cast;
    @Autowired Reports reports;
    @Autowired Promises promises;
    @Autowired PromiseCheck check;
    @Autowired SettableClock clock;
    @Autowired SpokenWords spoken;
    @Autowired Cases cases;
    @Autowired Warnings warnings;
    @Autowired Misses misses;
    @Autowired TimerEngine timers;

    private Instant from = Instant.EPOCH;
    private Case theCase;

    @BeforeEach
    void newTime() {
        clock.pass(Duration.ofHours(1));
        from = clock.instant();
        theCase = cast.phoneCaseOf(cast.customer("Meera Nair"), "line");
    }

    private Viewer asha() {
        return cast.as(cast.asha);
    }

    private Promise word(Duration time) {
        return cast.word(theCase, "You get it", clock.instant().plus(time));
    }

    private WordReport.Row total() {
        clock.pass(Duration.ofSeconds(1));
        return reports.word(asha(), from, clock.instant(), By.UNIT, SettableClock.VIENNA).total();
    }

    @Test
    void a_word_done_in_its_first_time_is_kept_on_first() {
        var word = word(Duration.ofHours(4));
        promises.claim(asha(), word.id(), null, "done");
        promises.confirm(asha(), word.id(), null);
        assertThat(total())
                .satisfies(row -> {
                    assertThat(row.given()).isEqualTo(1);
                    assertThat(row.keptOnFirst()).isEqualTo(1);
                    assertThat(row.kept()).isEqualTo(1);
                    assertThat(row.firstShare()).isEqualTo(100);
                });
    }

    @Test
    void a_redated_chain_counts_once_and_never_as_kept_on_first() {
        var word = word(Duration.ofHours(4));
        var next =
                promises.redate(
                        asha(),
                        word.id(),
                        null,
                        clock.instant().plus(Duration.ofHours(9)),
                        null,
                        "parts are late");
        promises.confirm(asha(), next.id(), null);
        assertThat(total())
                .satisfies(row -> {
                    assertThat(row.given()).isEqualTo(1);
                    assertThat(row.keptOnFirst()).isZero();
                    assertThat(row.kept()).isEqualTo(1);
                    assertThat(row.warnedBeforeDue()).isEqualTo(1);
                });
    }

    @Test
    void what_comes_late_counts_its_days_past_the_due_time() {
        var word = word(Duration.ofHours(4));
        clock.pass(Duration.ofHours(28));
        promises.confirm(asha(), word.id(), null);
        assertThat(total())
                .satisfies(row -> {
                    assertThat(row.keptLate()).isEqualTo(1);
                    assertThat(row.kept()).isZero();
                    assertThat(row.medianDaysLate()).isEqualTo(1.0);
                });
    }

    @Test
    void a_missed_word_is_broken_until_it_is_delivered_and_an_open_one_is_open() {
        var missed = word(Duration.ofMinutes(20));
        word(Duration.ofDays(3));
        clock.pass(Duration.ofHours(1));
        promises.handOver(asha(), missed.id(), null, cast.jonas.id());
        assertThat(total())
                .satisfies(row -> {
                    assertThat(row.broken()).isEqualTo(1);
                    assertThat(row.open()).isEqualTo(1);
                    assertThat(row.given()).isEqualTo(2);
                });
    }

    @Test
    void a_void_record_never_was_a_word_and_a_released_one_is_told_apart() {
        promises.declareVoid(
                cast.as(cast.lena), word(Duration.ofHours(4)).id(), null, "recorded twice");
        promises.release(asha(), word(Duration.ofHours(4)).id(), null, null);
        assertThat(total())
                .satisfies(row -> {
                    assertThat(row.given()).isEqualTo(1);
                    assertThat(row.released()).isEqualTo(1);
                });
    }

    @Test
    void a_viewer_sees_only_his_units_and_the_words_behind_each_figure() {
        var word = word(Duration.ofHours(4));
        clock.pass(Duration.ofSeconds(1));
        var nils = cast.as(cast.nils);
        assertThat(
                        reports.word(nils, from, clock.instant(), By.KIND, SettableClock.VIENNA)
                                .total()
                                .given())
                .isZero();
        assertThat(reports.behind(asha(), from, clock.instant(), By.KIND, "promise", Outcome.OPEN))
                .containsExactly(word.id());
        assertThat(reports.behind(nils, from, clock.instant(), By.KIND, null, Outcome.GIVEN))
                .isEmpty();
    }

    @Test
    void what_is_written_without_a_time_counts_unless_a_word_is_recorded_with_it() {
        clock.pass(Duration.ofMinutes(30));
        spoken.turn();
        cases.say(asha(), theCase.id(), cast.answer("We will call you back soon."));
        cases.say(asha(), theCase.id(), cast.answer("We will call you back tomorrow at 10:00."));
        var other = cast.phoneCaseOf(cast.customer("Ana Souza"), "line");
        cases.say(asha(), other.id(), cast.answer("We will call you back soon."));
        cast.word(other, "You get a call", clock.instant().plus(Duration.ofHours(9)));
        clock.pass(Duration.ofMinutes(9));
        spoken.turn();
        assertThat(total().spoken()).isZero();
        clock.pass(Duration.ofMinutes(2));
        spoken.turn();
        spoken.turn();
        assertThat(total())
                .satisfies(row -> {
                    assertThat(row.spoken()).isEqualTo(3);
                    assertThat(row.undated()).isEqualTo(1);
                    assertThat(row.undatedShare()).isEqualTo(33);
                });
        assertThat(
                        reports.undated(
                                asha(), from, clock.instant(), By.GIVER, cast.asha.id().toString()))
                .singleElement()
                .satisfies(word -> assertThat(word.caseNumber()).isEqualTo(theCase.number()));
        assertThat(reports.undated(cast.as(cast.nils), from, clock.instant(), By.GIVER, null))
                .isEmpty();
    }

    @Test
    void who_was_told_by_the_house_is_not_counted_for_the_owner() {
        // both are told within one working day
        passTo(
                LocalDate.ofInstant(clock.instant(), SettableClock.VIENNA)
                        .with(TemporalAdjusters.next(DayOfWeek.WEDNESDAY))
                        .atTime(8, 0)
                        .atZone(SettableClock.VIENNA)
                        .toInstant());
        var told = word(Duration.ofHours(8));
        var neglected =
                cast.word(
                        cast.phoneCaseOf(cast.customer("Ana Souza"), "line"),
                        "You get it",
                        clock.instant().plus(Duration.ofHours(8)));
        passTo(told.times().riskAt());
        warnings.tell(asha(), told.id(), "the part has not come", null);
        passTo(told.due().minusSeconds(1));
        assertThat(total())
                .satisfies(row -> {
                    assertThat(row.warnedBeforeDue()).isEqualTo(2);
                    assertThat(row.warnedByOwner()).isEqualTo(1);
                    assertThat(row.warnedByHouse()).isEqualTo(1);
                });
        assertThat(behind(Outcome.WARNED_BY_HOUSE)).containsExactly(neglected.id());
        assertThat(behind(Outcome.WARNED_BY_OWNER)).containsExactly(told.id());
    }

    @Test
    void why_words_were_missed_is_counted_with_those_of_which_nobody_said_why() {
        var first = word(Duration.ofHours(1));
        var second = word(Duration.ofHours(1));
        passTo(clock.instant().plus(Duration.ofHours(2)));
        misses.say(asha(), first.id(), "3");
        promises.confirm(asha(), first.id(), null);
        var whys = reports.whys(asha(), from, clock.instant(), By.UNIT);
        assertThat(whys.total()).isEqualTo(2);
        assertThat(whys.reasons())
                .extracting(Whys.Reason::code)
                .containsExactlyInAnyOrder("part", "none");
        assertThat(whys.groups())
                .singleElement()
                .satisfies(g -> assertThat(g.name()).isEqualTo("Front desk"));
        assertThat(
                        reports.behind(
                                asha(),
                                from,
                                clock.instant(),
                                By.UNIT,
                                null,
                                Outcome.MISSED,
                                "part"))
                .containsExactly(first.id());
        assertThat(
                        reports.behind(
                                asha(),
                                from,
                                clock.instant(),
                                By.UNIT,
                                null,
                                Outcome.MISSED,
                                "none"))
                .containsExactly(second.id());
    }

    private java.util.List<java.util.UUID> behind(Outcome outcome) {
        return reports.behind(asha(), from, clock.instant(), By.UNIT, null, outcome);
    }

    private void passTo(Instant at) {
        clock.passTo(at);
        while (timers.turn() > 0) {}
    }

    @Test
    void the_check_says_that_it_does_not_know_until_eight_were_done() {
        for (int i = 0; i < 10; i++) {
            var due = clock.instant().plus(Duration.ofHours(6));
            if (i < 8) {
                assertThat(check.check(asha(), cast.frontDesk.id(), "measuring", due).verdict())
                        .isEqualTo("unknown");
            }
            var word = promises.give(asha(), measuring(due));
            clock.pass(Duration.ofMinutes(10));
            promises.confirm(asha(), word.id(), null);
        }
        var wide =
                check.check(
                        asha(),
                        cast.frontDesk.id(),
                        "measuring",
                        clock.instant().plus(Duration.ofDays(7)));
        assertThat(wide.verdict()).isEqualTo("green");
        assertThat(wide.probability()).isEqualTo(1.0);
        assertThat(wide.basedOn().n()).isEqualTo(10);
        assertThat(wide.earliestHonest())
                .isEqualTo(wide.p80())
                .isBefore(clock.instant().plus(Duration.ofDays(7)));
    }

    private NewPromise measuring(Instant due) {
        return new NewPromise(
                null,
                null,
                "measuring",
                "We measure it",
                "web",
                due,
                null,
                null,
                cast.frontDesk.id(),
                null,
                Visibility.INTERNAL,
                null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+49", "-1", "@SUM(A1)", "\tx", "\rx", "＝1"})
    void no_cell_of_a_spreadsheet_is_taken_for_a_formula(String hostile) {
        assertThat(CsvText.cell(hostile)).startsWith("\"'");
        assertThat(Set.of(CsvText.cell("plain \"quoted\"")))
                .containsExactly("\"plain \"\"quoted\"\"\"");
    }
}
