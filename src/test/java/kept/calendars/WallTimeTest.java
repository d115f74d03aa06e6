package kept.calendars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import kept.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WallTimeTest {
    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");

    @Test
    void it_is_read_on_the_clock_of_the_wall_and_the_first_of_two_counts() {
        assertThat(WallTime.read("due", "2026-11-24T17:00", VIENNA))
                .isEqualTo(Instant.parse("2026-11-24T16:00:00Z"));
        assertThat(WallTime.read("due", " 2026-11-24 17:00 ", VIENNA))
                .isEqualTo(Instant.parse("2026-11-24T16:00:00Z"));
        assertThat(WallTime.read("due", "2026-11-24T17:00:00Z", VIENNA))
                .isEqualTo(Instant.parse("2026-11-24T17:00:00Z"));
        // clocks show 02:30 twice on this day
        assertThat(WallTime.read("due", "2026-10-25T02:30", VIENNA))
                .isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-03-29T02:30|On 29 March 2026 clocks go from 02:00 to 03:00 in Europe/Vienna, so there is no 02:30. Give 03:30, for example.",
                "2026-02-30T10:00|There is no day 2026-02-30. Look at the calendar and give another.",
                "2026-13-01T10:00|There is no day 2026-13-01. Look at the calendar and give another.",
                "2026-02-28T25:00|Give day and time, for example 2026-11-24 17:00.",
                "2026-02-28|Give day and time, for example 2026-11-24 17:00.",
                "tomorrow|Give day and time, for example 2026-11-24 17:00.",
            })
    void what_no_clock_shows_is_refused_with_what_to_do(String text, String sentence) {
        assertThatThrownBy(() -> WallTime.read("due", text, VIENNA))
                .isInstanceOf(Refusal.class)
                .hasMessage(sentence);
    }
}
