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
}
