package kept.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import kept.KeptTest;
import kept.contacts.State;
import kept.customers.ContactPoint;
import kept.customers.Customers;
import kept.kernel.Refusal;
import kept.routing.Agent;
import kept.sip.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Calls that an agent makes; the network is a telephone that takes whatever goes out.
@KeptTest
class OutgoingCallTest extends CallFixture {
    @Autowired Desk page;
    @Autowired Customers customers;
    private final TestPhone outside = new TestPhone(500);

    OutgoingCallTest() throws Exception {}

    @BeforeEach
    void theNetwork() {
        var olga = cast.as(cast.olga);
        lines.trunks().forEach(trunk -> lines.removeTrunk(olga, trunk.id()));
        lines.addTrunk(olga, "Network", "127.0.0.1:" + outside.port(), "", "", "+431000");
    }

    @AfterEach
    void noNetwork() {
        outside.close();
        var olga = cast.as(cast.olga);
        lines.trunks().forEach(trunk -> lines.removeTrunk(olga, trunk.id()));
        lines.addTrunk(olga, "Network", "127.0.0.1", "", "", "+431000");
    }

    @Test
    void his_own_telephone_rings_first_and_then_that_of_the_other_side() throws Exception {
        page.callOut(cast.as(cast.asha), number, null);
        desk.answer(desk.rings());
        var wanted = outside.rings();
        assertThat(wanted.called()).isEqualTo(number);
        outside.answer(wanted);
        awaitContact(c -> c.state() == State.TALKING);
        long before = outside.heard();
        await(() -> outside.heard() > before + 10);
        outside.hangUp();
        desk.expect("ended");
        var over = awaitContact(c -> c.state() == State.CLOSED);
        assertThat(over.spot().outcome()).isEqualTo("talked");
        assertThat(over.party().onCase()).isNotNull();
        await(() -> agents.find(cast.asha.id()).orElseThrow().state() != Agent.State.TALKING);
    }

    @Test
    void a_number_that_is_busy_says_so_and_the_agent_is_free_for_his_notes() throws Exception {
        page.callOut(cast.as(cast.asha), number, null);
        desk.answer(desk.rings());
        outside.rings();
        outside.refuse();
        desk.expect("ended");
        var over = awaitContact(c -> c.state() == State.CLOSED);
        assertThat(over.spot().outcome()).isEqualTo("busy");
        await(() -> agents.find(cast.asha.id()).orElseThrow().state() != Agent.State.TALKING);
    }

    @Test
    void after_three_calls_in_vain_a_number_is_left_in_peace_for_the_day() throws Exception {
        for (int time = 0; time < 3; time++) {
            page.callOut(cast.as(cast.asha), number, null);
            desk.rings();
            desk.refuse();
            await(() -> exchange.size() == 0);
        }
        assertThatThrownBy(() -> page.callOut(cast.as(cast.asha), number, null))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("nobody took it");
        clock.pass(Duration.ofHours(25));
        arrives(desk, cast.asha);
        page.callOut(cast.as(cast.asha), number, null);
        desk.rings();
        desk.refuse();
        await(() -> exchange.size() == 0);
    }

    @Test
    void nobody_is_called_in_his_quiet_hours() {
        var customer =
                customers.findOrNew(
                        cast.as(cast.asha),
                        "Meera Nair",
                        List.of(ContactPoint.phone(number, "AT")));
        customers.keepQuiet(
                cast.as(cast.asha), customer.id(), LocalTime.of(0, 0), LocalTime.of(23, 59));
        assertThatThrownBy(() -> page.callOut(cast.as(cast.asha), number, null))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("quiet");
    }

    @Test
    void whoever_tries_forbidden_numbers_three_times_calls_nobody_for_an_hour() {
        var nils = cast.as(cast.newcomer("Nils the Second"));
        for (int time = 0; time < 3; time++) {
            assertThatThrownBy(() -> page.callOut(nils, "+1 900 555 0100", null))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("may not call");
        }
        assertThatThrownBy(() -> page.callOut(nils, number, null))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("off for you");
    }

    @Test
    void a_telephone_with_a_stolen_password_calls_nobody_outside_but_reaches_our_own_line()
            throws Exception {
        for (var premium :
                List.of("+19005550100", "0900123456", "+881612345678", "+231770123456")) {
            caller.call(telephone.port(), premium, Caller.of(number, "Thief"));
            caller.expect("answered");
            caller.hangUp();
        }
        await(() -> exchange.size() == 0);
        assertThat(outside.isRung()).isFalse();
    }

    @Test
    void who_asks_to_be_called_may_choose_another_time_by_key() throws Exception {
        morning();
        call();
        caller.press("1");
        awaitContact(c -> c.state() == State.CALLBACK_OWED);
        caller.press("3");
        var owed = awaitContact(c -> c.state() == State.CALLBACK_OWED && c.version() > 1);
        var next = java.util.Objects.requireNonNull(owed.debt().nextTryAt());
        assertThat(next).isAfter(clock.instant().plus(Duration.ofHours(12)));
        caller.expect("ended");
    }

    /// Moves the clock to ten in the morning of a Tuesday.
    private void morning() {
        var zone = customers.houseZone();
        var tuesday =
                clock.instant()
                        .atZone(zone)
                        .toLocalDate()
                        .with(
                                java.time.temporal.TemporalAdjusters.next(
                                        java.time.DayOfWeek.TUESDAY))
                        .atTime(10, 0)
                        .atZone(zone);
        clock.pass(Duration.between(clock.instant(), tuesday.toInstant()));
    }
}
