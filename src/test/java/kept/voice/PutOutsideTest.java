package kept.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import kept.KeptTest;
import kept.contacts.Contact;
import kept.contacts.State;
import kept.customers.Customers;
import kept.kernel.Refusal;
import kept.routing.Queue;
import kept.sip.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// A caller who waited too long is put through to a number outside, which hums 500 Hz.
@KeptTest
class PutOutsideTest extends CallFixture {
    private static final int OUTSIDE_HUM = 500;
    private static final String PARTNER = "+4315139999";

    @Autowired Wallboard wallboard;
    @Autowired SpendingTable spending;
    @Autowired Customers customers;
    private final TestPhone partner = new TestPhone(OUTSIDE_HUM);

    PutOutsideTest() throws Exception {}

    @BeforeEach
    void theNetwork() {
        var olga = cast.as(cast.olga);
        lines.trunks().forEach(trunk -> lines.removeTrunk(olga, trunk.id()));
        lines.addTrunk(olga, "Network", "127.0.0.1:" + partner.port(), "", "", "+431000");
        telephone.turn();
        agents.off(cast.as(cast.asha));
        sendOutside();
    }

    @AfterEach
    void noNetwork() {
        partner.close();
        var olga = cast.as(cast.olga);
        lines.change(
                olga,
                new CallPrices(
                        new BigDecimal("0.05"), new BigDecimal("0.50"), new BigDecimal(100)));
        lines.trunks().forEach(trunk -> lines.removeTrunk(olga, trunk.id()));
        lines.addTrunk(olga, "Network", "127.0.0.1", "", "", "+431000");
        telephone.turn();
    }

    private Queue queue() {
        return queues.all().stream()
                .filter(q -> q.name().startsWith("Q" + called))
                .findFirst()
                .orElseThrow();
    }

    private void sendOutside() {
        queues.save(
                cast.as(cast.olga),
                queue().with(Queue.Limit.outside(Duration.ofSeconds(30), PARTNER)));
    }

    private void dayMayCost(String money) {
        lines.change(
                cast.as(cast.olga),
                new CallPrices(
                        new BigDecimal("0.05"), new BigDecimal("0.50"), new BigDecimal(money)));
    }

    /// He waits until the limit is over.
    private void waitsTooLong() throws Exception {
        call();
        clock.pass(Duration.ofMinutes(2));
        var line = conversation();
        line.box().post(() -> new InQueue(line).limitOver(line.step()));
    }

    @Test
    void who_waits_too_long_is_put_through_outside_and_both_hear_each_other() throws Exception {
        waitsTooLong();
        var wanted = partner.rings();
        assertThat(wanted.called()).isEqualTo(PARTNER);
        partner.answer(wanted);
        var talks = awaitContact(c -> c.state() == State.OUTSIDE && c.clocks().talkedAt() != null);
        assertThat(talks.spot().agent()).isNull();
        await(() -> Outside.share(caller.audio(), OUTSIDE_HUM) > 0.8);
        await(() -> Outside.share(partner.audio(), CALLER_HUM) > 0.8);
        assertThat(wallboard.liveRows(cast.as(cast.lena)))
                .filteredOn(row -> row.id().equals(talks.id()))
                .singleElement()
                .satisfies(row -> assertThat(row.agent()).isEqualTo("Somebody outside"));
        partner.hangUp();
        caller.expect("ended");
        var over = awaitContact(c -> c.state() == State.CLOSED);
        assertThat(over.spot().outcome()).isEqualTo("talked outside");
    }

    @Test
    void who_hangs_up_while_it_rings_outside_gave_up_and_it_rings_no_more() throws Exception {
        waitsTooLong();
        partner.rings();
        partner.sayRinging();
        caller.hangUp();
        partner.expect("ended");
        awaitContact(c -> c.state() == State.ABANDONED);
    }

    @Test
    void where_nobody_answers_outside_he_keeps_his_place_and_is_not_put_there_again()
            throws Exception {
        waitsTooLong();
        partner.rings();
        partner.refuse();
        var back = awaitContact(c -> c.state() == State.QUEUED);
        agents.free(cast.as(cast.asha));
        dispatch.turn();
        desk.answer(desk.rings());
        var talking = awaitContact(c -> c.state() == State.TALKING);
        assertThat(talking.clocks().enteredAt()).isEqualTo(back.clocks().enteredAt());
        caller.hangUp();
        desk.expect("ended");
    }

    private void isCutOffOutside() throws Exception {
        waitsTooLong();
        partner.answer(partner.rings());
        awaitContact(c -> c.state() == State.OUTSIDE && c.clocks().talkedAt() != null);
        caller.vanish();
        awaitContact(c -> c.state() == State.CALLBACK_OWED);
        partner.expect("ended");
    }

