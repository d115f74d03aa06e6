package kept.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import kept.KeptTest;
import kept.contacts.State;
import kept.journal.Entry;
import kept.kernel.Refusal;
import kept.media.Tape;
import kept.routing.Agent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/// A third in a call, and a lead who takes part. Each telephone hums a tone of its own, so that one hears who hears whom.
@KeptTest
class CompanyTest extends CallFixture {
    private static final int JONAS_HUM = 1_000;
    private static final int LEAD_HUM = 1_300;

    @Autowired Desk page;
    @TempDir java.nio.file.Path folder;
    private final TestPhone jonas = new TestPhone(JONAS_HUM);
    private final TestPhone lead = new TestPhone(LEAD_HUM);

    CompanyTest() throws Exception {}

    @BeforeEach
    void arrive() throws Exception {
        call();
        talk();
        arrives(jonas, cast.jonas);
        lead.register(
                telephone.port(),
                "lead" + called,
                lines.addPhone(cast.as(cast.olga), "lead" + called, cast.olga.id()));
    }

    @AfterEach
    void leave() {
        jonas.close();
        lead.close();
    }

    private void ask() throws Exception {
        page.ask(cast.as(cast.asha), conversation().contact().id(), cast.jonas.id());
        jonas.answer(jonas.rings());
        await(() -> conversation().room().third().isPresent());
    }

    /// The share of a hum in half a second of what a telephone hears from now on.
    private double hears(TestPhone who, int hertz) throws Exception {
        var file = folder.resolve(who.port() + "-" + System.nanoTime() + ".wav");
        var tape = Tape.to(file);
        long before = who.heard();
        who.audio().record(tape, Tape.Track.CALLER);
        await(() -> who.heard() > before + 30);
        who.audio().stopRecording();
        tape.close();
        return Hum.share(Hum.tracks(java.nio.file.Files.readAllBytes(file))[0], hertz);
    }

    @Test
    void a_colleague_is_asked_first_while_the_caller_hears_neither_of_them() throws Exception {
        ask();
        assertThat(conversation().contact().state()).isEqualTo(State.HELD);
        assertThat(hears(desk, JONAS_HUM)).isGreaterThan(0.7);
        assertThat(hears(jonas, DESK_HUM)).isGreaterThan(0.7);
        assertThat(hears(jonas, CALLER_HUM)).isLessThan(0.05);
        assertThat(hears(caller, DESK_HUM)).isLessThan(0.05);
        assertThat(agents.find(cast.jonas.id()).orElseThrow().state()).isEqualTo(Agent.State.AWAY);
    }

    @Test
    void three_talk_with_each_other_and_two_when_one_of_them_goes() throws Exception {
        ask();
        page.allThree(cast.as(cast.asha), conversation().contact().id());
        awaitContact(c -> c.state() == State.TALKING);
        assertThat(hears(caller, DESK_HUM)).isGreaterThan(0.2);
        assertThat(hears(caller, JONAS_HUM)).isGreaterThan(0.2);
        assertThat(hears(jonas, CALLER_HUM)).isGreaterThan(0.2);
        assertThat(hears(caller, CALLER_HUM)).isLessThan(0.05);
        jonas.hangUp();
        await(() -> conversation().room().third().isEmpty());
        assertThat(hears(caller, DESK_HUM)).isGreaterThan(0.7);
        await(() -> agents.find(cast.jonas.id()).orElseThrow().state() == Agent.State.FREE);
    }

    @Test
    void who_was_asked_goes_on_alone_when_it_is_left_to_him() throws Exception {
        ask();
        page.leaveTo(cast.as(cast.asha), conversation().contact().id());
        desk.expect("ended");
        var talks = awaitContact(c -> c.state() == State.TALKING);
        assertThat(talks.spot().agent()).isEqualTo(cast.jonas.id());
        assertThat(hears(caller, JONAS_HUM)).isGreaterThan(0.7);
        assertThat(agents.find(cast.asha.id()).orElseThrow().state())
                .isEqualTo(Agent.State.WRAP_UP);
        caller.hangUp();
        jonas.expect("ended");
    }

    @Test
    void who_is_asked_and_does_not_answer_brings_the_caller_back() throws Exception {
        page.ask(cast.as(cast.asha), conversation().contact().id(), cast.jonas.id());
        jonas.rings();
        awaitContact(c -> c.state() == State.HELD);
        jonas.refuse();
        awaitContact(c -> c.state() == State.TALKING);
        assertThat(hears(caller, DESK_HUM)).isGreaterThan(0.7);
    }

