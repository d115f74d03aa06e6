package kept.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import kept.Cast;
import kept.KeptTest;
import kept.SettableClock;
import kept.calendars.Calendars;
import kept.promises.NewPromise;
import kept.promises.PastPromise;
import kept.promises.PastPromises;
import kept.promises.Promise;
import kept.promises.PromiseCheck;
import kept.promises.Promises;
import kept.promises.Visibility;
import kept.teams.Viewer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@KeptTest
class ReliabilityTest {
    @Autowired Cast cast;
    @Autowired Promises promises;
    @Autowired PromiseCheck check;
    @Autowired PastPromises pasts;
    @Autowired ReliabilityTable table;
    @Autowired Calendars calendars;
    @Autowired JdbcClient jdbc;
    @Autowired SettableClock clock;

    private Instant from = Instant.EPOCH;
    private String kind = "";

    @BeforeEach
    void newTime() {
        clock.pass(Duration.ofHours(1));
        from = clock.instant();
        kind = "reliability " + UUID.randomUUID();
    }

    private Viewer asha() {
        return cast.as(cast.asha);
    }

    /// Of ten done before Kept, so many took two hours of work and the others twenty.
    private void history(int quick) {
        var calendar = calendars.calendar(cast.frontDesk.calendarId());
        var rows = new ArrayList<PastPromise>();
        for (int i = 0; i < 10; i++) {
            var given = clock.instant().minus(Duration.ofDays(30)).plus(Duration.ofMinutes(i));
            rows.add(
                    new PastPromise(
                            UUID.randomUUID().toString(),
                            "c",
                            cast.frontDesk.name(),
                            kind,
                            given,
                            calendar.plus(given, Duration.ofHours(30)),
                            calendar.plus(given, Duration.ofHours(i < quick ? 2 : 20)),
                            PastPromise.Outcome.KEPT));
        }
        pasts.take(rows);
    }

    private Promise given() {
        var calendar = calendars.calendar(cast.frontDesk.calendarId());
        return promises.give(
                asha(),
                new NewPromise(
                        null,
                        null,
                        kind,
                        "It is done",
                        "web",
                        calendar.plus(clock.instant(), Duration.ofHours(8)),
                        null,
                        null,
                        cast.frontDesk.id(),
                        null,
                        Visibility.INTERNAL,
                        null));
    }

    private double called() {
        var due =
                calendars
                        .calendar(cast.frontDesk.calendarId())
                        .plus(clock.instant(), Duration.ofHours(8));
        return Objects.requireNonNull(
                check.check(asha(), cast.frontDesk.id(), kind, due).probability());
    }

    private Reliability known() {
        return table.of(asha(), from, clock.instant(), null, kind);
    }

    @Test
    void what_was_called_at_the_giving_is_set_against_what_was_kept() {
        history(7);
        double called = 100 * called();
        var words = List.of(given(), given(), given(), given());
        promises.confirm(asha(), words.getFirst().id(), null);
        clock.pass(Duration.ofDays(10));
        promises.confirm(asha(), words.getLast().id(), null);
        var known = known();
        assertThat(known.count()).isEqualTo(4);
        assertThat(called).isBetween(50.0, 95.0);
        assertThat(known.called()).isCloseTo(called, within(0.1));
        assertThat(known.kept()).isEqualTo(25);
        assertThat(known.off()).isCloseTo(called - 25, within(0.1));
        var tenth = known.tenths().stream().filter(t -> t.count() > 0).findFirst().orElseThrow();
        assertThat(tenth.share()).isEqualTo(25);
        assertThat(known.tenths()).hasSize(10);
    }

    @Test
    void one_that_was_done_early_counts_only_when_it_would_have_fallen_due() {
        history(7);
        promises.confirm(asha(), given().id(), null);
        given();
        assertThat(known().count()).isZero();
        assertThat(known().running()).isEqualTo(2);
        clock.pass(Duration.ofDays(10));
        assertThat(known().count()).isEqualTo(2);
        assertThat(known().kept()).isEqualTo(50);
    }

    @Test
    void a_word_that_got_another_time_is_measured_by_its_first_one() {
        history(7);
        var word = given();
        var next =
                promises.redate(
                        asha(),
                        word.id(),
                        null,
                        clock.instant().plus(Duration.ofDays(20)),
                        null,
                        "parts are late");
        clock.pass(Duration.ofDays(10));
        promises.confirm(asha(), next.id(), null);
        assertThat(known().count()).isEqualTo(1);
        assertThat(known().kept()).isZero();
    }

    @Test
    void what_nobody_could_know_is_counted_apart_and_what_was_called_off_not_at_all() {
        given();
        var released = given();
        promises.release(asha(), released.id(), null, null);
        clock.pass(Duration.ofDays(10));
        assertThat(known().count()).isZero();
        assertThat(known().unknown()).isEqualTo(1);
    }

    @Test
    void a_viewer_sees_only_his_units() {
        history(7);
        given();
        clock.pass(Duration.ofDays(10));
        var nils = cast.as(cast.nils);
        assertThat(table.of(nils, from, clock.instant(), null, kind).count()).isZero();
        assertThat(table.of(asha(), from, clock.instant(), cast.frontDesk.id(), kind).count())
                .isEqualTo(1);
        assertThat(
                        table.of(cast.as(cast.olga), from, clock.instant(), cast.network.id(), kind)
                                .count())
                .isZero();
        assertThat(table.kinds()).contains(kind).doesNotHaveDuplicates();
    }

    @Test
    void what_was_called_never_changes() {
        history(7);
        var word = given();
        assertThatThrownBy(() ->
                        jdbc.sql("update promise set chance = 1 where id = ?")
                                .param(word.id())
                                .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("never changes");
    }
}
