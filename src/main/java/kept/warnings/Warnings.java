package kept.warnings;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import kept.calendars.Calendars;
import kept.customers.Customers;
import kept.database.Writes;
import kept.jobs.FiresTimers;
import kept.jobs.Timer;
import kept.jobs.Timers;
import kept.journal.Actor;
import kept.kernel.Ids;
import kept.kernel.Refusal;
import kept.kernel.Wording;
import kept.promises.Promise;
import kept.promises.PromiseAtRisk;
import kept.promises.PromiseCheck;
import kept.promises.PromiseFact;
import kept.promises.PromiseRedated;
import kept.promises.Promises;
import kept.steps.Steps;
import kept.teams.Role;
import kept.teams.Teams;
import kept.teams.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The front door to bad news: drafts a warning when a word comes to be at risk, lets its owner tell the customer, and
/// tells him itself when the owner does not.
///
/// A warning is only ever changed by whoever holds its promise, so it needs no lock of its own.
@Service
public class Warnings implements FiresTimers {
    private static final String TIMER = "warning";
    private static final int LONGEST = 500;

    private final WarningTable table;
    private final Promises promises;
    private final PromiseCheck check;
    private final Steps steps;
    private final Customers customers;
    private final Teams teams;
    private final Calendars calendars;
    private final Timers timers;
    private final Writes writes;
    private final ApplicationEventPublisher news;
    private final Clock clock;

    Warnings(
            WarningTable table,
            Promises promises,
            PromiseCheck check,
            Steps steps,
            Customers customers,
            Teams teams,
            Calendars calendars,
            Timers timers,
            Writes writes,
            ApplicationEventPublisher news,
            Clock clock) {
        this.table = table;
        this.promises = promises;
        this.check = check;
        this.steps = steps;
        this.customers = customers;
        this.teams = teams;
        this.calendars = calendars;
        this.timers = timers;
        this.writes = writes;
        this.news = news;
        this.clock = clock;
    }

    // --- raised by the ledger

    /// Before the letters, so that what they say about a word can rest on it.
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(PromiseFact fact) {
        var promise = fact.promise();
        if (!promise.customerKnows()) {
            return;
        }
        if (fact instanceof PromiseAtRisk) {
            writes.flush();
            raise(promise);
        } else if (fact instanceof PromiseRedated redated) {
            writes.flush();
            settle(redated.before());
        } else if (!promise.state().running()) {
            writes.flush();
            settle(promise);
        }
    }

    private void raise(Promise promise) {
        Instant now = now();
        UUID customer = Objects.requireNonNull(promise.words().customerId());
        var calendar = calendars.calendar(teams.unit(promise.words().unit()).calendarId());
        Instant tellBy =
                TellBy.of(calendar, customers.quietHours(customer), now, promise.due())
                        .truncatedTo(ChronoUnit.MICROS);
        if (!tellBy.isAfter(now) && customers.get(customer).email().isEmpty()) {
            // the house cannot tell him, so somebody must, however little time is left
            tellBy =
                    now.plus(Duration.between(now, promise.due()).dividedBy(2))
                            .truncatedTo(ChronoUnit.MICROS);
        }
        var warning =
                new Warning(
                        Ids.at(now),
                        promise.id(),
                        customer,
                        now,
                        tellBy,
                        later(honest(promise), promise),
                        Warning.State.WAITING,
                        null,
                        null,
                        null,
                        null,
                        false);
        if (table.insert(warning)) {
            timers.set(TIMER, promise.id(), tellBy);
            if (tellBy.isAfter(now)) {
                news.publishEvent(new WarningRaised(promise, warning));
            }
        }
    }

    /// What the house usually needs, and what the steps behind it need as they stand: the later of the two.
    private @Nullable Instant honest(Promise promise) {
        Instant usual = check.honest(promise);
        Instant stepsEnd =
                steps.of(promise).map(progress -> progress.schedule().expectedEnd()).orElse(null);
        return usual == null || (stepsEnd != null && stepsEnd.isAfter(usual)) ? stepsEnd : usual;
    }

    /// A time that we believe in is news only if it lies after the one we gave.
    private static @Nullable Instant later(@Nullable Instant honest, Promise promise) {
        return honest != null && honest.isAfter(promise.due()) ? honest : null;
    }

    /// It was done, ended or broke: nobody need be warned of it any more.
    private void settle(Promise promise) {
        table.ofPromise(promise.id())
                .filter(Warning::waits)
                .ifPresent(w -> {
                    timers.clear(TIMER, promise.id());
                    table.update(
                            promise.course().brokenAt() == null ? w.moot() : w.neglected().moot());
                });
    }

    // --- told by people

    /// Tells the customer by letter, and in the same letter all else that waits to be told to him.
    ///
    /// @param reason in words for the customer; null for a plain sentence in his language
    /// @param newDue the time that we believe in; null if there is none yet
    @Transactional
    public void tell(
            Viewer viewer, UUID promiseId, @Nullable String reason, @Nullable Instant newDue) {
        var promise = mayTell(viewer, promiseId);
        UUID customer = Objects.requireNonNull(promise.words().customerId());
        if (customers.get(customer).email().isEmpty()) {
            throw Refusal.conflict(
                    "This customer has no mail address. Call, and write down here that you did.");
        }
        if (newDue != null && !newDue.isAfter(promise.due())) {
            throw Refusal.invalid("newDue", "The new time lies after the one that we gave.");
        }
        tellAll(
                customer,
                viewer.actor(),
                viewer.person(),
                Map.of(promiseId, w -> w.saying(words("reason", reason), newDue)));
    }

