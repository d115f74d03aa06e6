package kept.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import kept.Cast;
import kept.KeptTest;
import kept.SettableClock;
import kept.contacts.Contact.Party;
import kept.contacts.Contacts;
import kept.promises.Promises;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@KeptTest
class LineHealthTest {
    @Autowired Cast cast;
    @Autowired LineHealth health;
    @Autowired Contacts contacts;
    @Autowired Promises promises;
    @Autowired SettableClock clock;

    private final String line = "9" + ThreadLocalRandom.current().nextInt(100_000, 999_999);

    @BeforeEach
    void newTime() {
        clock.pass(Duration.ofHours(2));
    }

    private boolean cut() {
        var contact =
                contacts.arrived(
                        new Party(false, line, "+43660777", "", null, null), UUID.randomUUID());
        contact = contacts.move(contact, contact.answered(clock.instant()), Map.of());
        contacts.dropped(contact, "transport");
        return health.dropped(contacts.find(contact.id()).orElseThrow());
    }

    private LineIncident incident() {
        return health.red().stream()
                .filter(one -> one.line().equals(line))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_third_cut_within_an_hour_turns_a_line_red_and_somebody_owes_its_repair() {
        assertThat(cut()).isFalse();
        assertThat(cut()).isFalse();
        assertThat(cut()).isTrue();
        assertThat(health.isRed(line)).isTrue();
        assertThat(promises.find(incident().promise()).orElseThrow())
                .satisfies(word -> {
                    assertThat(word.words().kind()).isEqualTo(LineHealth.REPAIR);
                    assertThat(word.open()).isTrue();
                });
        assertThat(cut()).isFalse();
    }

    @Test
    void three_cuts_in_more_than_an_hour_leave_it_green() {
        cut();
        clock.pass(Duration.ofMinutes(40));
        cut();
        clock.pass(Duration.ofMinutes(40));
        assertThat(cut()).isFalse();
        assertThat(health.isRed(line)).isFalse();
    }

    @Test
    void an_hour_after_the_last_cut_it_is_green_again_and_the_word_is_kept() {
        cut();
        cut();
        cut();
        var incident = incident();
        clock.pass(Duration.ofMinutes(59));
        assertThat(health.quiet()).doesNotContain(incident);
        clock.pass(Duration.ofMinutes(2));
        assertThat(health.quiet()).contains(incident);
        health.green(incident);
        assertThat(health.isRed(line)).isFalse();
        assertThat(promises.find(incident.promise()).orElseThrow().state())
                .isEqualTo(kept.promises.State.KEPT);
    }

    @Test
    void a_lead_may_say_that_it_works_again() {
        cut();
        cut();
        cut();
        health.mended(cast.as(cast.lena), incident().id());
        assertThat(health.isRed(line)).isFalse();
    }
}
