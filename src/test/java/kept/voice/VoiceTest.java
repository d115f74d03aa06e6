package kept.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import kept.KeptTest;
import kept.contacts.Contact;
import kept.contacts.State;
import kept.menus.MenuGap;
import kept.promises.Promises;
import kept.routing.Agent;
import kept.routing.Queue;
import kept.sip.Caller;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// A caller, the house, and the telephone of an agent.
@KeptTest
class VoiceTest extends CallFixture {
    @Autowired Promises promises;
    @Autowired kept.cases.Cases cases;

    VoiceTest() throws Exception {}

    private Optional<Contact> contact(Predicate<Contact> which) {
        return contacts.ofNumber(number, Duration.ofDays(1)).stream().filter(which).findFirst();
    }

    private void talksFor(Duration length) {
        Awaitility.await()
                .during(length)
                .atMost(length.plusSeconds(5))
                .until(() -> contact(_ -> true).orElseThrow().state() == State.TALKING);
    }

    @Test
    void a_caller_waits_is_put_through_and_both_hear_each_other() throws Exception {
        call();
        talk();
        long callerHeard = caller.heard();
        long deskHeard = desk.heard();
        await(() -> caller.heard() > callerHeard + 20 && desk.heard() > deskHeard + 20);
        assertThat(agents.find(cast.asha.id()).orElseThrow().state())
                .isEqualTo(Agent.State.TALKING);
        caller.hangUp();
        desk.expect("ended");
        var over = awaitContact(c -> c.state() == State.CLOSED);
        assertThat(over.party().onCase()).isNotNull();
        assertThat(over.spot().outcome()).isEqualTo("talked");
        assertThat(agents.find(cast.asha.id()).orElseThrow().state())
                .isEqualTo(Agent.State.WRAP_UP);
    }

    @Test
    void a_new_case_belongs_to_the_unit_whose_queue_was_called() throws Exception {
        var elsewhere =
                queues.save(
                        cast.as(cast.olga),
                        Queue.usual(UUID.randomUUID(), "N" + called, cast.network.id(), List.of()));
        lines.save(
                cast.as(cast.olga),
                new Line(
                        called,
                        "Network",
                        "en",
                        elsewhere.id(),
                        null,
                        "",
                        null,
                        Line.AfterHours.SAME));
        arrives(desk, cast.nils);
        call();
        talk();
        var theCase =
                Objects.requireNonNull(
                        awaitContact(c -> c.state() == State.TALKING).party().onCase());
        assertThat(cases.find(theCase).orElseThrow().unit()).isEqualTo(cast.network.id());
        caller.hangUp();
        awaitContact(c -> c.state() == State.CLOSED);
        agents.off(cast.as(cast.nils));
    }

    @Test
    void what_it_is_about_may_be_said_while_it_runs_and_disturbs_nothing() throws Exception {
        call();
        talk();
        var talks = awaitContact(c -> c.state() == State.TALKING);
        contacts.about(cast.as(cast.asha), talks.id(), "order");
        caller.hangUp();
        var over = awaitContact(c -> c.state() == State.CLOSED);
        assertThat(over.spot().wrapUp()).isEqualTo("order");
        assertThat(over.spot().outcome()).isEqualTo("talked");
    }

    @Test
    void who_gives_up_waiting_has_abandoned_and_nobody_is_asked_for_him() throws Exception {
        call();
        caller.hangUp();
        awaitContact(c -> c.state() == State.ABANDONED);
        dispatch.turn();
        assertThat(agents.find(cast.asha.id()).orElseThrow().state()).isEqualTo(Agent.State.FREE);
    }

    @Test
    void an_agent_who_does_not_take_the_call_is_away_and_the_caller_keeps_his_place()
            throws Exception {
        call();
        var entered = contact(_ -> true).orElseThrow().clocks().enteredAt();
        dispatch.turn();
        desk.rings();
        desk.refuse();
        var back = awaitContact(c -> c.state() == State.QUEUED && c.version() > 4);
        assertThat(back.clocks().enteredAt()).isEqualTo(entered);
        await(() -> agents.find(cast.asha.id()).orElseThrow().state() == Agent.State.AWAY);
    }

    @Test
    void a_caller_who_presses_one_is_called_back_and_keeps_his_place() throws Exception {
        call();
        var entered = contact(_ -> true).orElseThrow().clocks().enteredAt();
        caller.press("1");
        var owed = awaitContact(c -> c.state() == State.CALLBACK_OWED);
        assertThat(owed.clocks().enteredAt()).isEqualTo(entered);
        assertThat(
                        promises.find(Objects.requireNonNull(owed.debt().promise()))
                                .orElseThrow()
                                .open())
                .isTrue();
    }

