package kept.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kept.routing.Agent.State;
import kept.routing.Pairing.Pair;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PairingTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final UUID DESK = UUID.randomUUID();
    private static final UUID WORKSHOP = UUID.randomUUID();
    private static final Queue QUEUE =
            Queue.usual(UUID.randomUUID(), "Front desk", DESK, List.of("german"));

    private static Agent agent(int freeForMinutes, Set<String> skills, UUID... units) {
        return new Agent(
                UUID.randomUUID(),
                State.FREE,
                null,
                NOON.minus(Duration.ofMinutes(freeForMinutes)),
                null,
                null,
                skills,
                Set.of(units));
    }

    private static Waiting waiting(
            int minutes, int priority, @Nullable UUID lastAgent, int secondsInQueue) {
        return new Waiting(
                UUID.randomUUID(),
                QUEUE.id(),
                NOON.minus(Duration.ofMinutes(minutes)),
                priority,
                lastAgent,
                NOON.minusSeconds(secondsInQueue));
    }

    private static List<Pair> pairs(List<Waiting> waiting, Agent... agents) {
        return Pairing.pairs(waiting, List.of(agents), Map.of(QUEUE.id(), QUEUE), NOON);
    }

    @Test
    void who_came_first_is_served_first_also_if_he_was_called_back_in_between() {
        var later = waiting(3, 0, null, 180);
        var first = waiting(9, 0, null, 5);
        var asha = agent(1, Set.of("german"), DESK);
        assertThat(pairs(List.of(later, first), asha))
                .containsExactly(new Pair(first, asha.person()));
    }

    @Test
    void those_whom_we_owe_something_come_before_those_who_came_earlier() {
        var early = waiting(9, 0, null, 540);
        var owed = waiting(1, 1, null, 60);
        var asha = agent(1, Set.of("german"), DESK);
        assertThat(pairs(List.of(early, owed), asha))
                .containsExactly(new Pair(owed, asha.person()));
    }

    @Test
    void the_agent_who_has_been_free_the_longest_is_asked() {
        var caller = waiting(1, 0, null, 60);
        var justFree = agent(1, Set.of("german"), DESK);
        var longFree = agent(8, Set.of("german"), DESK);
        assertThat(pairs(List.of(caller), justFree, longFree))
                .containsExactly(new Pair(caller, longFree.person()));
    }

    @Test
    void a_caller_goes_to_the_agent_he_spoke_with_even_if_another_is_free_for_longer() {
        var last = agent(1, Set.of(), WORKSHOP);
        var other = agent(8, Set.of("german"), DESK);
        var caller = waiting(1, 0, last.person(), 5);
        assertThat(pairs(List.of(caller), other, last))
                .containsExactly(new Pair(caller, last.person()));
    }

    @Test
    void a_caller_is_kept_for_his_last_agent_for_some_seconds_only() {
        var other = agent(8, Set.of("german"), DESK);
        var gone = UUID.randomUUID();
        assertThat(pairs(List.of(waiting(1, 0, gone, 19)), other)).isEmpty();
        assertThat(pairs(List.of(waiting(1, 0, gone, 20)), other)).hasSize(1);
    }

    @Test
    void while_the_ring_is_narrow_only_agents_with_all_skills_are_asked() {
        var noGerman = agent(8, Set.of("french"), DESK);
        assertThat(pairs(List.of(waiting(1, 0, null, 39)), noGerman)).isEmpty();
        assertThat(pairs(List.of(waiting(1, 0, null, 40)), noGerman)).hasSize(1);
    }

    @Test
    void in_a_wide_ring_the_skilled_still_come_first() {
        var noGerman = agent(8, Set.of("french"), DESK);
        var german = agent(1, Set.of("german"), DESK);
        var caller = waiting(1, 0, null, 50);
        assertThat(pairs(List.of(caller), noGerman, german))
                .containsExactly(new Pair(caller, german.person()));
    }

    @Test
    void one_agent_gets_one_caller_and_two_get_two() {
        var first = waiting(9, 0, null, 540);
        var second = waiting(3, 0, null, 180);
        var a = agent(8, Set.of("german"), DESK);
        var b = agent(1, Set.of("german"), DESK);
        assertThat(pairs(List.of(first, second), a)).hasSize(1);
        assertThat(pairs(List.of(first, second), a, b))
                .containsExactly(new Pair(first, a.person()), new Pair(second, b.person()));
    }

    @Test
    void people_of_other_units_are_not_asked() {
        var carpenter = agent(8, Set.of("german"), WORKSHOP);
        assertThat(pairs(List.of(waiting(9, 0, null, 540)), carpenter)).isEmpty();
    }

    @Test
    void the_wait_is_the_place_times_the_usual_time_between_two_answers() {
        var answered =
                List.of(
                        NOON.minusSeconds(400),
                        NOON.minusSeconds(300),
                        NOON.minusSeconds(200),
                        NOON.minusSeconds(100));
        assertThat(WaitEstimate.of(3, answered, NOON)).contains(Duration.ofSeconds(300));
        assertThat(WaitEstimate.of(1, answered.subList(0, 2), NOON)).isEmpty();
    }

    @Test
    void the_wait_grows_while_nobody_is_answered_any_more() {
        var answered =
                List.of(NOON.minusSeconds(900), NOON.minusSeconds(800), NOON.minusSeconds(700));
        assertThat(WaitEstimate.of(1, answered, NOON)).contains(Duration.ofSeconds(300));
    }

    @Test
    void who_gives_up_soon_counts_as_served_and_who_gives_up_late_does_not() {
        var goal = new Queue.Goal(80, Duration.ofSeconds(20));
        var level =
                ServiceLevel.of(
                        List.of(
                                new ServiceLevel.Wait(Duration.ofSeconds(5), true),
                                new ServiceLevel.Wait(Duration.ofSeconds(25), true),
                                new ServiceLevel.Wait(Duration.ofSeconds(3), false),
                                new ServiceLevel.Wait(Duration.ofSeconds(60), false)),
                        goal);
        assertThat(level).isEqualTo(new ServiceLevel(2, 2, 2));
        assertThat(level.percent()).isEqualTo(50);
    }
}
