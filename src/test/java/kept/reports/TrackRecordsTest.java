package kept.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import kept.Cast;
import kept.KeptTest;
import kept.SettableClock;
import kept.calendars.Calendars;
import kept.calendars.WorkCalendar;
import kept.calendars.WorkSpan;
import kept.promises.NewPromise;
import kept.promises.PastPromise;
import kept.promises.PastPromises;
import kept.promises.PromiseCheck;
import kept.promises.Promises;
import kept.promises.Visibility;
import kept.teams.Person;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@KeptTest
class TrackRecordsTest {
    @Autowired Cast cast;
    @Autowired TrackRecords records;
    @Autowired PastPromises pasts;
    @Autowired Promises promises;
    @Autowired PromiseCheck check;
    @Autowired Calendars calendars;
    @Autowired SettableClock clock;

    private final List<PastPromise> rows = new ArrayList<>();
    private String kind = "";

    @BeforeEach
    void newTime() {
        clock.pass(Duration.ofHours(3));
        kind = "record " + UUID.randomUUID();
        rows.clear();
    }

    private WorkCalendar calendar() {
        return calendars.calendar(cast.network.calendarId());
    }

    /// Given some weeks ago for 16 hours of work, and done after so many; null for one that was still open when it came.
    private void past(String unit, int count, @Nullable Integer hours) {
        for (int i = 0; i < count; i++) {
            var given = clock.instant().minus(Duration.ofDays(40)).plusSeconds(60L * rows.size());
            Instant due = calendar().plus(given, Duration.ofHours(16));
            Instant closed = hours == null ? null : calendar().plus(given, Duration.ofHours(hours));
            rows.add(
                    new PastPromise(
                            UUID.randomUUID().toString(),
                            "c",
                            unit,
                            kind,
                            given,
                            due,
                            closed,
                            PastPromise.Outcome.of(due, closed)));
        }
    }

    private Optional<TrackRecord> seenBy(Person person) {
        pasts.take(rows);
        return records.of(cast.as(person)).stream().filter(r -> r.kind().equals(kind)).findFirst();
    }

    @Test
    void what_is_promised_and_achieved_is_told_in_working_time() {
        past(cast.network.name(), 60, 4);
        past(cast.network.name(), 30, 12);
        past(cast.network.name(), 10, 24);
        var record = seenBy(cast.nils).orElseThrow();
        assertThat(record.count()).isEqualTo(100);
        assertThat(record.promised().hours()).isCloseTo(16, within(0.01));
        assertThat(record.median()).satisfies(w -> assertThat(hours(w)).isCloseTo(4, within(0.01)));
        assertThat(record.p80()).satisfies(w -> assertThat(hours(w)).isCloseTo(12, within(0.01)));
        assertThat(record.p95()).satisfies(w -> assertThat(hours(w)).isCloseTo(24, within(0.01)));
        assertThat(record.lateShare()).isEqualTo(10);
        assertThat(record.generosity())
                .satisfies(w -> assertThat(hours(w)).isCloseTo(4, within(0.01)));
    }

    private static double hours(@Nullable WorkSpan span) {
        return Objects.requireNonNull(span).hours();
    }

    @Test
    void open_ones_count_as_late_and_as_long_as_they_were_watched() {
        past(cast.network.name(), 60, 4);
        past(cast.network.name(), 40, null);
        // the last news that came with the import lies past their due time
        past(cast.network.name(), 1, 80);
        var record = seenBy(cast.nils).orElseThrow();
        assertThat(record.open()).isEqualTo(40);
        assertThat(record.done()).isEqualTo(61);
        assertThat(record.lateShare()).isEqualTo(41);
        assertThat(record.median()).satisfies(w -> assertThat(hours(w)).isCloseTo(4, within(0.01)));
        // so many never were done as far as anybody saw
        assertThat(record.p80()).isNull();
        assertThat(record.standing()).isNull();
    }

