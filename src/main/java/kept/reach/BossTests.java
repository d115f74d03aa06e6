package kept.reach;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kept.calendars.Calendars;
import kept.contacts.Contact;
import kept.contacts.Contacts;
import kept.journal.Journal;
import kept.kernel.Ids;
import kept.kernel.Refusal;
import kept.live.Live;
import kept.promises.Promise;
import kept.promises.Promises;
import kept.reach.BossTest.Answer;
import kept.reach.BossTest.State;
import kept.routing.Agents;
import kept.teams.Role;
import kept.teams.Teams;
import kept.teams.Viewer;
import kept.voice.OurLines;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The front door to tests of our lines by our own people. Nobody learns with whom a test was before the owner asks for it, and that is
/// written down.
@Service
class BossTests {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofHours(3);
    private static final int DIARY = 100;

    private final BossTestTable table;
    private final OurLines lines;
    private final Teams teams;
    private final Calendars calendars;
    private final Contacts contacts;
    private final Promises promises;
    private final Journal journal;
    private final Live live;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    BossTests(
            BossTestTable table,
            OurLines lines,
            Teams teams,
            Calendars calendars,
            Contacts contacts,
            Promises promises,
            Journal journal,
            Live live,
            Clock clock) {
        this.table = table;
        this.lines = lines;
        this.teams = teams;
        this.calendars = calendars;
        this.contacts = contacts;
        this.promises = promises;
        this.journal = journal;
        this.live = live;
        this.clock = clock;
    }

    /// What somebody plans.
    ///
    /// @param at when; null for some time in the next seven days in which the house is open
    record Plan(
            String line,
            String persona,
            String shown,
            String errand,
            UUID tester,
            String phone,
            @Nullable Instant at) {}

    @Transactional
    BossTest plan(Viewer viewer, Plan plan) {
        viewer.mustBe(Role.LEAD);
        Instant now = clock.instant();
        var at = plan.at();
        if (at != null && at.isBefore(now.minus(Duration.ofMinutes(1)))) {
            throw Refusal.invalid("at", "This time is over.");
        }
        String phone = number("phone", plan.phone());
        if (!phone.isEmpty() && !lines.mayCall(phone)) {
            throw Refusal.invalid(
                    "phone",
                    "This number is abroad. The owner allows it under House, Telephone, The way out.");
        }
        var test =
                new BossTest(
                        Ids.at(now),
                        lines.get(plan.line()).number(),
                        plan.persona(),
                        number("shown", plan.shown()),
                        plan.errand(),
                        teams.person(plan.tester()).id(),
                        phone,
                        at == null ? drawn(now) : at,
                        at == null ? now.plus(WEEK) : null,
                        State.PLANNED,
                        "",
                        null,
                        viewer.person(),
                        null,
                        Map.of());
        table.insert(test, now);
        journal.append(
                test.id(),
                "bossTest.planned",
                viewer.actor(),
                now,
                Map.of("line", test.line(), "tester", test.tester()));
        return test;
    }

    private static String number(String field, String text) {
        String clean = text.replaceAll("[\\s()/.-]", "");
        if (!clean.isEmpty() && !clean.matches("\\+?[0-9]{3,20}")) {
            throw Refusal.invalid(field, "A telephone number has digits only, with + before them.");
        }
        return clean;
    }

    /// Any minute in which the house is open is as likely as any other.
    private Instant drawn(Instant now) {
        var hours = calendars.houseCalendar();
        var open = hours.between(now, now.plus(WEEK));
        return open.isZero()
                ? hours.nextOpen(now)
                : hours.plus(now, Duration.ofSeconds(random.nextLong(open.toSeconds())));
    }

    @Transactional
    void cancel(Viewer viewer, UUID id) {
        viewer.mustBe(Role.LEAD);
        if (!table.move(id, State.PLANNED, State.CANCELLED, "cancelled", null)) {
            throw Refusal.conflict("This test is no longer planned.");
        }
        journal.append(id, "bossTest.cancelled", viewer.actor(), clock.instant(), Map.of());
    }

    /// The next test that is due; no other program gets it.
    @Transactional
    Optional<BossTest> claim() {
        table.giveUp(clock.instant().minus(LONGEST));
        return table.claim(clock.instant());
    }

    @Transactional
    void over(BossTest test, State state, String outcome, @Nullable UUID contact) {
        table.move(test.id(), State.CALLING, state, outcome, contact);
        journal.append(
                test.id(),
                "bossTest." + state.word(),
                kept.journal.Actor.KEPT,
                clock.instant(),
                Map.of("outcome", outcome));
        live.changed(Agents.TOPIC);
    }

    /// What a viewer may see: leads all, others those in which they call.
    List<BossTest> diary(Viewer viewer) {
        return table.last(DIARY).stream().filter(test -> sees(viewer, test)).toList();
    }

    /// @throws Refusal `NOT_FOUND` if the viewer may not see it
    BossTest get(Viewer viewer, UUID id) {
        return table.find(id)
                .filter(test -> sees(viewer, test))
                .orElseThrow(() -> Refusal.notFound("There is no such test."));
    }

    private static boolean sees(Viewer viewer, BossTest test) {
        return viewer.role().atLeast(Role.LEAD) || viewer.person().equals(test.tester());
    }

    /// How it went by the clock; empty before it came in.
    Optional<Timing> timing(BossTest test) {
        return Optional.ofNullable(test.contact()).map(id -> Timing.of(journal.of(id)));
    }

    /// The first word that was given in it.
    Optional<Promise> word(BossTest test) {
        return contact(test).flatMap(this::word);
    }

    private Optional<Promise> word(Contact contact) {
        var onCase = contact.party().onCase();
        var talked = contact.clocks().talkedAt();
        return onCase == null || talked == null
                ? Optional.empty()
                : promises.ofCase(onCase).stream()
                        .filter(word -> !word.times().givenAt().isBefore(talked))
                        .min(java.util.Comparator.comparing(word -> word.times().givenAt()));
    }

    private Optional<Contact> contact(BossTest test) {
        return Optional.ofNullable(test.contact()).flatMap(contacts::find);
    }

    /// Whether a question can be answered now.
    boolean asks(BossTest test, int question) {
        return test.state() == State.DONE
                && (question != BossTest.ABOUT_THE_WORD
                        || word(test)
                                .filter(word ->
                                        !word.open() || !word.due().isAfter(clock.instant()))
                                .isPresent());
    }

    @Transactional
    void answer(Viewer viewer, UUID id, int question, Answer answer) {
        var test = get(viewer, id);
        if (!viewer.person().equals(test.tester())) {
            throw Refusal.forbidden("Only who called can answer.");
        }
        if (question < 1 || question > BossTest.QUESTIONS.size() || !asks(test, question)) {
            throw Refusal.conflict("This is not asked yet.");
        }
        table.answer(id, question, answer, clock.instant());
        journal.append(
                id,
                "bossTest.answered",
                viewer.actor(),
                clock.instant(),
                Map.of("question", question, "mark", answer.mark()));
    }

    /// The owner asks with whom it was.
    @Transactional
    void open(Viewer viewer, UUID id) {
        viewer.mustBe(Role.OWNER);
        var test = get(viewer, id);
        table.open(test.id(), viewer.person(), clock.instant());
        journal.append(id, "bossTest.opened", viewer.actor(), clock.instant(), Map.of());
    }

    /// With whom it was; empty before the owner has asked.
    String nameIn(BossTest test) {
        return test.openedAt() == null
                ? ""
                : contact(test).map(contact -> teams.nameOf(contact.spot().agent())).orElse("");
    }
}
