package kept.promises;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kept.calendars.CalendarText;
import kept.calendars.WorkCalendar;
import kept.forecasts.Achieved;
import kept.forecasts.CalendarTime;
import kept.forecasts.Outlook;
import org.junit.jupiter.api.Test;

class PromiseCheckTest {
    /// Monday in Vienna; Thursday is a holiday of the house.
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    private static final List<String> HOURS = List.of("09:00-17:00");
    private static final WorkCalendar OFFICE =
            new CalendarText(
                            "Office",
                            "Europe/Vienna",
                            Map.of(
                                    "monday", HOURS,
                                    "tuesday", HOURS,
                                    "wednesday", HOURS,
                                    "thursday", HOURS,
                                    "friday", HOURS),
                            null,
                            null,
                            Map.of("2026-03-05", "Founders' Day"),
                            Map.of())
                    .read(new UUID(1, 1));

    private static final CalendarTime TIME = CalendarTime.of(OFFICE, NOW);

    /// Given on working mornings before, each done after so many hours of the office.
    private static List<Achieved> done(int count, int hours) {
        var all = new ArrayList<Achieved>();
        var first = Instant.parse("2026-01-12T08:00:00Z");
        for (int i = 0; i < count; i++) {
            var given = first.plus(Duration.ofMinutes(i));
            all.add(new Achieved(given, OFFICE.plus(given, Duration.ofHours(hours)), null));
        }
        return all;
    }

    private static PromiseCheck.Answer check(List<Achieved> history, String due) {
        var time = CalendarTime.of(OFFICE, NOW);
        return PromiseCheck.answer(
                Outlook.at(NOW, history, history, time),
                OFFICE,
                time,
                NOW,
                Instant.parse(due),
                "repair");
    }

    @Test
    void the_earliest_honest_date_is_counted_in_working_time_around_holidays() {
        var answer = check(done(30, 28), "2026-03-10T16:00:00Z");
        assertThat(answer.verdict()).isEqualTo("green");
        // 28 hours are three days and a half, and Thursday is closed
        assertThat(answer.earliestHonest()).isEqualTo(Instant.parse("2026-03-06T12:00:00Z"));
        assertThat(answer.why())
                .isEqualTo(
                        "8 of 10 take four working days; this date leaves six working days; Founders' Day adds a day.");
    }

    @Test
    void a_date_before_most_were_done_is_red() {
        var answer = check(done(30, 28), "2026-03-03T16:00:00Z");
        assertThat(answer.verdict()).isEqualTo("red");
        assertThat(answer.probability()).isZero();
    }

    @Test
    void a_date_before_the_office_opens_is_told_with_when_it_opens() {
        var evening = Instant.parse("2026-03-02T18:00:00Z");
        var history = done(30, 28);
        var answer =
                PromiseCheck.answer(
                        Outlook.at(evening, history, history, TIME),
                        OFFICE,
                        TIME,
                        evening,
                        Instant.parse("2026-03-03T07:00:00Z"),
                        "repair");
        assertThat(answer.verdict()).isEqualTo("red");
        assertThat(answer.why())
                .startsWith(
                        "Nobody works before this date: the unit opens Tue 3 Mar 09:00; 8 of 10 take four working days");
    }

    @Test
    void those_that_wait_are_named() {
        var history = done(30, 4);
        for (int i = 0; i < 14; i++) {
            history.add(new Achieved(NOW.minusSeconds(60), null, null));
        }
        assertThat(check(history, "2026-03-03T16:00:00Z").why())
                .endsWith("14 others wait before it.");
    }

    @Test
    void too_little_is_said_to_be_too_little() {
        var answer = check(done(3, 4), "2026-03-03T16:00:00Z");
        assertThat(answer.verdict()).isEqualTo("unknown");
        assertThat(answer.probability()).isNull();
        assertThat(answer.why())
                .isEqualTo(
                        "Only 3 of kind repair were done so far; from 8 on something can be said.");
    }

    @Test
    void one_under_way_becomes_unlikely_in_the_working_time_of_its_unit() {
        // a third each is done 4, 20 and 40 hours of the office; due on Wednesday evening, in 24
        var history = done(20, 4);
        history.addAll(done(20, 20));
        history.addAll(done(20, 40));
        var outlook = Outlook.at(NOW, history, history, TIME);
        var due = Instant.parse("2026-03-04T16:00:00Z");
        assertThat(PromiseCheck.fallsBelow(0.6, outlook, TIME, NOW, due))
                .contains(Instant.parse("2026-03-02T12:00:00Z"));
        assertThat(PromiseCheck.fallsBelow(0.2, outlook, TIME, NOW, due))
                .contains(Instant.parse("2026-03-04T12:00:00Z"));
        assertThat(PromiseCheck.fallsBelow(0.9, outlook, TIME, NOW, due)).contains(NOW);
    }

    @Test
    void the_chance_of_one_under_way_counts_the_hours_that_the_office_was_open() {
        var history = done(20, 4);
        history.addAll(done(20, 20));
        var outlook = Outlook.at(NOW, history, history, TIME);
        var due = Instant.parse("2026-03-03T16:00:00Z");
        assertThat(chanceAt(outlook, "2026-03-02T08:00:00Z", due)).isBetween(0.4, 0.6);
        assertThat(chanceAt(outlook, "2026-03-02T11:59:00Z", due)).isBetween(0.4, 0.6);
        assertThat(chanceAt(outlook, "2026-03-02T12:00:00Z", due)).isZero();
        assertThat(chanceAt(outlook, "2026-03-09T12:00:00Z", due)).isZero();
    }

    private static double chanceAt(Outlook outlook, String now, Instant due) {
        return PromiseCheck.chance(outlook, TIME, Instant.parse(now), NOW, due).orElseThrow();
    }

    @Test
    void where_nothing_is_known_there_is_no_chance_and_no_moment() {
        var history = done(3, 4);
        var outlook = Outlook.at(NOW, history, history, TIME);
        var due = Instant.parse("2026-03-04T16:00:00Z");
        assertThat(PromiseCheck.chance(outlook, TIME, NOW, NOW, due)).isEmpty();
        assertThat(PromiseCheck.fallsBelow(0.5, outlook, TIME, NOW, due)).isEmpty();
    }
}
