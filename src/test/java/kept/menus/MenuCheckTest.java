package kept.menus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kept.kernel.Refusal;
import kept.menus.Menu.Choice;
import kept.menus.Menu.Point;
import kept.menus.Menu.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MenuCheckTest {
    private static final UUID DESK = UUID.randomUUID();

    private static Point point(String name, Object... keys) {
        var choices = new LinkedHashMap<Character, Choice>();
        for (int i = 0; i < keys.length; i += 2) {
            choices.put(keys[i].toString().charAt(0), new Choice("for it", (Target) keys[i + 1]));
        }
        return new Point(name, "Press a key.", choices);
    }

    private static Menu menu(Point... points) {
        var all = new LinkedHashMap<String, Point>();
        for (var point : points) {
            all.put(point.name(), point);
        }
        return new Menu("en", points[0].name(), all);
    }

    private static List<String> faults(Point... points) {
        return MenuCheck.faults(menu(points), Set.of(DESK));
    }

    private static Target to(String point) {
        return new Target.ToPoint(point);
    }

    private static Target desk() {
        return new Target.ToQueue(DESK);
    }

    @Test
    void a_menu_with_a_way_to_a_person_everywhere_has_no_faults() {
        assertThat(
                        faults(
                                point("start", '1', to("bills"), '2', desk()),
                                point("bills", '1', desk(), '2', new Target.Says("By post."))))
                .isEmpty();
    }

    @Test
    void a_circle_is_a_fault() {
        assertThat(
                        faults(
                                point("start", '1', to("bills"), '2', desk()),
                                point("bills", '1', to("start"))))
                .containsExactly(
                        "start leads back to itself. Let the last key lead to a person instead.");
    }

    @Test
    void a_fourth_level_is_a_fault() {
        assertThat(
                        faults(
                                point("a", '1', to("b"), '2', desk()),
                                point("b", '1', to("c")),
                                point("c", '1', to("d")),
                                point("d", '1', desk())))
                .containsExactly("d lies 4 choices deep; 3 are the most that callers bear.");
    }

    @Test
    void a_dead_end_a_lost_point_and_a_key_into_nothing_are_faults() {
        assertThat(
                        faults(
                                point("start", '1', to("end"), '2', desk(), '3', to("nowhere")),
                                point("end"),
                                point("lost", '1', desk())))
                .containsExactlyInAnyOrder(
                        "end is a dead end: no key can be pressed there.",
                        "Key 3 at start leads to nowhere, which does not exist.",
                        "No key leads to lost.");
    }

    @Test
    void zero_always_leads_to_a_person() {
        assertThat(
                        faults(
                                point("start", '0', to("bills"), '1', desk()),
                                point("bills", '1', desk())))
                .containsExactly("Key 0 at start must lead to a person.");
    }

    @Test
    void a_queue_that_does_not_exist_is_a_fault() {
        assertThat(faults(point("start", '1', new Target.ToQueue(UUID.randomUUID()))))
                .containsExactly("Key 1 at start leads to a queue that does not exist.");
    }

    @Test
    void a_menu_without_any_queue_is_a_fault() {
        assertThat(faults(point("start", '1', new Target.Says("Hello."))))
                .containsExactly("No key leads to a queue, so only 0 reaches a person. Offer one.");
    }

    @Test
    void a_menu_reads_back_as_it_was_written() {
        var menu =
                menu(
                        point("start", '1', to("bills"), '2', desk()),
                        point(
                                "bills",
                                '1',
                                new Target.CallBack(DESK),
                                '2',
                                new Target.Says("\"Ok\"")));
        assertThat(MenuJson.read(MenuJson.write(menu))).isEqualTo(menu);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[1,",
                "{\"points\": [{\"name\": \"Big Name\"}]}",
                "{\"points\": [{\"name\": \"a\", \"keys\": [{\"key\": \"12\"}]}]}",
                "{\"points\": [{\"name\": \"a\", \"keys\": [{\"key\": \"1\", \"does\": \"explode\"}]}]}",
                "{\"points\": [{\"name\": \"a\", \"keys\": [{\"key\": \"1\", \"does\": \"queue\", \"to\": \"x\"}]}]}",
                "{\"points\": [{\"name\": \"a\"}, {\"name\": \"a\"}]}"
            })
    void a_menu_that_cannot_be_read_is_refused_with_a_sentence(String text) {
        assertThatThrownBy(() -> MenuJson.read(text)).isInstanceOf(Refusal.class);
    }

    @Test
    void a_menu_that_begins_nowhere_has_that_fault_only() {
        assertThat(MenuCheck.faults(new Menu("en", "start", Map.of()), Set.of(DESK)))
                .containsExactly("The menu begins at start, which does not exist.");
    }
}