    /// He was told in another way, such as by telephone.
    @Transactional
    public void toldOtherwise(Viewer viewer, UUID promiseId, String how) {
        mayTell(viewer, promiseId);
        String words = words("how", how);
        if (words == null) {
            throw Refusal.invalid("how", "Say how the customer was told.");
        }
        var promise = promises.hold(promiseId);
        var warning = waiting(promiseId);
        promises.told(viewer.actor(), promise.id(), Map.of("how", words));
        timers.clear(TIMER, promise.id());
        table.update(warning.told(viewer.person(), words, now()));
    }

    private Promise mayTell(Viewer viewer, UUID promiseId) {
        viewer.mustBe(Role.AGENT);
        var promise = promises.get(viewer, promiseId);
        waiting(promiseId);
        return promise;
    }

    private Warning waiting(UUID promiseId) {
        return table.ofPromise(promiseId)
                .filter(Warning::waits)
                .orElseThrow(() ->
                        Refusal.conflict("There is nothing to tell about this promise any more."));
    }

    private static @Nullable String words(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.strip().length() > LONGEST) {
            throw Refusal.invalid(field, "Say it in at most 500 characters.");
        }
        return text.strip();
    }

    // --- told by the house

    @Override
    public String timerKind() {
        return TIMER;
    }

    @Override
    public void fire(Timer timer, Instant now) {
        table.ofPromise(timer.subject())
                .filter(Warning::waits)
                .ifPresent(w -> tellAll(w.customer(), Actor.KEPT, null, Map.of()));
    }

    private interface Edit {
        Warning of(Warning draft);
    }

    /// In the order of their ids, so that two who tell the same customer wait for each other and do not lock each other.
    private void tellAll(UUID customer, Actor actor, @Nullable UUID person, Map<UUID, Edit> edits) {
        Instant now = now();
        writes.flush();
        boolean reachable = customers.get(customer).email().isPresent();
        var told = new ArrayList<CustomerWarned.Told>();
        for (UUID id :
                table.waiting(customer).stream()
                        .map(Warning::promise)
                        .sorted(Comparator.comparing(UUID::toString))
                        .toList()) {
            var promise = promises.hold(id);
            var draft = table.ofPromise(id).filter(Warning::waits).orElse(null);
            if (draft == null || !promise.state().running()) {
                continue;
            }
            if (!reachable && (draft.late() || !overdue(draft, now))) {
                // each waits for its own time, and its neglect is named once
                continue;
            }
            var warning = edits.getOrDefault(id, w -> w).of(draft);
            if (person == null && overdue(warning, now)) {
                warning = warning.neglected();
                news.publishEvent(new WarningNeglected(promise, warning, reachable));
            }
            timers.clear(TIMER, id);
            if (reachable) {
                warning = warning.told(person, null, now);
                promise = promises.told(actor, id, facts(warning));
                told.add(new CustomerWarned.Told(promise, warning));
            } else {
                promises.note(
                        Actor.KEPT, id, "promise.notTold", Map.of("tellBy", warning.tellBy()));
            }
            table.update(warning);
        }
        if (!told.isEmpty()) {
            news.publishEvent(new CustomerWarned(told, leaves(customer, told, now)));
        }
    }

    private static boolean overdue(Warning warning, Instant now) {
        return warning.tellBy().isAfter(warning.raisedAt()) && !now.isBefore(warning.tellBy());
    }

    private static Map<String, Object> facts(Warning warning) {
        var facts = new HashMap<String, Object>();
        facts.put("late", warning.late());
        if (warning.newDue() != null) {
            facts.put("newDue", warning.newDue());
        }
        if (warning.reason() != null) {
            facts.put("reason", warning.reason());
        }
        return facts;
    }

    /// After his quiet hours, unless a word would fall due in them.
    private Instant leaves(UUID customer, List<CustomerWarned.Told> told, Instant now) {
        Instant after = customers.quietHours(customer).next(now);
        return told.stream().allMatch(t -> t.promise().due().isAfter(after)) ? after : now;
    }

    // --- answered by the customer

    /// The customer accepts the new time that he was told.
    @Transactional
    public Promise accept(UUID customer, UUID promiseId) {
        var promise = promises.ofCustomer(customer, promiseId);
        var warning =
                table.ofPromise(promise.id())
                        .filter(w -> w.state() == Warning.State.TOLD)
                        .orElseThrow(Warnings::noNewTime);
        Instant newDue = warning.newDue();
        if (newDue == null) {
            throw noNewTime();
        }
        if (!newDue.isAfter(now())) {
            throw Refusal.conflict("That time has passed. Ask for another one.");
        }
        String reason = warning.reason();
        return promises.redateByCustomer(
                customer,
                promise.id(),
                newDue,
                reason != null
                        ? reason
                        : Wording.of("letters", customers.get(customer).locale())
                                .text("warning.reason"));
    }

    private static Refusal noNewTime() {
        return Refusal.conflict("We named no new time for this. Ask for one that suits you.");
    }

    // --- looking

    /// What there is to tell, or was told, about a promise that the caller may see.
    public Optional<Warning> ofPromise(UUID promiseId) {
        return table.ofPromise(promiseId);
    }

    public Map<UUID, Warning> ofPromises(List<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : table.ofPromises(ids).stream()
                        .collect(Collectors.toMap(Warning::promise, w -> w));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
