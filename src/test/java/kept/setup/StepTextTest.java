package kept.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import kept.kernel.Refusal;
import kept.steps.StepTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepTextTest {
    private static final Map<String, UUID> UNITS =
            Map.of("Sales", new UUID(0, 1), "Network", new UUID(0, 2), "Field", new UUID(0, 3));

    private static List<StepTemplate.Line> read(String text) {
        return StepText.read(text, name -> Objects.requireNonNull(UNITS.get(name)));
    }

    private static String nameOf(UUID unit) {
        return UNITS.entrySet().stream()
                .filter(e -> e.getValue().equals(unit))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    @Test
    void a_line_says_name_unit_work_and_how_it_is_taken_on() {
        var lines =
                read(
                        """
                        Order | Sales | 30 min | 20 a day

                        Connect | Network | 4 h | answers within 2,5 h
                        Bill|Sales|1 h 15 min|after Order
                        Visit | Field | 2 h | 8 a day | after Connect, bill
                        Survey | Field | 1 h | after nothing
                        """);
        assertThat(lines)
                .extracting(StepTemplate.Line::work)
                .containsExactly(
                        Duration.ofMinutes(30),
                        Duration.ofHours(4),
                        Duration.ofMinutes(75),
                        Duration.ofHours(2),
                        Duration.ofHours(1));
        assertThat(lines)
                .extracting(StepTemplate.Line::needs)
                .containsExactly(List.of(), List.of(0), List.of(0), List.of(1, 2), List.of());
        assertThat(lines)
                .extracting(StepTemplate.Line::capacity)
                .containsExactly(20, null, null, 8, null);
        assertThat(lines.get(1).answerWithin()).isEqualTo(Duration.ofMinutes(150));
    }

    @Test
    void what_is_written_back_reads_the_same() {
        var template =
                new StepTemplate(
                        new UUID(0, 9),
                        "line",
                        null,
                        read(
                                "Order | Sales | 30 min | 20 a day | answers within 1 h\n"
                                        + "Connect | Network | 4 h\n"
                                        + "Bill | Sales | 1 h 15 min | after Order\n"
                                        + "Visit | Field | 2 h | 8 a day | after Connect, Bill\n"
                                        + "Survey | Field | 1 h | after nothing"),
                        Instant.EPOCH);
        assertThat(read(StepText.write(template, StepTextTest::nameOf)))
                .isEqualTo(template.lines());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Order",
                "Order | Sales",
                "Order | Sales | soon",
                "Order | Sales | ",
                "Order | Sales | 2 h | sometimes",
                "Order | Sales | 2 h | answers within a day"
            })
    void a_line_that_cannot_be_read_is_refused_with_an_example(String line) {
        assertThatThrownBy(() -> read(line))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("write a line like");
    }

    @Test
    void what_comes_after_nothing_that_is_there_is_refused_by_name() {
        assertThatThrownBy(() -> read("Order | Sales | 2 h | after Credit"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("\"Order\" comes after \"Credit\"");
        assertThatThrownBy(() -> read("Order | Sales | 0 h"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("takes no time at all");
        assertThatThrownBy(() -> read("Order | Sales | 1 h | 0 a day"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("room for 0 a day");
    }
}