    @Test
    void the_caller_vanishes_and_is_owed_a_call() throws Exception {
        call();
        talk();
        caller.vanish();
        var owed = awaitContact(c -> c.state() == State.CALLBACK_OWED);
        assertThat(owed.spot().agent()).isEqualTo(cast.asha.id());
        desk.expect("ended");
        awaitContact(c -> c.state() == State.DROPPED);
    }

    @Test
    void who_was_cut_off_is_rung_back_by_the_same_agent_and_the_word_is_kept() throws Exception {
        call();
        talk();
        caller.vanish();
        var owed = awaitContact(c -> c.state() == State.CALLBACK_OWED);
        clock.pass(Duration.ofSeconds(5));
        lines.removeTrunk(cast.as(cast.olga), lines.trunks().getFirst().id());
        try (var home = new TestPhone(500)) {
            lines.addTrunk(
                    cast.as(cast.olga), "Network", "127.0.0.1:" + home.port(), "", "", "+431000");
            dispatch.turn();
            desk.answer(desk.rings());
            var wanted = home.rings();
            assertThat(wanted.called()).isEqualTo(number);
            home.answer(wanted);
            awaitContact(c -> c.state() == State.CONFIRMING);
            home.press("1");
            awaitContact(c -> c.state() == State.TALKING);
            assertThat(
                            promises.find(Objects.requireNonNull(owed.debt().promise()))
                                    .orElseThrow()
                                    .state())
                    .isEqualTo(kept.promises.State.KEPT);
            home.hangUp();
            desk.expect("ended");
        }
    }

    @Test
    void an_answering_machine_does_not_keep_the_word() throws Exception {
        call();
        caller.press("1");
        var owed = awaitContact(c -> c.state() == State.CALLBACK_OWED);
        lines.removeTrunk(cast.as(cast.olga), lines.trunks().getFirst().id());
        try (var machine = new TestPhone(500)) {
            lines.addTrunk(
                    cast.as(cast.olga),
                    "Network",
                    "127.0.0.1:" + machine.port(),
                    "",
                    "",
                    "+431000");
            clock.pass(Duration.ofSeconds(1));
            dispatch.turn();
            desk.answer(desk.rings());
            machine.answer(machine.rings());
            awaitContact(c -> c.state() == State.CONFIRMING);
            machine.hangUp();
            var still =
                    awaitContact(c -> c.state() == State.CALLBACK_OWED && c.debt().tries() == 1);
            assertThat(still.id()).isEqualTo(owed.id());
            assertThat(
                            promises.find(Objects.requireNonNull(still.debt().promise()))
                                    .orElseThrow()
                                    .open())
                    .isTrue();
        }
    }

    @Test
    void who_calls_again_after_a_cut_skips_the_menu_and_keeps_his_place() throws Exception {
        call();
        talk();
        caller.vanish();
        var owed = awaitContact(c -> c.state() == State.CALLBACK_OWED);
        try (var again = new TestPhone(500)) {
            again.call(telephone.port(), called, Caller.of(number, "Meera"));
            again.expect("answered");
            var queued = awaitContact(c -> c.state() == State.QUEUED);
            assertThat(queued.clocks().enteredAt()).isEqualTo(owed.clocks().enteredAt());
            assertThat(queued.spot().agent()).isEqualTo(cast.asha.id());
            again.hangUp();
            awaitContact(c -> c.state() == State.ABANDONED);
        }
    }

    @Test
    void who_talks_while_the_telephone_is_stopped_is_owed_a_call() throws Exception {
        call();
        talk();
        telephone.stop();
        try {
            awaitContact(c -> c.state() == State.CALLBACK_OWED);
            awaitContact(c -> c.state() == State.DROPPED);
            caller.expect("ended");
            assertThat(exchange.size()).isZero();
            assertThat(agents.find(cast.asha.id()).orElseThrow().state())
                    .isNotEqualTo(Agent.State.TALKING);
        } finally {
            telephone.start();
        }
    }

    @Test
    void an_agents_telephone_that_vanishes_puts_his_caller_before_the_others() throws Exception {
        call();
        var waited = awaitContact(c -> c.state() == State.QUEUED);
        talk();
        desk.vanish();
        var again = awaitContact(c -> c.state() == State.QUEUED);
        assertThat(again.clocks().enteredAt()).isEqualTo(waited.clocks().enteredAt());
        assertThat(agents.find(cast.asha.id()).orElseThrow().state())
                .isNotEqualTo(Agent.State.TALKING);
        caller.hangUp();
        awaitContact(c -> c.state() == State.ABANDONED);
    }

    @Test
    void the_agents_telephone_holds_and_takes_back() throws Exception {
        call();
        talk();
        desk.hold();
        awaitContact(c -> c.state() == State.HELD);
        long heard = caller.heard();
        await(() -> caller.heard() > heard + 10);
        desk.resume();
        awaitContact(c -> c.state() == State.TALKING && c.version() > 5);
        caller.hangUp();
        awaitContact(c -> c.state() == State.CLOSED);
    }

