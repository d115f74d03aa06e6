package kept.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import kept.Cast;
import kept.KeptTest;
import kept.SettableClock;
import kept.calendars.Calendars;
import kept.contacts.Contact;
import kept.contacts.Contacts;
import kept.contacts.State;
import kept.kernel.Refusal;
import kept.reach.BossTest.Answer;
import kept.routing.Agents;
import kept.routing.Queue;
import kept.routing.Queues;
import kept.teams.Person;
import kept.voice.Line;
import kept.voice.LineSetUp;
import kept.voice.TestPhone;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// A lead has a colleague call our own line: real SIP between his telephone, the house, and the telephone of an agent.
@KeptTest
class BossTestsTest {
    @Autowired Cast cast;
    @Autowired LineSetUp setUp;
    @Autowired BossTests tests;
    @Autowired BossRound round;
    @Autowired Queues queues;
    @Autowired Agents agents;
    @Autowired Contacts contacts;
    @Autowired Calendars calendars;
    @Autowired SettableClock clock;

    private final String number = "5" + ThreadLocalRandom.current().nextInt(100_000, 999_999);
    private final TestPhone tester;
    private final TestPhone desk;

    BossTestsTest() throws Exception {
        tester = new TestPhone(440);
        desk = new TestPhone(700);
    }

    @BeforeEach
    void newLine() throws Exception {
        clock.pass(Duration.ofHours(3));
        var queue =
                queues.save(
                        cast.as(cast.olga),
                        Queue.usual(
                                UUID.randomUUID(), "Q" + number, cast.frontDesk.id(), List.of()));
        setUp.save(
                new Line(
                        number, "Service", "en", queue.id(), null, "", null, Line.AfterHours.SAME));
        setUp.phone(tester, "lena" + number, cast.lena);
        setUp.phone(desk, "asha" + number, cast.asha);
    }

    @AfterEach
    void takeAway() {
        tester.close();
        desk.close();
        for (Person person : List.of(cast.lena, cast.asha)) {
            setUp.noPhones(person);
        }
        agents.off(cast.as(cast.asha));
    }

    private BossTest plan(@Nullable Instant at) {
        return tests.plan(
                cast.as(cast.lena),
                new BossTests.Plan(
                        number,
                        "Maria Huber",
                        "",
                        "Wants to know when the technician comes",
                        cast.lena.id(),
                        "",
                        at));
    }

    private BossTest now(BossTest test) {
        return tests.get(cast.as(cast.olga), test.id());
    }

    private void until(BossTest test, BossTest.State state) {
        await().atMost(Duration.ofSeconds(15)).until(() -> now(test).state() == state);
    }

    private Contact waiting() {
        await().atMost(Duration.ofSeconds(15))
                .until(() ->
                        contacts.waiting().stream().anyMatch(c -> c.party().line().equals(number)));
        return contacts.waiting().stream()
                .filter(c -> c.party().line().equals(number))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_tester_is_rung_and_put_through_to_an_agent_who_sees_a_withheld_number()
            throws Exception {
        var test = plan(clock.instant());
        round.turn();
        tester.answer(tester.rings());
        long silent = tester.heard();
        await().until(() -> tester.heard() > silent + 50);
        tester.press("1");
        var contact = waiting();
        assertThat(contact.party().withheld()).isTrue();
        assertThat(contact.party().synthetic()).isFalse();

        clock.pass(Duration.ofSeconds(40));
        agents.free(cast.as(cast.asha));
        setUp.dispatch();
        var rung = desk.rings();
        assertThat(rung.caller().number() + rung.caller().display()).doesNotContain("Lena");
        desk.answer(rung);
        long heard = desk.heard();
        await().until(() -> desk.heard() > heard + 20);
        clock.pass(Duration.ofSeconds(90));
        tester.hangUp();
        desk.expect("ended");

        until(test, BossTest.State.DONE);
        var done = now(test);
        assertThat(done.contact()).isEqualTo(contact.id());
        await().until(() -> contacts.find(contact.id()).orElseThrow().state() == State.CLOSED);
        var timing = tests.timing(done).orElseThrow();
        assertThat(timing.waited()).isEqualTo(Duration.ofSeconds(40));
        assertThat(timing.talked()).isEqualTo(Duration.ofSeconds(90));
        assertThat(timing.transfers() + timing.holds()).isZero();

        assertThat(tests.nameIn(done)).isEmpty();
        assertThatThrownBy(() -> tests.open(cast.as(cast.lena), done.id()))
                .isInstanceOf(Refusal.class);
        tests.open(cast.as(cast.olga), done.id());
        assertThat(tests.nameIn(now(test))).isEqualTo("Asha Rao");

        tests.answer(cast.as(cast.lena), done.id(), 1, new Answer(4, "After one ring"));
        assertThat(Objects.requireNonNull(now(test).answers().get(1)).mark()).isEqualTo(4);
        assertThatThrownBy(() -> tests.answer(cast.as(cast.olga), done.id(), 1, new Answer(1, "")))
                .hasMessageContaining("Only who called");
        assertThatThrownBy(() ->
                        tests.answer(
                                cast.as(cast.lena),
                                done.id(),
                                BossTest.ABOUT_THE_WORD,
                                new Answer(1, "")))
                .hasMessageContaining("not asked yet");
    }

    @Test
    void a_tester_who_presses_nothing_calls_nobody() throws Exception {
        var test = plan(clock.instant());
        round.turn();
        tester.answer(tester.rings());
        long silent = tester.heard();
        await().until(() -> tester.heard() > silent + 20);
        tester.hangUp();
        until(test, BossTest.State.FAILED);
        assertThat(now(test).outcome()).isEqualTo("nobody pressed 1");
        assertThat(contacts.waiting()).noneMatch(c -> c.party().line().equals(number));
    }

    @Test
    void a_drawn_time_lies_in_the_open_hours_of_a_week_and_is_not_due_before() {
        for (int i = 0; i < 20; i++) {
            var test = plan(null);
            assertThat(calendars.houseCalendar().isOpenAt(test.at())).isTrue();
            assertThat(test.at())
                    .isBetween(clock.instant(), clock.instant().plus(Duration.ofDays(7)));
            tests.cancel(cast.as(cast.lena), test.id());
        }
    }

    @Test
    void who_is_neither_lead_nor_tester_sees_no_test_and_plans_none() {
        var test = plan(clock.instant().plus(Duration.ofDays(1)));
        assertThat(tests.diary(cast.as(cast.asha))).isEmpty();
        assertThatThrownBy(() -> tests.get(cast.as(cast.jonas), test.id()))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() ->
                        tests.plan(
                                cast.as(cast.asha),
                                new BossTests.Plan(number, "M", "", "E", cast.asha.id(), "", null)))
                .isInstanceOf(Refusal.class);
    }
}
