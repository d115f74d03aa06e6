package kept.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kept.calendars.Block;
import kept.calendars.WorkCalendar;
import org.junit.jupiter.api.Test;

class CallWindowTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Vienna");
    private static final List<Block> DAY =
            List.of(new Block(LocalTime.of(9, 0), LocalTime.of(17, 0)));
    private static final WorkCalendar WEEK =
            new WorkCalendar(
                    UUID.randomUUID(),
                    "Week",
                    ZONE,
                    Map.of(
                            DayOfWeek.MONDAY, DAY,
                            DayOfWeek.TUESDAY, DAY,
                            DayOfWeek.FRIDAY, DAY),
                    null,
                    null,
                    Map.of(),
                    Map.of());

    private static Instant at(int day, int hour, int minute) {
        return LocalDate.of(2026, 6, day).atTime(hour, minute).atZone(ZONE).toInstant();
    }

    @Test
    void the_rest_of_today_comes_first_and_closed_days_are_left_out() {
        var windows = CallWindow.next(WEEK, at(1, 10, 0), 5);
        assertThat(windows)
                .extracting(CallWindow::from)
                .containsExactly(
                        at(1, 10, 0), at(1, 12, 0), at(2, 9, 0), at(2, 12, 0), at(5, 9, 0));
        assertThat(windows.getFirst().until()).isEqualTo(at(1, 12, 0));
        assertThat(windows.get(1).until()).isEqualTo(at(1, 17, 0));
    }

    @Test
    void a_rest_of_the_day_that_is_too_short_to_keep_is_not_offered() {
        assertThat(CallWindow.next(WEEK, at(1, 16, 30), 1).getFirst().from())
                .isEqualTo(at(2, 9, 0));
    }

    @Test
    void on_sunday_night_the_first_window_is_monday_morning() {
        var first = CallWindow.next(WEEK, at(7, 23, 0), 1).getFirst();
        assertThat(first.day()).isEqualTo(LocalDate.of(2026, 6, 8));
        assertThat(first.morning()).isTrue();
    }
}
