package kept.voice;

import static org.assertj.core.api.Assertions.assertThat;

import kept.KeptTest;
import kept.contacts.State;
import org.junit.jupiter.api.Test;

/// Calls by Asterisk.
@KeptTest
class AsteriskCallsTest extends CallContract {
    AsteriskCallsTest() throws Exception {
        super(new AsteriskOutside());
    }

    @Test
    void an_asterisk_that_dies_drops_its_callers_and_the_page_says_so() throws Exception {
        var far = outside.calls(number, called);
        far.awaitAnswer();
        talk();
        outside.close();
        awaitContact(c -> c.state() == State.CALLBACK_OWED);
        desk.expect("ended");
        await(() -> !telephone.troubles().isEmpty());
        assertThat(telephone.troubles()).singleElement().asString().contains("It is tried again");
    }
}
