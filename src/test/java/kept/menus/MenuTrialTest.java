package kept.menus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import kept.Cast;
import kept.KeptTest;
import kept.kernel.Refusal;
import kept.menus.Menu.Choice;
import kept.menus.Menu.Point;
import kept.menus.Menu.Target;
import kept.routing.Queues;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@KeptTest
class MenuTrialTest {
    @Autowired Cast cast;
    @Autowired Menus menus;
    @Autowired Queues queues;

    private Menu menu(Map<Character, String> labels) {
        UUID queue = queues.front().id();
        var keys = new java.util.HashMap<Character, Choice>();
        labels.forEach((key, label) -> keys.put(key, new Choice(label, new Target.ToQueue(queue))));
        return new Menu("en", "start", Map.of("start", new Point("start", "Press a key.", keys)));
    }

    private UUID two() {
        var olga = cast.as(cast.olga);
        UUID id = menus.add(olga, "Menu " + UUID.randomUUID()).id();
        menus.goLive(olga, id, menus.write(olga, id, menu(Map.of('1', "Faults"))));
        menus.write(olga, id, menu(Map.of('1', "Faults", '2', "Bills")));
        return id;
    }

    @Test
    void a_share_of_callers_hears_the_version_on_trial_and_each_always_the_same() {
        UUID id = two();
        menus.tryOut(cast.as(cast.olga), id, 2, 30);
        int tried = 0;
        for (int i = 0; i < 2_000; i++) {
            UUID contact = UUID.randomUUID();
            int heard = menus.heard(id, contact).orElseThrow().version();
            assertThat(menus.heard(id, contact).orElseThrow().version()).isEqualTo(heard);
            tried += heard == 2 ? 1 : 0;
        }
        assertThat(tried).isBetween(500, 700);
        assertThat(menus.live(id).orElseThrow().first().keys()).hasSize(1);
    }

    @Test
    void letting_a_version_be_heard_by_all_ends_the_trial() {
        UUID id = two();
        menus.tryOut(cast.as(cast.olga), id, 2, 50);
        menus.goLive(cast.as(cast.olga), id, 2);
        assertThat(menus.get(id).trial()).isZero();
        assertThat(menus.heard(id, UUID.randomUUID()).orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void each_version_is_measured_by_how_many_of_its_callers_found_a_key() {
        UUID id = two();
        for (int i = 0; i < 10; i++) {
            menus.left(
                    new HeardMenu(id, 1, menus.version(id, 1)),
                    UUID.randomUUID(),
                    "start",
                    i < 4 ? "key" : "zero");
            menus.left(
                    new HeardMenu(id, 2, menus.version(id, 2)),
                    UUID.randomUUID(),
                    "start",
                    i < 9 ? "key" : "zero");
        }
        assertThat(menus.outcomes(id)).extracting(MenuOutcome::share).containsExactly(90, 40);
    }

    @Test
    void the_effect_of_a_version_is_told_from_what_callers_wanted_who_found_no_key() {
        var gaps =
                List.of(
                        new MenuGap("start", "A bill or payment", 12, 20),
                        new MenuGap("start", "Something else", 8, 20),
                        new MenuGap("other", "A bill or payment", 5, 5));
        var effect =
                MenuEffect.of(
                        menu(Map.of('1', "Faults")),
                        menu(Map.of('1', "Faults", '2', "Bills")),
                        gaps);
        assertThat(effect.helped()).isEqualTo(12);
        assertThat(effect.of()).isEqualTo(25);
    }

    @Test
    void a_trial_needs_a_live_version_and_a_share() {
        var olga = cast.as(cast.olga);
        UUID id = menus.add(olga, "Menu " + UUID.randomUUID()).id();
        int version = menus.write(olga, id, menu(Map.of('1', "Faults")));
        assertThatThrownBy(() -> menus.tryOut(olga, id, version, 20)).isInstanceOf(Refusal.class);
        UUID running = two();
        assertThatThrownBy(() -> menus.tryOut(olga, running, 2, 95)).isInstanceOf(Refusal.class);
    }
}
