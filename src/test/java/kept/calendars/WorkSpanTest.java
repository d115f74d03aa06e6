package kept.calendars;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorkSpanTest {
    private static WorkSpan hours(double hours) {
        return new WorkSpan(hours, 8);
    }

    @Test
    void it_is_told_in_days_hours_or_minutes() {
        assertThat(hours(44).words()).isEqualTo("six working days");
        assertThat(hours(8).words()).isEqualTo("one working day");
        assertThat(hours(2.2).words()).isEqualTo("two working hours");
        assertThat(hours(0.3).words()).isEqualTo("18 minutes");
        assertThat(hours(28).brief()).isEqualTo("3.5 days");
        assertThat(hours(8).brief()).isEqualTo("1 day");
        assertThat(hours(-2.5).brief()).isEqualTo("-2.5 h");
        assertThat(hours(0).brief()).isEqualTo("0 min");
    }

    @Test
    void what_is_easy_to_say_is_never_shorter() {
        assertThat(hours(41).sayable().hours()).isEqualTo(48);
        assertThat(hours(40).sayable().hours()).isEqualTo(40);
        assertThat(hours(2.1).sayable().hours()).isEqualTo(3);
        assertThat(hours(0.2).sayable().hours()).isEqualTo(1);
        assertThat(hours(7.9).sayable().hours()).isEqualTo(8);
        // a day of seven and a half hours
        assertThat(new WorkSpan(7.2, 7.5).sayable().hours()).isEqualTo(7.5);
    }
}
