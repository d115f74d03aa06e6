package kept.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import kept.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StepTemplateTest {
    private static final UUID UNIT = new UUID(0, 1);

    private static StepTemplate.Line line(String name, Integer... needs) {
        return line(name, Duration.ofHours(2), null, needs);
    }

    private static StepTemplate.Line line(
            String name, Duration work, @Nullable Integer capacity, Integer... needs) {
        return new StepTemplate.Line(
                name, UNIT, work, List.of(needs), capacity, StepTemplate.ANSWER);
    }

    private static StepTemplate template(StepTemplate.Line... lines) {
        return new StepTemplate(new UUID(0, 2), "line", null, List.of(lines), Instant.EPOCH);
    }

    @Test
    void stepsStandInAnOrderInWhichEachNeedsOnlyEarlierOnes() {
        var template =
                template(line("Call", 2), line("Order"), line("Connect", 1), line("Bill", 1, 0));
        assertThat(template.lines())
                .extracting(StepTemplate.Line::name)
                .containsExactly("Order", "Connect", "Call", "Bill");
        assertThat(template.lines())
                .extracting(StepTemplate.Line::needs)
                .containsExactly(List.of(), List.of(0), List.of(1), List.of(0, 2));
    }

    @Test
    void aCircleIsRefusedWithTheStepsThatMakeIt() {
        assertThatThrownBy(() ->
                        template(
                                line("Order"),
                                line("Connect", 0, 3),
                                line("Call", 1),
                                line("Bill", 2)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(
                        "in a circle: \"Call\", then \"Bill\", then \"Connect\", then \"Call\"");
        assertThatThrownBy(() -> template(line("Order", 0)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("in a circle: \"Order\", then \"Order\"");
    }

    @Test
    void whatCannotBeMeantIsRefusedInASentence() {
        refused(() -> line("Order", Duration.ZERO, null), "takes no time at all");
        refused(() -> line("Order", Duration.ofHours(-1), null), "less than no time");
        refused(() -> line("Order", Duration.ofHours(2_001), null), "2,000 hours");
        refused(() -> line("Order", Duration.ofHours(1), 0), "room for 0 a day");
        refused(() -> line("Order", Duration.ofHours(1), -3), "room for -3 a day");
        refused(() -> line(" "), "1 to 80 characters");
        refused(() -> line("Or\nder"), "1 to 80 characters");
        refused(() -> template(), "1 to 1,000 steps");
        refused(() -> template(line("Order"), line("order")), "a name of its own");
        refused(() -> template(line("Order", 7)), "needs step 8, and there are 1");
        refused(
                () ->
                        new StepTemplate.Line(
                                "Order", UNIT, Duration.ofHours(1), List.of(), null, Duration.ZERO),
                "between one minute and 200 hours");
        refused(
                () -> new StepTemplate(UNIT, "", null, List.of(line("Order")), Instant.EPOCH),
                "Name the kind");
    }

    private static void refused(Runnable made, String sentence) {
        assertThatThrownBy(made::run).isInstanceOf(Refusal.class).hasMessageContaining(sentence);
    }
}
