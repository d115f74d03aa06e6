package kept.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import kept.Cast;
import kept.KeptTest;
import kept.SettableClock;
import kept.contacts.Contact.Party;
import kept.journal.Entry;
import kept.kernel.Refusal;
import kept.promises.Promise;
import kept.promises.Promises;
import kept.routing.Queue;
import kept.routing.Queues;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@KeptTest
class ContactsTest {
    private static final UUID HOST = UUID.randomUUID();

    @Autowired Cast cast;
    @Autowired Contacts contacts;
    @Autowired Queues queues;
    @Autowired Promises promises;
    @Autowired SettableClock clock;
    private final String number =
            "+43660" + ThreadLocalRandom.current().nextInt(1_000_000, 9_999_999);
    private UUID meera = HOST;
    private UUID queue = HOST;

    @BeforeEach
    void newTime() {
        clock.pass(Duration.ofHours(3));
        meera = cast.customer("Meera Nair").id();
        queue =
                queues.save(
                                cast.as(cast.olga),
                                Queue.usual(
                                        UUID.randomUUID(),
                                        "Queue " + UUID.randomUUID(),
                                        cast.frontDesk.id(),
                                        java.util.List.of()))
                        .id();
    }

    private Contact call(String number, @Nullable UUID customer) {
        return contacts.arrived(new Party(false, "+431234", number, "Meera", customer, null), HOST);
    }

    private Contact waiting() {
        var contact = call(number, meera);
        contact = contacts.move(contact, contact.answered(clock.instant()), Map.of());
        return contacts.move(
                contact,
                contact.queued(queue, clock.instant(), 0, "", null, clock.instant()),
                Map.of());
    }

    private Contact talking() {
        var contact = waiting();
        return contacts.reached(contact, cast.asha.id());
    }

    @Test
    void the_house_rings_a_stranger_twice_a_day_and_after_that_only_a_person_may() {
        for (int time = 0; time < 2; time++) {
            var owed = contacts.callBackLater(waiting());
            assertThat(owed.debt().nextTryAt()).isNotNull();
        }
        var third = contacts.callBackLater(waiting());
        assertThat(third.debt().nextTryAt()).isNull();
        assertThat(contacts.waiting()).noneMatch(c -> c.id().equals(third.id()));
        assertThat(
                        promises.find(Objects.requireNonNull(third.debt().promise()))
                                .orElseThrow()
                                .open())
                .isTrue();
        clock.pass(Duration.ofDays(2));
        assertThat(contacts.callBackLater(waiting()).debt().nextTryAt()).isNotNull();
    }

    @Test
    void whoever_talked_with_us_before_is_rung_as_often_as_needed() {
        talking();
        for (int time = 0; time < 4; time++) {
            assertThat(contacts.callBackLater(waiting()).debt().nextTryAt()).isNotNull();
        }
    }

    @Test
    void the_house_rings_at_most_twenty_strangers_an_hour_by_one_line() {
        String line = "+4312" + number.substring(6);
        for (int stranger = 0; stranger <= Contacts.STRANGERS_AN_HOUR; stranger++) {
            var contact =
                    contacts.arrived(
                            new Party(false, line, number + stranger, "", null, null), HOST);
            contact = contacts.move(contact, contact.answered(clock.instant()), Map.of());
            var owed = contacts.callBackLater(contact);
            assertThat(owed.debt().nextTryAt() == null)
                    .isEqualTo(stranger == Contacts.STRANGERS_AN_HOUR);
        }
    }

    @Test
    void a_customer_moves_his_call_to_a_window_and_the_word_goes_with_it() {
        clock.pass(Duration.between(clock.instant(), nextTuesdayAtTen()));
        var owed = contacts.callBackLater(waiting());
        var windows = contacts.windows(owed);
        assertThat(windows).hasSizeGreaterThan(3);
        var chosen = windows.get(2);
        var moved = contacts.choose(owed, chosen.from());
        assertThat(moved.debt().nextTryAt()).isEqualTo(chosen.from());
        assertThat(moved.clocks().enteredAt()).isEqualTo(owed.clocks().enteredAt());
        var word = promises.find(Objects.requireNonNull(moved.debt().promise())).orElseThrow();
        assertThat(word.due()).isEqualTo(chosen.until());
        assertThat(word.times().windowStart()).isEqualTo(chosen.from());
        assertThat(contacts.waiting()).noneMatch(c -> c.id().equals(moved.id()));
        clock.pass(Duration.between(clock.instant(), chosen.from()).plusSeconds(1));
        assertThat(contacts.waiting()).anyMatch(c -> c.id().equals(moved.id()));
    }

    @Test
    void a_time_that_was_not_offered_cannot_be_chosen() {
        var owed = contacts.callBackLater(waiting());
        assertThatThrownBy(() -> contacts.choose(owed, clock.instant().plus(Duration.ofDays(300))))
                .isInstanceOf(Refusal.class);
    }

    private java.time.Instant nextTuesdayAtTen() {
        var zone = java.time.ZoneId.of("Europe/Vienna");
        return clock.instant()
                .atZone(zone)
                .toLocalDate()
                .with(java.time.temporal.TemporalAdjusters.next(java.time.DayOfWeek.TUESDAY))
                .atTime(10, 0)
                .atZone(zone)
                .toInstant();
    }

    @Test
    void every_state_stands_in_the_history() {
        var contact = talking();
        assertThat(contacts.history(cast.as(cast.olga), contact.id()))
                .extracting(Entry::kind)
                .containsExactly(
                        "contact.offered", "contact.answered", "contact.queued", "contact.talking");
    }

