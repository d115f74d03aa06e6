package kept.reminders;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import kept.calendars.Calendars;
import kept.cases.Case;
import kept.cases.CaseOpened;
import kept.cases.Cases;
import kept.cases.Message;
import kept.cases.MessageAdded;
import kept.catcher.Catchers;
import kept.catcher.Caught;
import kept.customers.Customers;
import kept.database.Writes;
import kept.kernel.Ids;
import kept.kernel.Refusal;
import kept.promises.NewPromise;
import kept.promises.Promise;
import kept.promises.Promises;
import kept.promises.Visibility;
import kept.teams.Role;
import kept.teams.Teams;
import kept.teams.Viewer;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The front door to reminders: reads what customers write for words that they say we gave, and lets the unit accept or
/// refute those that are in no ledger.
@Service
public class Reminders {
    private static final Duration LATELY = Duration.ofDays(120);
    private static final Duration PAST = Duration.ofDays(7);
    private static final int MOST_OF_CUSTOMER = 200;
    private static final int MOST = 100;
    private static final int LONGEST = 500;

    private final ReminderTable table;
    private final Catchers catchers;
    private final Cases cases;
    private final Promises promises;
    private final Customers customers;
    private final Teams teams;
    private final Calendars calendars;
    private final Writes writes;
    private final Clock clock;

    Reminders(
            ReminderTable table,
            Catchers catchers,
            Cases cases,
            Promises promises,
            Customers customers,
            Teams teams,
            Calendars calendars,
            Writes writes,
            Clock clock) {
        this.table = table;
        this.catchers = catchers;
        this.cases = cases;
        this.promises = promises;
        this.customers = customers;
        this.teams = teams;
        this.calendars = calendars;
        this.writes = writes;
        this.clock = clock;
    }

    @EventListener
    void on(CaseOpened opened) {
        read(opened.theCase(), opened.message());
    }

    @EventListener
    void on(MessageAdded added) {
        read(added.theCase(), added.message());
    }

    private void read(Case theCase, Message message) {
        Instant now = now();
        // imported letters tell of a time that is over
        if (message.direction() != Message.Direction.INBOUND
                || message.at().isBefore(now.minus(PAST))) {
            return;
        }
        var calendar = calendars.calendar(teams.unit(theCase.unit()).calendarId());
        var found =
                catchers.catcher(customers.houseZone(), calendar, Locale.ENGLISH)
                        .reminders(message.text(), message.at());
        if (found.isEmpty()) {
            return;
        }
        writes.flush();
        var words =
                promises.ofCustomer(theCase.customerId(), MOST_OF_CUSTOMER).stream()
                        .filter(p -> p.times().givenAt().isAfter(now.minus(LATELY)))
                        // the answer that is owed to this very letter is not what he means
                        .filter(p -> !p.words().kind().equals(Cases.REPLY))
                        .toList();
        found.forEach(said -> table.insert(reminder(theCase, message, said, words, now)));
    }

    private static Reminder reminder(
            Case theCase, Message message, Caught said, List<Promise> words, Instant now) {
        var meant = Match.of(said, words);
        return new Reminder(
                Ids.at(now),
                theCase.id(),
                message.id(),
                theCase.customerId(),
                theCase.unit(),
                said.sentence(),
                said.kind(),
                said.dueAt(),
                now,
                meant.isPresent() ? Reminder.State.MATCHED : Reminder.State.UNRECORDED,
                meant.map(Promise::id).orElse(null),
                null,
                null,
                null);
    }

    /// We did say so: it is a promise from now on, and the customer gets his receipt.
    @Transactional
    public Promise accept(Viewer viewer, UUID id, Instant due) {
        var reminder = decidable(viewer, id);
        var given =
                cases.give(
                        viewer,
                        reminder.caseId(),
                        c ->
                                new NewPromise(
                                        c.id(),
                                        c.customerId(),
                                        reminder.kind(),
                                        reminder.sentence(),
                                        c.channel().word(),
                                        due,
                                        null,
                                        null,
                                        c.unit(),
                                        null,
                                        Visibility.CUSTOMER,
                                        null));
        decide(reminder.decided(Reminder.State.ACCEPTED, given.id(), viewer.person(), now(), null));
        return given;
    }

    /// We did not, and `reason` says how we know.
    @Transactional
    public void refute(Viewer viewer, UUID id, String reason) {
        var reminder = decidable(viewer, id);
        if (reason.isBlank() || reason.length() > LONGEST) {
            throw Refusal.invalid("reason", "Say how we know, in at most 500 characters.");
        }
        decide(
                reminder.decided(
                        Reminder.State.REFUTED, null, viewer.person(), now(), reason.strip()));
    }

    private Reminder decidable(Viewer viewer, UUID id) {
        viewer.mustBe(Role.AGENT);
        var reminder =
                table.find(id).orElseThrow(() -> Refusal.notFound("There is no such reminder."));
        cases.get(viewer, reminder.caseId());
        if (!reminder.unrecorded()) {
            throw decidedBefore();
        }
        return reminder;
    }

    private void decide(Reminder decided) {
        writes.flush();
        if (!table.decide(decided)) {
            throw decidedBefore();
        }
    }

    private static Refusal decidedBefore() {
        return Refusal.lostRace("Somebody has decided this already.");
    }

    /// Those on a case that the caller may see, oldest first.
    public List<Reminder> ofCase(UUID caseId) {
        return table.ofCase(caseId);
    }

    /// Those that a viewer's units must accept or refute, oldest first.
    public List<Reminder> unrecorded(Viewer viewer) {
        return viewer.role().atLeast(Role.AGENT) ? table.unrecorded(viewer, MOST) : List.of();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
