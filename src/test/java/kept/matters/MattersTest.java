package kept.matters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import kept.Cast;
import kept.KeptTest;
import kept.SettableClock;
import kept.cases.Case;
import kept.cases.Cases;
import kept.cases.Channel;
import kept.cases.Message;
import kept.cases.NewMessage;
import kept.cases.Priority;
import kept.customers.Customer;
import kept.jobs.TimerEngine;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@KeptTest
class MattersTest {
    @Autowired Cast cast;
    @Autowired Matters matters;
    @Autowired Cases cases;
    @Autowired TimerEngine timers;
    @Autowired SettableClock clock;

    private Case writes(Customer customer, String subject, String text) {
        var theCase = cast.caseOf(customer, subject, text);
        look();
        return theCase;
    }

    private void look() {
        while (matters.turn() > 0) {}
    }

    private void pass(Duration time) {
        clock.pass(time);
        while (timers.turn() > 0) {}
    }

    private void resolve(Case theCase) {
        cases.say(cast.as(cast.asha), theCase.id(), cast.answer("Try to restart the router."));
        cases.resolve(cast.as(cast.asha), theCase.id(), null, "restarted");
    }

    @Test
    void theThirdContactAboutTheSameMatterBringsInWhoDecides() {
        var anil = cast.customer("Anil Kumar");
        var first = writes(anil, "Line drops", "The line drops every evening");
        resolve(first);
        pass(Duration.ofDays(4));
        var second = writes(anil, "Internet dead", "My connection is dead again since seven");
        resolve(second);
        assertThat(matters.ofCase(second.id())).isEmpty();
        pass(Duration.ofDays(4));
        var third = writes(anil, "Cut off", "The line was cut again, third evening");
        var matter = matters.ofCase(third.id()).orElseThrow();
        assertThat(matter.contacts()).isEqualTo(3);
        assertThat(matter.before()).containsExactly(first.id(), second.id());
        assertThat(matter.decisionMaker()).isEqualTo(cast.lena.id());
        assertThat(cases.find(third.id()).orElseThrow().priority()).isEqualTo(Priority.HIGH);
        assertThat(cases.latestMessages(third.id(), 10))
                .anySatisfy(m -> {
                    assertThat(m.direction()).isEqualTo(Message.Direction.NOTE);
                    assertThat(m.text()).contains("contact 3", "Lena Hofer");
                });
        assertThat(matters.undecidedOf(cast.as(cast.lena)))
                .extracting(Matter::caseId)
                .contains(third.id());
    }

    @Test
    void anotherMatterOfTheSameCustomerIsNoReturn() {
        var anil = cast.customer("Anil Kumar");
        writes(anil, "Line drops", "The line drops every evening");
        pass(Duration.ofDays(1));
        writes(anil, "Address", "Please change my postal address");
        pass(Duration.ofDays(1));
        var third = writes(anil, "Opening hours", "When are you open on Saturday?");
        assertThat(matters.ofCase(third.id())).isEmpty();
    }

    @Test
    void oneBrokenWordIsEnoughForTheSecondContact() {
        var anil = cast.customer("Anil Kumar");
        var first = writes(anil, "Line drops", "The line drops every evening");
        cast.word(first, "The line is measured", clock.instant().plus(Duration.ofHours(5)));
        pass(Duration.ofDays(2));
        var second = writes(anil, "Line dead", "My internet is dead and nobody came");
        var matter = matters.ofCase(second.id()).orElseThrow();
        assertThat(matter.contacts()).isEqualTo(2);
        assertThat(matter.broken()).isPositive();
    }

    @Test
    void askingAgainWhileWeOweTheAnswerCountsAndAConversationDoesNot() {
        var anil = cast.customer("Anil Kumar");
        var waiting = writes(anil, "Refund", "Where is my refund?");
        for (int i = 0; i < 2; i++) {
            pass(Duration.ofDays(1));
            cases.hear(waiting.id(), said(anil, "I still wait for the refund"));
        }
        look();
        assertThat(matters.ofCase(waiting.id()).orElseThrow().contacts()).isEqualTo(3);

        var meera = cast.customer("Meera Nair");
        var talk = writes(meera, "Chairs", "Which colours do the chairs have?");
        for (int i = 0; i < 4; i++) {
            pass(Duration.ofHours(3));
            cases.say(cast.as(cast.asha), talk.id(), cast.answer("Oak, ash and walnut"));
            cases.hear(talk.id(), said(meera, "And the table?"));
        }
        look();
        assertThat(matters.ofCase(talk.id())).isEmpty();
    }

    private static NewMessage said(Customer customer, String text) {
        return NewMessage.typed(
                Message.Direction.INBOUND, customer.name(), "Re", text, Channel.WEB);
    }

    @Test
    void manyLettersWithinAMinuteAreAllLookedAt() {
        var anil = cast.customer("Anil Kumar");
        resolve(writes(anil, "Line drops", "The line drops every evening"));
        pass(Duration.ofDays(2));
        resolve(writes(anil, "Line drops again", "The line drops again"));
        pass(Duration.ofDays(2));
        var chatty = cast.caseOf(cast.customer("Omar Haddad"), "Chairs", "Chairs?");
        for (int i = 0; i < 1_300; i++) {
            cases.hear(chatty.id(), said(anil, "And the table " + i));
        }
        var third = cast.caseOf(anil, "Line dead", "The line is dead, it drops each evening");
        look();
        assertThat(matters.ofCase(third.id())).isPresent();
    }

    @Test
    void aLeadDecidesOnceAndHisWordsStandOnTheCase() {
        var anil = cast.customer("Anil Kumar");
        var theCase = writes(anil, "Refund", "Where is my refund?");
        for (int i = 0; i < 2; i++) {
            pass(Duration.ofDays(1));
            cases.hear(theCase.id(), said(anil, "I still wait for the refund"));
        }
        look();
        assertThatThrownBy(() -> matters.decide(cast.as(cast.asha), theCase.id(), "no"))
                .hasMessageContaining("A lead decides this");
        matters.decide(cast.as(cast.lena), theCase.id(), "Paid out today, with 20 euros on top");
        assertThat(matters.ofCase(theCase.id()).orElseThrow().decision()).startsWith("Paid out");
        assertThat(cases.latestMessages(theCase.id(), 5).getLast().text())
                .isEqualTo("Decided: Paid out today, with 20 euros on top");
        assertThatThrownBy(() -> matters.decide(cast.as(cast.lena), theCase.id(), "twice"))
                .hasMessageContaining("decided this already");
        assertThat(matters.undecidedOf(cast.as(cast.lena)))
                .extracting(Matter::caseId)
                .doesNotContain(theCase.id());
    }
}