    @Test
    void a_conversation_that_is_cut_off_leaves_a_call_that_we_owe_and_a_promise() {
        var talking = talking();
        var owed = contacts.dropped(talking, "nothing was heard any more").orElseThrow();
        assertThat(owed.state()).isEqualTo(State.CALLBACK_OWED);
        assertThat(owed.spot().agent()).isEqualTo(cast.asha.id());
        assertThat(owed.clocks().enteredAt()).isEqualTo(talking.clocks().enteredAt());
        assertThat(word(owed))
                .satisfies(word -> {
                    assertThat(word.open()).isTrue();
                    assertThat(word.words().kind()).isEqualTo(Contacts.CALLBACK);
                    assertThat(word.words().customerId()).isEqualTo(meera);
                    assertThat(word.words().owner()).isEqualTo(cast.asha.id());
                });
    }

    private Promise word(Contact contact) {
        return promises.find(java.util.Objects.requireNonNull(contact.debt().promise()))
                .orElseThrow();
    }

    @Test
    void who_is_cut_off_is_rung_back_once_whoever_notices_it() {
        var talking = talking();
        contacts.dropped(talking, "nothing was heard any more");
        assertThatThrownBy(() -> contacts.dropped(talking, "its program ended"))
                .isInstanceOf(TakenOver.class);
        assertThat(
                        contacts.ofNumber(number, Duration.ofMinutes(1)).stream()
                                .filter(c -> c.state() == State.CALLBACK_OWED))
                .hasSize(1);
    }

    @Test
    void a_withheld_number_that_is_cut_off_cannot_be_rung_back() {
        var contact = call("", null);
        contact = contacts.move(contact, contact.answered(clock.instant()), Map.of());
        assertThat(contacts.dropped(contact, "transport")).isEmpty();
    }

    @Test
    void the_word_is_kept_when_they_talk() {
        var owed = contacts.dropped(talking(), "transport").orElseThrow();
        var dialling =
                contacts.move(
                        owed, owed.diallingAgent(cast.asha.id(), HOST, clock.instant()), Map.of());
        contacts.reached(dialling, cast.asha.id());
        assertThat(word(owed).state()).isEqualTo(kept.promises.State.KEPT);
    }

    @Test
    void after_three_calls_in_vain_a_person_takes_over_and_the_word_stays_open() {
        var owed = contacts.dropped(talking(), "transport").orElseThrow();
        for (int i = 1; i <= Contacts.TRIES; i++) {
            clock.pass(Duration.ofMinutes(1));
            var dialling =
                    contacts.move(
                            owed,
                            owed.diallingAgent(cast.asha.id(), HOST, clock.instant()),
                            Map.of());
            owed = contacts.inVain(dialling, "status 486");
        }
        assertThat(owed.state()).isEqualTo(State.CLOSED);
        assertThat(word(owed).open()).isTrue();
    }

    @Test
    void who_asks_for_a_call_keeps_his_place_before_those_who_came_later() {
        var first = waiting();
        clock.pass(Duration.ofMinutes(1));
        var second = waiting();
        assertThat(contacts.placeOf(second)).isEqualTo(2);
        contacts.callBackLater(first);
        clock.pass(Duration.ofSeconds(1));
        assertThat(contacts.placeOf(second)).isEqualTo(2);
    }

    @Test
    void who_calls_again_takes_his_word_with_him() {
        var owed = contacts.callBackLater(waiting());
        var again = call(number, meera);
        again = contacts.calledAgain(again, owed);
        assertThat(contacts.find(owed.id()).orElseThrow().state()).isEqualTo(State.CLOSED);
        contacts.reached(again, cast.asha.id());
        assertThat(word(owed).state()).isEqualTo(kept.promises.State.KEPT);
    }

    @Test
    void who_calls_again_and_gives_up_is_still_owed_his_call() {
        var owed = contacts.callBackLater(waiting());
        var again = contacts.calledAgain(call(number, meera), owed);
        var next = contacts.gaveUp(again).orElseThrow();
        assertThat(next.debt().promise()).isEqualTo(owed.debt().promise());
    }

    @Test
    void who_hangs_up_while_he_waits_is_owed_nothing() {
        assertThat(contacts.gaveUp(waiting())).isEmpty();
    }

    @Test
    void what_a_program_leaves_is_found_when_its_lease_runs_out() {
        var host = UUID.randomUUID();
        contacts.renew(host, Duration.ofSeconds(5));
        var contact =
                contacts.arrived(new Party(false, "+431234", "+4366099", "", null, null), host);
        assertThat(contacts.left()).extracting(Contact::id).doesNotContain(contact.id());
        clock.pass(Duration.ofSeconds(6));
        assertThat(contacts.left()).extracting(Contact::id).contains(contact.id());
    }

    @Test
    void a_program_that_was_taken_over_can_move_nothing() {
        var talking = talking();
        contacts.dropped(talking, "its program ended");
        assertThatThrownBy(() ->
                        contacts.move(
                                talking, talking.held("tea", null, clock.instant()), Map.of()))
                .isInstanceOf(TakenOver.class);
    }

    @Test
    void who_calls_again_and_asks_to_be_called_is_owed_one_call_and_not_two() {
        var owed = contacts.callBackLater(waiting());
        var again = contacts.calledAgain(call(number, meera), owed);
        var later = contacts.callBackLater(again);
        assertThat(later.debt().promise()).isEqualTo(owed.debt().promise());
    }
}
