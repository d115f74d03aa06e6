package kept.demo;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import kept.kernel.Ids;
import kept.menus.MenuJson;
import kept.menus.Menus;
import kept.routing.Queue;
import kept.routing.Queues;
import kept.voice.Line;
import kept.voice.Lines;
import kept.voice.TelephoneSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/// The lines of the demo, and where they lead: the telecom has a menu, the bank branch a queue.
@Component
@ConditionalOnProperty("kept.demo")
class DemoTelephone {
    /// The number of the telecom; it and the next one are of those that the regulator keeps for plays.
    static final String CARE = "+442079460100";

    static final String BANK = "+442079460200";

    private static final String WELCOME_CARE =
            "Welcome to Broadband care. For faults press 1. For your bill press 2.";
    private static final String WELCOME_BANK = "Welcome to the bank branch. Please hold the line.";

    private final DemoHouse house;
    private final Queues queues;
    private final Menus menus;
    private final Lines lines;
    private final Clock clock;

    DemoTelephone(DemoHouse house, Queues queues, Menus menus, Lines lines, Clock clock) {
        this.house = house;
        this.queues = queues;
        this.menus = menus;
        this.lines = lines;
        this.clock = clock;
    }

    /// What the house says on these lines beyond what every house says.
    static List<String> texts() {
        return List.of(WELCOME_CARE, WELCOME_BANK);
    }

    void settle() {
        var owner = house.as("olga");
        lines.change(owner, new TelephoneSettings("", "GB", DemoHouse.NUMBERS));
        lines.save(owner, line(CARE, "Broadband care", null, menu(queue("Broadband care")), ""));
        lines.save(owner, line(BANK, "Bank branch", queue("Bank branch"), null, WELCOME_BANK));
    }

    private static Line line(
            String number,
            String name,
            @Nullable UUID queue,
            @Nullable UUID menu,
            String greeting) {
        return new Line(number, name, "en", queue, menu, greeting, null, Line.AfterHours.SAME);
    }

    private UUID queue(String unit) {
        var queue = Queue.usual(Ids.at(clock.instant()), unit, house.unit(unit).id(), List.of());
        return queues.save(house.as("olga"), queue).id();
    }

    private UUID menu(UUID queue) {
        var owner = house.as("olga");
        var menu = menus.add(owner, "Broadband care");
        int version =
                menus.write(
                        owner,
                        menu.id(),
                        MenuJson.read(
                                """
                                {"language": "en", "start": "start", "points": [{"name": "start", "says": "%s",
                                 "keys": [{"key": "1", "label": "Faults", "does": "queue", "to": "%s"},
                                          {"key": "2", "label": "The bill", "does": "queue", "to": "%s"}]}]}
                                """
                                        .formatted(WELCOME_CARE, queue, queue)));
        menus.goLive(owner, menu.id(), version);
        return menu.id();
    }
}
