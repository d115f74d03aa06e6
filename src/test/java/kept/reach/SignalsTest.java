package kept.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import kept.Cast;
import kept.KeptTest;
import kept.SettableClock;
import kept.contacts.Contact;
import kept.contacts.Contact.Party;
import kept.contacts.Contacts;
import kept.routing.Queue;
import kept.routing.Queues;
import kept.voice.Line;
import kept.voice.LineIncident;
import kept.voice.LineSetUp;
import kept.voice.OurLines;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@KeptTest
class SignalsTest {
    @Autowired Cast cast;
    @Autowired LineSetUp setUp;
    @Autowired OurLines lines;
    @Autowired Signals signals;
    @Autowired Queues queues;
    @Autowired Contacts contacts;
    @Autowired SettableClock clock;

    private final String number = "6" + ThreadLocalRandom.current().nextInt(100_000, 999_999);
    private Line line;
    private Queue queue;

    @BeforeEach
    void newLine() {
        clock.pass(Duration.ofHours(3));
        queue =
                queues.save(
                        cast.as(cast.olga),
                        Queue.usual(
                                UUID.randomUUID(), "Q" + number, cast.frontDesk.id(), List.of()));
        line = new Line(number, "Service", "en", queue.id(), null, "", null, Line.AfterHours.SAME);
        setUp.save(line);
    }

    private Contact waits() {
        var contact =
                contacts.arrived(
                        new Party(false, number, "+43660888", "", null, null), UUID.randomUUID());
        return contacts.move(
                contact,
                contact.queued(queue.id(), clock.instant(), 0, "", null, clock.instant()),
                Map.of());
    }

    @Test
    void
            a_line_on_which_far_more_than_usual_give_up_turns_red_and_is_green_when_they_no_longer_do() {
        for (int i = 0; i < 10; i++) {
            var contact = waits();
            if (i < 7) {
                contacts.gaveUp(contact);
            }
        }
        signals.look(line);
        assertThat(lines.isRed(line)).isTrue();
        var incident = lines.incidents(line, clock.instant()).getFirst();
        assertThat(incident.cause()).isEqualTo(LineIncident.Cause.SIGNALS);
        assertThat(incident.words())
                .isEqualTo("7 of 10 callers gave up waiting in the last hour, usually 0 %");
        clock.pass(Duration.ofMinutes(61));
        signals.look(line);
        assertThat(lines.isRed(line)).isFalse();
    }

    @Test
    void rings_that_nobody_answers_are_counted_from_the_journal() {
        for (int i = 0; i < 6; i++) {
            var contact = waits();
            contact =
                    contacts.move(
                            contact, contact.offering(cast.asha.id(), clock.instant()), Map.of());
            contacts.move(
                    contact,
                    contact.backInQueue(null, clock.instant()),
                    Map.of("why", "no answer"));
        }
        assertThat(signals.of(line).getFirst())
                .isEqualTo(new Signal("rings were not answered", 6, 6, 0, 0));
    }

    @Test
    void the_usual_is_what_whole_hours_were_before() {
        for (int i = 0; i < 4; i++) {
            contacts.gaveUp(waits());
        }
        clock.pass(Duration.ofHours(1));
        signals.look(line);
        clock.pass(Duration.ofHours(2));
        assertThat(signals.of(line).getLast())
                .isEqualTo(new Signal("callers gave up waiting", 0, 0, 4, 4));
    }
}
