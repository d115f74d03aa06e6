package kept.staffing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.Map;
import kept.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanFormTest {
    private static final LocalDate TOMORROW = LocalDate.of(2026, 11, 24);

    private static PlanForm form(Map<String, String> sent) {
        return PlanForm.of(sent, "unit", TOMORROW);
    }

    /// All that the form is asked for.
    private static int intervals(PlanForm form) {
        form.goal();
        form.day();
        form.handleSeconds();
        return form.expected(form.interval(), Dispersion.NONE).size();
    }

    @Test
    void an_empty_form_asks_for_four_of_five_in_twenty_seconds_tomorrow() {
        var form = form(Map.of());
        assertThat(form.goal()).isEqualTo(new Goal(0.8, 20, 180.0, 1, 0.3));
        assertThat(form.day()).isEqualTo(TOMORROW);
        assertThat(form.typed()).isFalse();
        assertThat(form.handleSeconds()).isNull();
    }

    @Test
    void patience_that_was_emptied_means_that_nobody_gives_up() {
        assertThat(form(Map.of("patience", "")).goal().patienceSeconds()).isNull();
    }

    @Test
    void calls_follow_each_other_from_the_first_interval_on() {
        var form = form(Map.of("calls", " 40, 55;62\n58.5 ", "from", "22:00"));
        var expected = form.expected(30, Dispersion.NONE);
        assertThat(expected).hasSize(4);
        assertThat(expected.getLast().start()).isEqualTo(LocalTime.of(23, 30));
        assertThat(expected.getLast().mean()).isEqualTo(58.5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "share|0|from 1 to 99.9 percent",
                "share|100|from 1 to 99.9 percent",
                "within|soon|time to answer as a number",
                "within|4000|from 0 to 3,600 seconds",
                "handle|NaN|handling time as a number",
                "patience|a while|patience as a number",
                "abandon|101|from 0.1 to 100 percent",
                "shrinkage|91|from 0 to 90 percent",
                "minutes|20|15, 30 or 60 minutes",
                "date|tomorrow|Write the date as",
                "date|9999-01-01|between 1990 and 2200",
                "from|9 am|starts as 09:00",
                "calls|40 many|calls as a number",
                "calls|40 -1|from 0 to 100,000 calls",
                "calls|1e300|from 0 to 100,000 calls"
            })
    void what_cannot_be_planned_is_said_in_a_sentence(String field, String value, String sentence) {
        var sent = new HashMap<>(Map.of("calls", "40"));
        sent.put(field, value);
        assertThatThrownBy(() -> intervals(form(sent)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void more_figures_than_the_day_has_intervals_are_too_many() {
        var form = form(Map.of("calls", "1 2 3", "from", "23:00"));
        assertThatThrownBy(() -> form.expected(30, Dispersion.NONE))
                .hasMessageContaining("has 2 intervals of 30 minutes");
    }

    @Test
    void a_queue_no_table_could_hold_is_refused() {
        assertThatThrownBy(() -> form(Map.of("queue", "a\0b"))).isInstanceOf(Refusal.class);
        assertThat(form(Map.of("queue", " ")).queue()).isEmpty();
    }
}
