package kept.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import kept.Cast;
import kept.KeptTest;
import kept.SettableClock;
import kept.contacts.Contact.Party;
import kept.contacts.Contacts;
import kept.contacts.State;
import kept.menus.MenuJson;
import kept.menus.Menus;
import kept.promises.Promises;
import kept.routing.Queue;
import kept.routing.Queues;
import kept.voice.Line;
import kept.voice.LineSetUp;
import kept.voice.OurLines;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Real calls to our own lines on this machine.
@KeptTest
class ReachTest {
    @Autowired Cast cast;
    @Autowired LineSetUp setUp;
    @Autowired OurLines lines;
    @Autowired ReachRound round;
    @Autowired Reach reach;
    @Autowired Queues queues;
    @Autowired Menus menus;
    @Autowired Contacts contacts;
    @Autowired Promises promises;
    @Autowired SettableClock clock;

    private final String number = "7" + ThreadLocalRandom.current().nextInt(100_000, 999_999);
    private Queue queue;

    @BeforeEach
    void newLine() {
        clock.pass(Duration.ofHours(3));
        queue =
                queues.save(
                        cast.as(cast.olga),
                        Queue.usual(
                                UUID.randomUUID(), "Q" + number, cast.frontDesk.id(), List.of()));
    }

    @Test
    void a_line_that_leads_to_a_queue_is_answered_greets_plays_music_and_takes_a_key() {
        setUp.save(
                new Line(
                        number, "Service", "en", queue.id(), null, "", null, Line.AfterHours.SAME));
        var check = round.check(lines.get(number), 1);
        assertThat(check.fault()).isEmpty();
        assertThat(check.steps())
                .extracting(Step::what)
                .containsExactly(
                        "the call",
                        "the first sound",
                        "the greeting",
                        "waiting in the queue",
                        "key 1 in the queue",
                        "the word that we call back");
    }

    private UUID menu(String name, String bills) {
        var olga = cast.as(cast.olga);
        var menu = menus.add(olga, name + number);
        int version =
                menus.write(
                        olga,
                        menu.id(),
                        MenuJson.read(
                                """
                                {"language": "en", "start": "start", "points": [
                                  {"name": "start", "says": "Good day. For bills press 1, for opening hours press 2.", "keys": [
                                    {"key": "1", "label": "Bills", "does": "point", "to": "bills"},
                                    {"key": "2", "label": "Hours", "does": "says", "to": "We are open from nine to five."}]},
                                  {"name": "bills", "says": "%s", "keys": [
                                    {"key": "1", "label": "Talk", "does": "queue", "to": "%s"},
                                    {"key": "2", "label": "Call", "does": "callback", "to": "%s"}]}]}
                                """
                                        .formatted(bills, queue.id(), queue.id())));
        menus.goLive(olga, menu.id(), version);
        return menu.id();
    }

    private static final String BILLS = "To talk about a bill press 1. To be called back press 2.";

    @Test
    void every_key_of_a_menu_is_pressed_and_leads_where_the_menu_says() {
        setUp.save(
                new Line(
                        number,
                        "Service",
                        "en",
                        queue.id(),
                        menu("M", BILLS),
                        "",
                        null,
                        Line.AfterHours.SAME));
        var check = round.check(lines.get(number), 0);
        if (!check.fault().isEmpty()) {
            // a machine that stands still for two seconds is no fault of the line: the house calls
            // again, too
            check = round.check(lines.get(number), 0);
        }
        assertThat(check.fault()).isEmpty();

        assertThat(check.calls()).isEqualTo(4);
        assertThat(check.steps())
                .extracting(Step::what)
                .contains(
                        "the prompt at start",
                        "key 2 (Hours) at start",
                        "key 0 (a person) at start",
                        "key 1 (Bills) at start",
                        "the prompt at bills",
                        "key 1 (Talk) at bills",
                        "key 2 (Call) at bills",
                        "key 0 (a person) at bills");
    }

    @Test
    void a_wrong_prompt_is_noticed_the_second_time_turns_the_line_red_and_two_good_calls_end_it() {
        setUp.save(
                new Line(
                        number, "Service", "en", queue.id(), null, "", null, Line.AfterHours.SAME));
        var asPlanned =
                new Line(
                        number,
                        "Service",
                        "en",
                        queue.id(),
                        null,
                        "Good evening to you all.",
                        null,
                        Line.AfterHours.SAME);
        var check = round.check(asPlanned, 0);
        assertThat(check.fault())
                .isEqualTo(
                        "the greeting: expected “Good evening to you all.”, but “Welcome. Please stay on the line.” was heard");
        assertThat(lines.isRed(asPlanned)).isFalse();
        round.check(asPlanned, 0);
        assertThat(lines.isRed(asPlanned)).isTrue();
        var incident = lines.incidents(asPlanned, clock.instant()).getFirst();
        assertThat(incident.words()).isEqualTo(check.fault());
        assertThat(promises.find(incident.promise()).orElseThrow().open()).isTrue();

        round.check(lines.get(number), 0);
        assertThat(lines.isRed(asPlanned)).isTrue();
        round.check(lines.get(number), 0);
        assertThat(lines.isRed(asPlanned)).isFalse();
        assertThat(promises.find(incident.promise()).orElseThrow().state())
                .isEqualTo(kept.promises.State.KEPT);
    }

    @Test
    void what_the_house_calls_itself_is_put_to_nobody_counts_nowhere_and_is_owed_nothing() {
        var before = clock.instant();
        var party = new Party(false, number, "check", "", null, null).asSynthetic();
        var contact = contacts.arrived(party, UUID.randomUUID());
        contact = contacts.move(contact, contact.answered(clock.instant()), Map.of());
        contact =
                contacts.move(
                        contact,
                        contact.queued(queue.id(), before, 0, "", null, clock.instant()),
                        Map.of());
        UUID id = contact.id();
        assertThat(contacts.waiting()).noneMatch(c -> c.id().equals(id));
        assertThat(contacts.since(cast.as(cast.olga), before)).noneMatch(c -> c.id().equals(id));
        assertThat(contacts.dropped(contact, "transport")).isEmpty();
        assertThat(contacts.endedSince(State.DROPPED, before)).noneMatch(c -> c.id().equals(id));
    }

    @Test
    void a_line_is_called_when_it_is_due_and_again_after_a_quarter_of_an_hour() {
        setUp.save(
                new Line(
                        number, "Service", "en", queue.id(), null, "", null, Line.AfterHours.SAME));
        reach.soon(cast.as(cast.olga), number);
        List<Watched> due = new ArrayList<>();
        for (var next = reach.claim(); next.isPresent(); next = reach.claim()) {
            due.add(next.get());
        }
        assertThat(due).anyMatch(watched -> watched.line().equals(number));
        assertThat(reach.watched(number).next())
                .isEqualTo(clock.instant().plus(Duration.ofMinutes(15)));
    }
}
