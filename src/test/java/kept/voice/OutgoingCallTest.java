package kept.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kept.KeptTest;
import kept.cases.Case;
import kept.cases.Cases;
import kept.contacts.Contacts;
import kept.contacts.State;
import kept.customers.ContactPoint;
import kept.customers.Customers;
import kept.kernel.Refusal;
import kept.promises.NewPromise;
import kept.promises.Promise;
import kept.promises.Promises;
import kept.promises.Visibility;
import kept.routing.Agent;
import kept.sip.Caller;
import kept.teams.Viewer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Calls that an agent makes; the network is a telephone that takes whatever goes out.
@KeptTest
class OutgoingCallTest extends CallFixture {
    @Autowired Desk page;
    @Autowired Wallboard wallboard;
    @Autowired Customers customers;
    @Autowired PromisedCalls promised;
    @Autowired Promises promises;
    @Autowired Cases cases;
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
    void a_call_that_was_promised_by_mail_is_listed_until_a_call_kept_it() throws Exception {
        morning();
        arrives(desk, cast.asha);
        var asha = cast.as(cast.asha);
        var meera =
                customers.findOrNew(asha, "Meera Nair", List.of(ContactPoint.phone(number, "AT")));
        var theCase = cast.caseOf(meera, "The new tariff", "Please call me about it.");
        var word = callBack(theCase, "Asha calls about the new tariff");
        var listed = listed(asha, word).orElseThrow();
        assertThat(listed.words()).isEqualTo("Asha calls about the new tariff");
        assertThat(listed.number()).isEqualTo(number);
        assertThat(listed(cast.as(cast.jonas), word)).isEmpty();

        page.callOut(asha, java.util.Objects.requireNonNull(listed.number()), listed.onCase());
        var ringing = desk.rings();
        var unheard = awaitContact(c -> c.state() == State.DIALLING_AGENT);
        assertThatThrownBy(() -> promised.kept(asha, unheard.id(), word.id()))
                .hasMessageContaining("Nobody talked");
        desk.answer(ringing);
        outside.answer(outside.rings());
        var talks = awaitContact(c -> c.state() == State.TALKING);
        promised.kept(asha, talks.id(), word.id());
        assertThat(promises.find(word.id()).orElseThrow().open()).isFalse();
        assertThat(listed(asha, word)).isEmpty();
        outside.hangUp();
        desk.expect("ended");
        await(() -> exchange.size() == 0);
    }

    private Optional<PromisedCall> listed(Viewer viewer, Promise word) {
        return promised.of(viewer).stream()
                .filter(call -> call.promise().equals(word.id()))
                .findFirst();
    }

    private Promise callBack(Case theCase, String said) {
        return cases.give(
                cast.as(cast.asha),
                theCase.id(),
                c ->
                        new NewPromise(
                                c.id(),
                                c.customerId(),
                                Contacts.CALLBACK,
                                said,
                                "mail",
                                clock.instant().plus(Duration.ofHours(3)),
                                null,
                                null,
                                cast.frontDesk.id(),
                                cast.asha.id(),
                                Visibility.CUSTOMER,
                                null));
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

    /// Five hundred dials with a stolen account: numbers that cost, foreign ones, satellites, and ways of writing them.
    @Test
    void a_stolen_account_reaches_no_costly_number_and_is_locked_at_the_third() {
        var nils = cast.as(cast.newcomer("Nils the Second"));
        var ranges =
                List.of("+1900555", "+43900123", "+881612", "+882", "+23177", "+25261", "00371900");
        var refusals = new ArrayList<String>();
        for (int dial = 0; dial < 500; dial++) {
            String costly = "%s%04d".formatted(ranges.get(dial % ranges.size()), 1_000 + dial);
            assertThatThrownBy(() -> page.callOut(nils, costly, null))
                    .isInstanceOf(Refusal.class)
                    .satisfies(why -> refusals.add(why.toString()));
        }
        assertThat(refusals).filteredOn(why -> why.contains("This house may not call")).hasSize(3);
        assertThat(outside.isRung()).isFalse();
        assertThatThrownBy(() -> page.callOut(nils, number, null))
                .hasMessageContaining("off for you");
        assertThat(wallboard.alarms(cast.as(cast.lena)).locked())
                .anyMatch(account -> account.name().equals("Nils the Second"));
        assertThat(wallboard.alarms(cast.as(cast.asha)).locked()).isEmpty();
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
