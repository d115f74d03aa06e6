package kept.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import kept.Kept;
import kept.KeptTest;
import kept.contacts.Contact;
import kept.contacts.Contacts;
import kept.contacts.State;
import kept.staffing.Staffing;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/// The sample data, played from the first day to now.
@SpringBootTest(
        classes = Kept.class,
        webEnvironment = SpringBootTest.WebEnvironment.MOCK,
        properties = {
            "kept.demo=true",
            "kept.postgres.throwaway=true",
            "kept.time-zone=Europe/Vienna",
            "kept.sip-listen=127.0.0.1:0"
        })
@ContextConfiguration(initializers = KeptTest.FreshDatabase.class)
@DirtiesContext
class DemoTest {
    @Autowired DemoHouse house;
    @Autowired DemoNetwork network;
    @Autowired Contacts contacts;
    @Autowired Staffing staffing;

    @Test
    void four_weeks_of_calls_are_over_and_a_customer_calls_when_somebody_lets_him() {
        var olga = house.owner();
        var calls = contacts.since(olga, HistoryClock.present().minus(Duration.ofDays(28)));
        assertThat(calls).hasSizeGreaterThan(200).allMatch(call -> call.state().ended());
        assertThat(calls).extracting(Contact::state).contains(State.DROPPED, State.ABANDONED);
        assertThat(contacts.owed(olga)).as("whoever was cut off was rung back").isEmpty();
        assertThat(staffing.queues(olga, house.unit("Broadband care").id()))
                .containsExactly("Broadband care");

        network.calls(DemoCaller.all().getFirst());
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .until(() ->
                        contacts.live(olga).stream()
                                .anyMatch(call -> call.state() == State.QUEUED));
        var waiting = contacts.live(olga).getFirst();
        assertThat(waiting.spot().place()).isEqualTo("Faults");
        assertThat(house.everybody())
                .filteredOn(customer -> customer.id().equals(waiting.party().customer()))
                .singleElement()
                .satisfies(customer -> assertThat(customer.name()).isEqualTo("Anil Mehta"));
    }
}