    @Test
    void a_caller_who_is_cut_off_while_he_talks_outside_is_owed_a_call() throws Exception {
        isCutOffOutside();
        assertThat(awaitContact(c -> c.state() == State.DROPPED).spot().outcome())
                .isEqualTo("nothing was heard any more");
    }

    @Test
    void a_caller_to_whom_we_owe_a_call_stays_with_us() throws Exception {
        isCutOffOutside();
        try (var again = new TestPhone(CALLER_HUM)) {
            again.call(telephone.port(), called, Caller.of(number, "Meera"));
            again.expect("answered");
            var waits = awaitContact(c -> c.state() == State.QUEUED);
            var line = exchange.conversation(waits.id()).orElseThrow();
            clock.pass(Duration.ofMinutes(2));
            assertThat(PutOutside.may(line)).isFalse();
            again.hangUp();
            awaitContact(c -> c.state() == State.ABANDONED);
        }
    }

    private boolean wasOutside(Contact contact) {
        return contacts.history(cast.as(cast.olga), contact.id()).stream()
                .anyMatch(entry -> entry.kind().equals("contact.outside"));
    }

    @Test
    void only_the_owner_sends_callers_out_of_the_house() {
        assertThatThrownBy(() -> queues.save(cast.as(cast.lena), queue()))
                .isInstanceOf(Refusal.class);
        queues.save(
                cast.as(cast.lena),
                queue().with(Queue.Limit.of(Duration.ofMinutes(5), Queue.AtLimit.WAIT)));
    }

    @Test
    void nobody_is_put_outside_when_the_day_may_cost_no_more() throws Exception {
        dayMayCost("0.01");
        waitsTooLong();
        await(() -> wasOutside(awaitContact(c -> c.state() == State.QUEUED)));
        assertThat(partner.isRung()).isFalse();
        caller.hangUp();
        awaitContact(c -> c.state() == State.ABANDONED);
    }

    @Test
    void
            calls_out_keep_the_limit_of_the_day_to_the_cent_and_promised_calls_are_made_all_the_same() {
        lines.change(cast.as(cast.olga), new TelephoneSettings("", "AT", "+49"));
        var way = new CallSpending(spending, lines, customers, clock);
        var day = way.today();
        var before = spending.spent(day);
        dayMayCost(before.add(new BigDecimal("5.30")).toPlainString());
        var abroad = List.of(way.begin("+4930123456", false), way.begin("+4930123457", false));
        assertThat(spending.spent(day).subtract(before)).isEqualByComparingTo("5.00");
        assertThatThrownBy(() -> way.begin("+4930123458", false)).hasMessageContaining("may cost");
        var home = way.begin(number, false);
        assertThatThrownBy(() -> way.begin(number, false)).isInstanceOf(Refusal.class);
        assertThat(way.warning()).contains("Calls out cost");
        way.begin(number, true).stop();
        // one is answered and lasts just over a minute, the other rings in vain
        abroad.getFirst().answered(() -> {});
        clock.pass(Duration.ofSeconds(61));
        abroad.forEach(CallMeter::stop);
        abroad.forEach(CallMeter::stop);
        home.stop();
        assertThat(spending.spent(day).subtract(before)).isEqualByComparingTo("1.00");
    }

    @Test
    void a_call_abroad_ends_when_the_day_may_cost_no_more_and_one_within_the_country_goes_on() {
        lines.change(cast.as(cast.olga), new TelephoneSettings("", "AT", "+49"));
        var way = new CallSpending(spending, lines, customers, clock);
        var day = way.today();
        var before = spending.spent(day);
        dayMayCost(before.add(new BigDecimal("5.50")).toPlainString());
        var ended = new java.util.ArrayList<String>();
        var abroad = way.begin("+4930123456", false);
        var home = way.begin(number, false);
        abroad.answered(() -> ended.add("abroad"));
        home.answered(() -> ended.add("home"));
        clock.pass(Duration.ofMinutes(3));
        way.turn();
        assertThat(ended).isEmpty();
        clock.pass(Duration.ofSeconds(70));
        way.turn();
        way.turn();
        assertThat(ended).isEmpty();
        clock.pass(Duration.ofMinutes(5));
        way.turn();
        way.turn();
        assertThat(ended).containsExactly("abroad");
        abroad.stop();
        home.stop();
        assertThat(spending.spent(day).subtract(before).subtract(new BigDecimal("0.50")))
                .isEqualByComparingTo("5.00");
    }

    @Test
    void costly_numbers_and_short_codes_are_no_ordinary_numbers_of_our_country() {
        assertThat(
                        Map.of(
                                number,
                                lines.mayCallBack(number),
                                "+43900123456",
                                lines.mayCallBack("+43900123456"),
                                "118899",
                                lines.mayCallBack("118899"),
                                "+4930123456",
                                lines.mayCallBack("+4930123456")))
                .isEqualTo(
                        Map.of(
                                number,
                                true,
                                "+43900123456",
                                false,
                                "118899",
                                false,
                                "+4930123456",
                                false));
    }
}