    @Test
    void
            the_standing_promise_holds_for_eight_of_ten_and_is_no_shorter_than_the_earliest_honest_date() {
        past(cast.network.name(), 70, 4);
        past(cast.network.name(), 30, 21);
        var standing = Objects.requireNonNull(seenBy(cast.olga).orElseThrow().standing());
        assertThat(standing.chance()).isGreaterThanOrEqualTo(0.8);
        assertThat(standing.ofTen()).isBetween(8, 10);
        // 21 hours are two working days of eight and a half and a part of the third
        assertThat(standing.span().words()).isEqualTo("three working days");
        var due = clock.instant().plus(Duration.ofDays(30));
        var honest = check.check(cast.as(cast.olga), cast.network.id(), kind, due).earliestHonest();
        assertThat(calendar().plus(clock.instant(), hours(standing)))
                .isAfterOrEqualTo(Objects.requireNonNull(honest));
    }

    private static Duration hours(TrackRecord.Standing standing) {
        return Duration.ofSeconds(Math.round(standing.span().hours() * 3600));
    }

    @Test
    void where_many_are_given_a_day_those_that_had_time_to_end_still_speak() {
        // the latest 400 are not three days old, and each takes four
        for (int i = 1; i <= 2_000; i++) {
            var given = clock.instant().minus(Duration.ofMinutes(10L * i));
            Instant closed = i % 10 == 0 ? null : given.plus(Duration.ofDays(4));
            if (closed != null && closed.isAfter(clock.instant())) {
                closed = null;
            }
            var due = given.plus(Duration.ofDays(5));
            rows.add(
                    new PastPromise(
                            UUID.randomUUID().toString(),
                            "c",
                            cast.network.name(),
                            kind,
                            given,
                            due,
                            closed,
                            PastPromise.Outcome.of(due, closed)));
        }
        var record = seenBy(cast.olga).orElseThrow();
        assertThat(record.count()).isEqualTo(2_000);
        assertThat(record.used()).isLessThan(1_000);
        assertThat(record.p80()).isNotNull();
        var due = clock.instant().plus(Duration.ofDays(12));
        var answer = check.check(cast.as(cast.olga), cast.network.id(), kind, due);
        assertThat(answer.verdict()).isEqualTo("green");
        assertThat(answer.probability()).isBetween(0.8, 0.97);
    }

    @Test
    void with_fewer_than_eight_done_nothing_is_suggested() {
        past(cast.network.name(), 7, 4);
        var record = seenBy(cast.nils).orElseThrow();
        assertThat(record.standing()).isNull();
        assertThat(record.median()).isNull();
        assertThat(record.generosity()).isNull();
    }

    @Test
    void promises_given_here_count_with_those_from_before() {
        past(cast.frontDesk.name(), 8, 4);
        var word =
                promises.give(
                        cast.as(cast.asha),
                        new NewPromise(
                                null,
                                null,
                                kind,
                                "It is done",
                                "web",
                                clock.instant().plus(Duration.ofDays(1)),
                                null,
                                null,
                                cast.frontDesk.id(),
                                null,
                                Visibility.INTERNAL,
                                null));
        clock.pass(Duration.ofHours(2));
        promises.confirm(cast.as(cast.asha), word.id(), null);
        var record = seenBy(cast.asha).orElseThrow();
        assertThat(record.count()).isEqualTo(9);
        assertThat(record.done()).isEqualTo(9);
        assertThat(record.unitId()).isEqualTo(cast.frontDesk.id());
    }

    @Test
    void a_viewer_sees_his_units_and_units_of_an_import_are_for_those_who_see_all() {
        past(cast.network.name(), 9, 4);
        assertThat(seenBy(cast.asha)).isEmpty();
        kind = "record " + UUID.randomUUID();
        rows.clear();
        past("A unit of another system", 9, 4);
        clock.pass(Duration.ofHours(2));
        assertThat(seenBy(cast.nils)).isEmpty();
        assertThat(seenBy(cast.olga)).isPresent();
    }

    @Test
    void the_shares_rise_from_nothing_and_promised_ones_step_where_they_fall_due() {
        past(cast.network.name(), 20, 4);
        var shares = seenBy(cast.nils).orElseThrow().shares();
        assertThat(shares.promised()[0]).isZero();
        assertThat(shares.done()[0]).isZero();
        assertThat(shares.done()[shares.done().length - 1]).isEqualTo(100);
        for (int i = 1; i < shares.at().length; i++) {
            assertThat(shares.promised()[i]).isGreaterThanOrEqualTo(shares.promised()[i - 1]);
            assertThat(shares.done()[i]).isGreaterThanOrEqualTo(shares.done()[i - 1]);
        }
    }
}
