package kept.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import kept.contacts.State;
import kept.promises.Promises;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What every way into the telephone network owes the house. Each way is tried by the same rules, with a caller outside, the whole house,
/// and Asha's SIP telephone.
abstract class CallContract extends CallFixture {
    private static final double CLEARLY = 0.8;

    @Autowired Promises promises;
    @Autowired Desk page;

    final Outside outside;

    CallContract(Outside outside) throws Exception {
        this.outside = outside;
    }

    @BeforeEach
    void theNetwork() {
        var olga = cast.as(cast.olga);
        lines.trunks().forEach(trunk -> lines.removeTrunk(olga, trunk.id()));
        outside.connect(this);
        telephone.turn();
        await(() -> telephone.troubles().isEmpty());
    }

    @AfterEach
    void noNetwork() throws Exception {
        var olga = cast.as(cast.olga);
        lines.trunks().forEach(trunk -> lines.removeTrunk(olga, trunk.id()));
        lines.addTrunk(olga, "Network", "127.0.0.1", "", "", "+431000");
        telephone.turn();
        outside.close();
    }

    private Outside.Far comesIn() throws Exception {
        var far = outside.calls(number, called);
        far.awaitAnswer();
        return far;
    }

    private Outside.Far talks() throws Exception {
        var far = comesIn();
        talk();
        return far;
    }

    private void hearEachOther(Outside.Far far) {
        Awaitility.await("he hears the agent")
                .atMost(Duration.ofSeconds(20))
                .until(() -> far.hears(DESK_HUM) > CLEARLY);
        Awaitility.await("the agent hears him")
                .atMost(Duration.ofSeconds(20))
                .until(() -> Outside.share(desk.audio(), CALLER_HUM) > CLEARLY);
    }

    @Test
    void a_call_that_comes_in_is_answered_and_both_hear_each_other() throws Exception {
        var far = talks();
        hearEachOther(far);
        var contact = awaitContact(c -> c.state() == State.TALKING);
        assertThat(contact.party().number()).isEqualTo(number);
        assertThat(contact.party().line()).isEqualTo(called);
        far.hangUp();
        desk.expect("ended");
    }

    @Test
    void keys_lead_through_the_menu_to_an_agent() throws Exception {
        menu();
        var far = comesIn();
        awaitContact(c -> c.spot().place().equals("start"));
        far.press('1');
        awaitContact(c -> c.spot().place().equals("bills"));
        far.press('2');
        talk();
        hearEachOther(far);
        far.hangUp();
        awaitContact(c -> c.state() == State.CLOSED);
    }

    @Test
    void who_hangs_up_properly_is_not_dropped() throws Exception {
        var far = talks();
        far.hangUp();
        var over = awaitContact(c -> c.state() == State.CLOSED);
        assertThat(over.spot().outcome()).isEqualTo("talked");
        desk.expect("ended");
        assertThat(contacts.ofNumber(number, Duration.ofDays(1))).hasSize(1);
    }

    @Test
    void who_gives_up_waiting_has_abandoned() throws Exception {
        var far = comesIn();
        awaitContact(c -> c.state() == State.QUEUED);
        far.hangUp();
        awaitContact(c -> c.state() == State.ABANDONED);
    }

    @Test
    void whom_we_hang_up_on_is_gone() throws Exception {
        var far = talks();
        desk.hangUp();
        far.awaitEnd();
        awaitContact(c -> c.state() == State.CLOSED);
    }

    @Test
    void a_line_that_breaks_is_a_drop_and_who_was_cut_off_is_rung_back() throws Exception {
        talks().vanish();
        var owed = awaitContact(c -> c.state() == State.CALLBACK_OWED);
        awaitContact(c -> c.state() == State.DROPPED);
        desk.expect("ended");
        clock.pass(Duration.ofSeconds(5));
        dispatch.turn();
        desk.answer(desk.rings());
        var far = outside.rings();
        assertThat(far.called()).isEqualTo(number);
        far.answer();
        awaitContact(c -> c.state() == State.CONFIRMING);
        far.press('1');
        awaitContact(c -> c.state() == State.TALKING);
        hearEachOther(far);
        var word = promises.find(Objects.requireNonNull(owed.debt().promise())).orElseThrow();
        assertThat(word.state()).isEqualTo(kept.promises.State.KEPT);
        far.hangUp();
        desk.expect("ended");
    }

    @Test
    void a_call_out_that_is_busy_says_so() throws Exception {
        page.callOut(cast.as(cast.asha), number, null);
        desk.answer(desk.rings());
        outside.rings().isBusy();
        var over = awaitContact(c -> c.state() == State.CLOSED);
        assertThat(over.spot().outcome()).isEqualTo("busy");
        desk.expect("ended");
    }

    @Test
    void an_answered_call_out_talks_and_both_hear_each_other() throws Exception {
        page.callOut(cast.as(cast.asha), number, null);
        desk.answer(desk.rings());
        var far = outside.rings();
        assertThat(far.called()).isEqualTo(number);
        far.answer();
        awaitContact(c -> c.state() == State.TALKING);
        hearEachOther(far);
        far.hangUp();
        desk.expect("ended");
        awaitContact(c -> c.state() == State.CLOSED);
    }

    @Test
    void a_call_out_is_given_up_when_the_agent_hangs_up() throws Exception {
        page.callOut(cast.as(cast.asha), number, null);
        desk.answer(desk.rings());
        var far = outside.rings();
        desk.hangUp();
        far.awaitEnd();
        awaitContact(c -> c.state() == State.CLOSED);
    }

    @Test
    void who_is_held_hears_music_and_then_the_agent_again() throws Exception {
        var far = talks();
        hearEachOther(far);
        desk.hold();
        awaitContact(c -> c.state() == State.HELD);
        Awaitility.await().until(() -> far.hears(DESK_HUM) < 0.2);
        desk.resume();
        awaitContact(c -> c.state() == State.TALKING);
        hearEachOther(far);
        far.hangUp();
        awaitContact(c -> c.state() == State.CLOSED);
    }
}
