package kept.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import kept.KeptTest;
import kept.contacts.Contact;
import kept.contacts.State;
import kept.kernel.Refusal;
import kept.promises.Promises;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What is said in a call and typed by its agent.
@KeptTest
class SpokenWordsTest extends CallFixture {
    @Autowired SpokenWords spoken;
    @Autowired Promises promises;

    SpokenWordsTest() throws Exception {}

    private Contact talking() throws Exception {
        call();
        talk();
        return awaitContact(c -> c.state() == State.TALKING && c.party().onCase() != null);
    }

    @Test
    void a_word_of_ours_with_a_date_is_offered_and_becomes_a_promise_when_the_agent_says_so()
            throws Exception {
        var contact = talking();
        var asha = cast.as(cast.asha);
        spoken.type(asha, contact.id(), false, "Can you call me tomorrow at ten?");
        spoken.type(asha, contact.id(), true, "I will call you back tomorrow at ten.");
        var lines = spoken.of(asha, contact);
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst().word())
                .as("a wish of the customer is no word of ours")
                .isNull();
        var word = java.util.Objects.requireNonNull(lines.getLast().word());
        assertThat(word.kind()).isEqualTo("callback");

        spoken.give(asha, lines.getLast().id());
        var given = spoken.of(asha, contact).getLast();
        var promise =
                promises.find(java.util.Objects.requireNonNull(given.promise())).orElseThrow();
        assertThat(promise.due()).isEqualTo(word.dueAt());
        assertThat(promise.words().caseId()).isEqualTo(contact.party().onCase());
        assertThat(promise.words().channel()).isEqualTo("phone");
        assertThat(given.word()).isNull();
        assertThatThrownBy(() -> spoken.give(asha, given.id())).isInstanceOf(Refusal.class);
        caller.hangUp();
        desk.expect("ended");
    }

    @Test
    void what_is_no_promise_is_not_offered_again_and_cards_are_never_stored() throws Exception {
        var contact = talking();
        var asha = cast.as(cast.asha);
        spoken.type(asha, contact.id(), true, "We will look at it until Monday.");
        spoken.none(asha, spoken.of(asha, contact).getFirst().id());
        assertThat(spoken.of(asha, contact).getFirst().word()).isNull();
        spoken.type(asha, contact.id(), false, "It is 5500 0000 0000 0004, until 12/28.");
        assertThat(spoken.of(asha, contact).getLast().text())
                .isEqualTo("It is [card ending in 0004], until 12/28.");
        assertThatThrownBy(() -> spoken.type(asha, contact.id(), true, " "))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("Write what was said");
        caller.hangUp();
        desk.expect("ended");
    }
}