    @Test
    void a_colleague_who_still_rings_is_free_when_the_caller_hangs_up() throws Exception {
        page.ask(cast.as(cast.asha), conversation().contact().id(), cast.jonas.id());
        jonas.rings();
        caller.hangUp();
        awaitContact(c -> c.state() == State.CLOSED);
        await(() -> agents.find(cast.jonas.id()).orElseThrow().state() == Agent.State.FREE);
    }

    @Test
    void a_colleague_to_whom_a_caller_is_put_through_is_free_when_the_caller_hangs_up()
            throws Exception {
        page.transfer(cast.as(cast.asha), conversation().contact().id(), cast.jonas.id());
        jonas.rings();
        caller.hangUp();
        awaitContact(c -> c.state() == State.CLOSED);
        await(() -> agents.find(cast.jonas.id()).orElseThrow().state() == Agent.State.FREE);
    }

    @Test
    void who_went_to_lunch_while_he_helped_stays_at_lunch() throws Exception {
        ask();
        agents.away(cast.as(cast.jonas), "lunch");
        jonas.hangUp();
        awaitContact(c -> c.state() == State.TALKING);
        assertThat(agents.find(cast.jonas.id()).orElseThrow().reason()).isEqualTo("lunch");
    }

    @Test
    void if_the_first_telephone_dies_the_colleague_who_was_asked_takes_over() throws Exception {
        ask();
        desk.hangUp();
        var talks = awaitContact(c -> c.state() == State.TALKING);
        assertThat(talks.spot().agent()).isEqualTo(cast.jonas.id());
        assertThat(hears(caller, JONAS_HUM)).isGreaterThan(0.7);
    }

    @Test
    void a_number_outside_may_be_asked_only_where_the_house_may_call() {
        var id = conversation().contact().id();
        assertThatThrownBy(() -> page.askOutside(cast.as(cast.asha), id, "+1 900 555 0100"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("may not call");
        assertThatThrownBy(() -> page.askOutside(cast.as(cast.asha), id, "sip:evil@example.com"))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void a_lead_listens_whispers_and_joins_and_the_story_says_so() throws Exception {
        var id = conversation().contact().id();
        page.supervise(cast.as(cast.olga), id, "listen");
        lead.answer(lead.rings());
        await(() -> conversation().room().above().isPresent());
        assertThat(hears(lead, CALLER_HUM)).isGreaterThan(0.2);
        assertThat(hears(lead, DESK_HUM)).isGreaterThan(0.2);
        assertThat(hears(caller, LEAD_HUM)).isLessThan(0.05);
        assertThat(hears(desk, LEAD_HUM)).isLessThan(0.05);
        assertThat(conversation().room().company()).endsWith("listens");

        page.supervise(cast.as(cast.olga), id, "whisper");
        await(() -> conversation().room().company().contains("whispers"));
        assertThat(hears(desk, LEAD_HUM)).isGreaterThan(0.2);
        assertThat(hears(caller, LEAD_HUM)).isLessThan(0.05);

        page.supervise(cast.as(cast.olga), id, "join");
        await(() -> conversation().room().company().endsWith("is in"));
        assertThat(hears(caller, LEAD_HUM)).isGreaterThan(0.2);

        lead.hangUp();
        await(() -> conversation().room().above().isEmpty());
        assertThat(hears(caller, DESK_HUM)).isGreaterThan(0.7);
        assertThat(contacts.history(cast.as(cast.olga), id).stream().map(Entry::kind).toList())
                .containsSubsequence(
                        List.of("contact.supervised", "contact.supervised", "contact.supervised"));
    }

    @Test
    void an_agent_may_not_listen_to_the_call_of_another() {
        var id = conversation().contact().id();
        assertThatThrownBy(() -> page.supervise(cast.as(cast.jonas), id, "listen"))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void keys_of_the_desk_reach_the_other_side() throws Exception {
        var heard = new java.util.concurrent.LinkedBlockingQueue<Character>();
        caller.audio().onDigit(heard::add);
        page.press(cast.as(cast.asha), conversation().contact().id(), "42#");
        await(() -> heard.size() == 3);
        assertThat(heard).containsExactly('4', '2', '#');
    }
}
