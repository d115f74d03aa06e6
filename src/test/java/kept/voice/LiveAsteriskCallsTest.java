package kept.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import kept.KeptTest;
import kept.asterisk.LiveAsterisk;
import kept.contacts.Contact;
import kept.contacts.State;
import kept.sip.Caller;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Calls by an Asterisk that really runs.
@KeptTest
class LiveAsteriskCallsTest extends CallContract {
    LiveAsteriskCallsTest() throws Exception {
        super(new LiveAsteriskOutside(LiveAsterisk.root().orElseThrow()));
    }

    @Test
    void an_asterisk_that_is_killed_drops_its_callers_and_the_page_says_so() throws Exception {
        outside.calls(number, called).awaitAnswer();
        talk();
        ((LiveAsteriskOutside) outside).dies();
        awaitContact(c -> c.state() == State.CALLBACK_OWED);
        desk.expect("ended");
        await(() -> !telephone.troubles().isEmpty());
        assertThat(telephone.troubles()).singleElement().asString().contains("It is tried again");
    }

    @Test
    void a_caller_who_hides_his_number_stays_hidden() throws Exception {
        var far = outside.calls(Caller.WITHHELD.number(), called);
        far.awaitAnswer();
        await(() -> waitsHere().isPresent());
        assertThat(waitsHere().orElseThrow().party().withheld()).isTrue();
        far.hangUp();
        await(() -> waitsHere().isEmpty());
    }

    private Optional<Contact> waitsHere() {
        return contacts.waiting().stream()
                .filter(contact -> contact.party().line().equals(called))
                .findFirst();
    }

    @BeforeAll
    static void isThere() {
        boolean there = LiveAsterisk.root().isPresent();
        if (!there) {
            System.out.println("Skipped: there is no Asterisk here (see .ci/run).");
        }
        assumeTrue(there, "there is no Asterisk here");
    }
}