    @Test
    void a_caller_who_is_put_through_never_loses_the_first_agent_before_the_second_talks()
            throws Exception {
        call();
        talk();
        try (var second = new TestPhone(600)) {
            String password = lines.addPhone(cast.as(cast.olga), "jonas" + called, cast.jonas.id());
            second.register(telephone.port(), "jonas" + called, password);
            agents.free(cast.as(cast.jonas));
            var id = awaitContact(c -> c.state() == State.TALKING).id();
            exchange.conversation(id).orElseThrow().talk(talk -> talk.transfer(cast.jonas.id()));
            var wanted = second.rings();
            assertThat(contacts.find(id).orElseThrow().state()).isEqualTo(State.TRANSFERRING);
            second.refuse();
            var back = awaitContact(c -> c.state() == State.TALKING);
            assertThat(back.spot().agent()).isEqualTo(cast.asha.id());
            assertThat(wanted.caller().display()).isEqualTo("Meera");

            agents.free(cast.as(cast.jonas));
            exchange.conversation(id).orElseThrow().talk(talk -> talk.transfer(cast.jonas.id()));
            second.answer(second.rings());
            awaitContact(
                    c -> c.state() == State.TALKING && cast.jonas.id().equals(c.spot().agent()));
            desk.expect("ended");
            caller.hangUp();
            second.expect("ended");
            lines.removePhone(cast.as(cast.olga), "jonas" + called);
        }
        await(() -> agents.find(cast.jonas.id()).orElseThrow().state() == Agent.State.WRAP_UP);
        agents.off(cast.as(cast.jonas));
    }

    @Test
    void keys_lead_through_the_menu_and_zero_always_reaches_a_person() throws Exception {
        var menu = menu();
        caller.call(telephone.port(), called, Caller.of(number, "Meera"));
        caller.expect("answered");
        awaitContact(c -> c.spot().place().equals("start"));
        caller.press("1");
        awaitContact(c -> c.spot().place().equals("bills"));
        caller.press("0");
        var waiting = awaitContact(c -> c.state() == State.QUEUED);
        assertThat(waiting.spot().place()).isEqualTo("a person, at bills");
        caller.hangUp();
        awaitContact(c -> c.state() == State.ABANDONED);
        contacts.about(cast.as(cast.olga), waiting.id(), "bill");
        assertThat(menus.gaps(menu.id()))
                .containsExactly(new MenuGap("bills", "A bill or payment", 1, 1));
    }

    @Test
    void a_withheld_number_is_put_through_like_any_other() throws Exception {
        caller.call(telephone.port(), called, Caller.WITHHELD);
        caller.expect("answered");
        await(() -> contacts.waiting().stream().anyMatch(c -> c.party().withheld()));
        dispatch.turn();
        desk.answer(desk.rings());
        caller.hangUp();
        desk.expect("ended");
    }

    @Test
    void a_jump_of_the_clock_cuts_nobody_off() throws Exception {
        call();
        talk();
        clock.pass(Duration.ofMinutes(5));
        // longer than silence is watched for
        talksFor(Duration.ofMillis(2_500));
        caller.hangUp();
        awaitContact(c -> c.state() == State.CLOSED);
    }

    @Test
    void a_telephone_that_sends_nothing_while_nobody_speaks_is_not_cut_off() throws Exception {
        call();
        talk();
        caller.fallSilent();
        // longer than a silent telephone has for its answer
        talksFor(Duration.ofSeconds(7));
        caller.hangUp();
        awaitContact(c -> c.state() == State.CLOSED);
    }

    @Test
    void an_agent_whose_call_was_lost_with_its_program_is_free_again() throws Exception {
        var lost =
                contacts.arrived(
                        new Contact.Party(false, called, number, "", null, null),
                        UUID.randomUUID());
        agents.offer(cast.asha.id(), lost.id());
        agents.talks(cast.asha.id(), lost.id());
        clock.pass(Duration.ofSeconds(20));
        telephone.turn();
        exchange.freeForgottenAgents();
        assertThat(agents.find(cast.asha.id()).orElseThrow().state()).isEqualTo(Agent.State.FREE);
    }

    @Test
    void the_end_of_one_call_frees_nobody_who_talks_in_another() {
        agents.offer(cast.asha.id(), cast.asha.id());
        agents.talks(cast.asha.id(), cast.asha.id());
        agents.wrapsUp(cast.asha.id(), UUID.randomUUID(), Duration.ZERO);
        assertThat(agents.find(cast.asha.id()).orElseThrow().state())
                .isEqualTo(Agent.State.TALKING);
        agents.wrapsUp(cast.asha.id(), cast.asha.id(), Duration.ZERO);
    }
}
