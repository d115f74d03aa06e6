package kept.voice;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import kept.Cast;
import kept.SettableClock;
import kept.contacts.Contact;
import kept.contacts.Contacts;
import kept.contacts.State;
import kept.cpaas.Providers;
import kept.menus.MenuJson;
import kept.menus.Menus;
import kept.menus.NamedMenu;
import kept.routing.Agent;
import kept.routing.Agents;
import kept.routing.Queue;
import kept.routing.Queues;
import kept.sip.Caller;
import kept.teams.Person;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// A house with one line, a caller who hums 440 Hz, and Asha at her desk, whose telephone hums 700 Hz: real SIP and real audio on
/// this machine.
abstract class CallFixture {
    static final int CALLER_HUM = 440;
    static final int DESK_HUM = 700;

    @Autowired Cast cast;
    @Autowired Telephone telephone;
    @Autowired Exchange exchange;
    @Autowired Dispatch dispatch;
    @Autowired Lines lines;
    @Autowired Queues queues;
    @Autowired Agents agents;
    @Autowired Contacts contacts;
    @Autowired Menus menus;
    @Autowired SettableClock clock;
    @Autowired Providers providers;
    @LocalServerPort int webPort;

    final String number = "+43660" + ThreadLocalRandom.current().nextInt(1_000_000, 9_999_999);
    final String called = "1" + ThreadLocalRandom.current().nextInt(100_000, 999_999);
    final TestPhone caller;
    final TestPhone desk;

    CallFixture() throws Exception {
        caller = new TestPhone(CALLER_HUM);
        desk = new TestPhone(DESK_HUM);
    }

    @BeforeEach
    void connect() {
        clock.pass(Duration.ofHours(3));
        var olga = cast.as(cast.olga);
        lines.change(olga, new TelephoneSettings("", "AT", ""));
        if (lines.trunks().isEmpty()) {
            lines.addTrunk(olga, "Network", "127.0.0.1", "", "", "+431000");
            telephone.turn();
        }
        telephone.turn();
        closeOwed();
        line(Line.AfterHours.SAME);
        arrives(desk, cast.asha);
    }

    /// What other tests left is nobody's here.
    private void closeOwed() {
        for (var owed : contacts.owed(cast.as(cast.olga))) {
            contacts.move(owed, owed.ended(State.CLOSED, "end of test", clock.instant()), Map.of());
        }
    }

    /// The line leads to a queue of its own.
    void line(Line.AfterHours afterHours) {
        var queue =
                queues.save(
                        cast.as(cast.olga),
                        Queue.usual(
                                UUID.randomUUID(),
                                "Q" + called + afterHours.when(),
                                cast.frontDesk.id(),
                                List.of()));
        lines.save(
                cast.as(cast.olga),
                new Line(called, "Service", "en", queue.id(), null, "", null, afterHours));
    }

    /// The line leads through a menu of two points, bills after the first key, to its queue after the second.
    NamedMenu menu() {
        var olga = cast.as(cast.olga);
        var queue =
                queues.all().stream()
                        .filter(q -> q.name().startsWith("Q" + called))
                        .findFirst()
                        .orElseThrow();
        var menu = menus.add(olga, "Menu " + called);
        int version =
                menus.write(
                        olga,
                        menu.id(),
                        MenuJson.read(
                                """
                                {"language": "en", "start": "start", "points": [
                                  {"name": "start", "says": "Press 1 for bills.", "keys": [{"key": "1", "label": "Bills", "does": "point", "to": "bills"}]},
                                  {"name": "bills", "says": "Press 2 to talk.", "keys": [{"key": "2", "label": "Talk", "does": "queue", "to": "%s"}]}]}
                                """
                                        .formatted(queue.id())));
        menus.goLive(olga, menu.id(), version);
        lines.save(
                olga,
                new Line(
                        called,
                        "Service",
                        "en",
                        queue.id(),
                        menu.id(),
                        "",
                        null,
                        Line.AfterHours.SAME));
        return menu;
    }

    /// Somebody sits down at this telephone and takes calls.
    void arrives(TestPhone phone, Person person) {
        String name = "desk" + ThreadLocalRandom.current().nextInt(100_000, 999_999);
        phone.register(
                telephone.port(), name, lines.addPhone(cast.as(cast.olga), name, person.id()));
        agents.free(cast.as(person));
    }

    @AfterEach
    void disconnect() {
        caller.close();
        desk.close();
        agents.find(cast.asha.id())
                .map(Agent::contact)
                .flatMap(exchange::conversation)
                .ifPresent(Conversation::hangUp);
        closeOwed();
        for (var phone : lines.phones()) {
            lines.removePhone(cast.as(cast.olga), phone.name());
        }
        for (var agent : List.of(cast.asha, cast.jonas)) {
            await(() ->
                    agents.find(agent.id())
                            .filter(a -> a.state() == Agent.State.TALKING)
                            .isEmpty());
            agents.off(cast.as(agent));
        }
    }

    void call() throws Exception {
        caller.call(telephone.port(), called, Caller.of(number, "Meera"));
        caller.expect("answered");
        awaitContact(c -> c.state() == State.QUEUED);
    }

    /// Asha takes the caller who waits.
    void talk() throws Exception {
        awaitContact(c -> c.state() == State.QUEUED);
        dispatch.turn();
        desk.answer(desk.rings());
        awaitContact(c -> c.state() == State.TALKING);
    }

    Contact awaitContact(Predicate<Contact> which) {
        await(() -> contacts.ofNumber(number, Duration.ofDays(1)).stream().anyMatch(which));
        return contacts.ofNumber(number, Duration.ofDays(1)).stream()
                .filter(which)
                .findFirst()
                .orElseThrow();
    }

    Conversation conversation() {
        return exchange.conversation(awaitContact(c -> c.state().live()).id()).orElseThrow();
    }

    static void await(Callable<Boolean> question) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(question);
    }
}
