package kept.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import kept.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HouseTextTest {
    @Test
    void hours_are_written_as_lines_for_a_day_or_several() {
        assertThat(
                        HouseText.week(
                                "Mon-Thu 09:00-12:30, 13:00-17:30\nfri: 09:00-12:00\nSat closed\n"))
                .containsEntry("thursday", List.of("09:00-12:30", "13:00-17:30"))
                .containsEntry("friday", List.of("09:00-12:00"))
                .containsEntry("saturday", List.of())
                .doesNotContainKey("sunday");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Someday 09:00-12:00", "Fri-Mon 09:00-12:00", "09:00", "M 09:00-12:00"})
    void a_line_that_cannot_be_read_is_refused_with_an_example(String line) {
        assertThatThrownBy(() -> HouseText.week(line))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("write a line like");
    }

    @Test
    void answer_times_are_hours_with_a_point_or_a_comma() {
        assertThat(HouseText.hours("first", "0,5")).isEqualTo(Duration.ofMinutes(30));
        assertThat(HouseText.hours(Duration.ofMinutes(90))).isEqualTo("1.5");
        assertThatThrownBy(() -> HouseText.hours("first", "-1")).isInstanceOf(Refusal.class);
    }

    @Test
    void own_days_have_a_name_and_other_days_other_hours() {
        assertThat(HouseText.holidays("2026-12-24 Christmas Eve\n2026-12-31"))
                .containsEntry("2026-12-24", "Christmas Eve")
                .containsEntry("2026-12-31", "Closed");
        assertThat(HouseText.exceptions("2026-12-31 09:00-10:00, 11:00-12:00\n2027-01-02 closed"))
                .containsEntry("2026-12-31", List.of("09:00-10:00", "11:00-12:00"))
                .containsEntry("2027-01-02", List.of());
    }
}
