package kept.steps;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import kept.calendars.Calendars;
import kept.calendars.WorkCalendar;
import kept.database.Writes;
import kept.jobs.FiresTimers;
import kept.jobs.Timer;
import kept.jobs.Timers;
import kept.journal.Actor;
import kept.journal.ChainHead;
import kept.journal.Chained;
import kept.journal.Entry;
import kept.journal.Journal;
import kept.kernel.Cursor;
import kept.kernel.Ids;
import kept.kernel.Refusal;
import kept.kernel.Slice;
import kept.promises.Promise;
import kept.promises.PromiseClaimed;
import kept.promises.PromiseConditionMet;
import kept.promises.PromiseDisputed;
import kept.promises.PromiseFact;
import kept.promises.PromiseGiven;
import kept.promises.PromiseKept;
import kept.promises.PromiseRedated;
import kept.promises.PromiseReleased;
import kept.promises.PromiseVoided;
import kept.promises.PromiseWithdrawn;
import kept.promises.Promises;
import kept.promises.State;
import kept.teams.Role;
import kept.teams.Teams;
import kept.teams.Viewer;
import kept.web.Clockface;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The front door to the steps behind promises: makes the plan of a promise in the transaction in which it is given, lets units
/// answer and work, and knows since when and where a due time is lost.
@Service
public class Steps implements FiresTimers, Chained {
    private static final String TIMER = "steps";
    private static final Duration TO_THE_OWNER = Duration.ofHours(4);
    private static final int TOP_RUNG = 2;
    private static final int IN_THE_INBOX = 300;

    private final StepTable table;
    private final StepTemplates templates;
    private final Promises promises;
    private final Teams teams;
    private final Calendars calendars;
    private final Timers timers;
    private final Journal journal;
    private final Writes writes;
    private final ApplicationEventPublisher news;
    private final Clock clock;

    Steps(
            StepTable table,
            StepTemplates templates,
            Promises promises,
            Teams teams,
            Calendars calendars,
            Timers timers,
            Journal journal,
            Writes writes,
            ApplicationEventPublisher news,
            Clock clock) {
        this.table = table;
        this.templates = templates;
        this.promises = promises;
        this.teams = teams;
        this.calendars = calendars;
        this.timers = timers;
        this.journal = journal;
        this.writes = writes;
        this.news = news;
        this.clock = clock;
    }

    // --- what happens to the promise

    /// Before the letters, so that the receipt can say whether it is provisional.
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(PromiseFact fact) {
        if (!templates.everAny()) {
            return;
        }
        var promise = fact.promise();
        switch (fact) {
            case PromiseGiven _ -> given(promise);
            case PromiseConditionMet _ -> {
                writes.flush();
                if (table.ofChain(promise.words().chain()).isEmpty()) {
                    template(promise).ifPresent(template -> make(promise, template));
                }
            }
            case PromiseRedated _ -> redated(promise);
            case PromiseClaimed _, PromiseDisputed _ ->
                    ofChain(promise).ifPresent(plan -> new Move(promise, plan).finish());
            case PromiseKept _, PromiseReleased _, PromiseWithdrawn _, PromiseVoided _ ->
                    ofChain(promise).ifPresent(plan -> end(promise, plan));
            default -> {}
        }
    }

    private Optional<Plan> ofChain(Promise promise) {
        writes.flush();
        return table.holdOfChain(promise.words().chain()).filter(Plan::open);
    }

    private Optional<StepTemplate> template(Promise promise) {
        return templates.of(promise.words().kind(), promise.words().unit());
    }

    private void given(Promise promise) {
        template(promise)
                .ifPresent(template -> {
                    if (byPerson(promise)) {
                        requireUnits(template);
                        requireTime(promise, fresh(Ids.at(now()), template));
                    }
                    if (!promise.waitsForCondition()) {
                        make(promise, template);
                    }
                });
    }

    private static boolean byPerson(Promise promise) {
        return !promise.words().giver().equals("kept");
    }

    private void requireUnits(StepTemplate template) {
        for (var line : template.lines()) {
            var unit = teams.unit(line.unit());
            if (!unit.open()) {
                throw Refusal.conflict(
                        "The step \"%s\" of a %s belongs to %s, which is dissolved. Have the owner give it to another unit, under House, Steps."
                                .formatted(line.name(), template.kind(), unit.name()));
            }
        }
    }

    private void requireTime(Promise promise, List<Step> steps) {
        tooEarly(steps, promise.due())
                .ifPresent(earliest -> {
                    throw Refusal.invalid(
                            "dueAt",
                            "That is too early for the steps behind it (%s). The earliest time that works is %s: name that or a later one."
                                    .formatted(
                                            names(steps),
                                            face(promise.words().unit()).full(earliest)));
                });
    }

    private static String names(List<Step> steps) {
        var open = steps.stream().filter(step -> step.state().open()).map(Step::name).toList();
        return open.size() <= 5
                ? String.join(", ", open)
                : String.join(", ", open.subList(0, 4)) + " and %d more".formatted(open.size() - 4);
    }

    private List<Step> fresh(UUID plan, StepTemplate template) {
        Instant now = now();
        var steps = new ArrayList<Step>();
        for (var line : template.lines()) {
            steps.add(
                    new Step(
                            new Step.What(
                                    Ids.at(now),
                                    plan,
                                    steps.size(),
                                    line.name(),
                                    line.unit(),
                                    line.work(),
                                    line.needs(),
                                    line.capacity(),
                                    line.answerWithin()),
                            Step.State.ASKED,
                            new Step.Times(now, now, null),
                            Step.Asked.NOT,
                            Step.Course.NEW));
        }
        return steps;
    }

    private void make(Promise promise, StepTemplate template) {
        writes.flush();
        UUID id = Ids.at(now());
        var plan =
                new Plan(
                        id,
                        promise.words().chain(),
                        promise.id(),
                        template.id(),
                        lay(promise, fresh(id, template)),
                        null,
                        null,
                        null,
                        null,
                        null,
                        ChainHead.NONE);
        var move = new Move(promise, plan.provisional(plan.lastAnswerBy()));
        move.note(
                "plan.made",
                Actor.KEPT,
                Map.of("promise", promise.id(), "template", template.id(), "steps", outline(plan)));
        table.insert(writes, move.plan);
        move.laid();
        move.finish();
    }

    /// The steps of a plan in one text, for its history.
    private static String outline(Plan plan) {
        return plan.steps().stream()
                .map(step ->
                        "%s %s-%s %s"
                                .formatted(
                                        step.name(),
                                        step.planned().start(),
                                        step.planned().end(),
                                        step.state().wire()))
                .collect(Collectors.joining("; "));
    }

    private void redated(Promise promise) {
        writes.flush();
        var found = table.holdOfChain(promise.words().chain()).filter(Plan::open);
        if (found.isEmpty()) {
            given(promise);
            return;
        }
        var move = new Move(promise, found.get());
        requireTime(promise, move.plan.steps());
        var laid = move.plan.behind(promise.id(), lay(promise, move.plan.steps()));
        move.plan = laid.backed() ? laid : laid.provisional(laid.lastAnswerBy());
        move.note(
                "plan.laidAnew",
                Actor.KEPT,
                Map.of("promise", promise.id(), "steps", outline(laid)));
        move.laid();
        move.finish();
    }

    private List<Step> lay(Promise promise, List<Step> steps) {
        if (steps.stream().anyMatch(step -> step.what().capacity() != null)) {
            table.lockCapacity();
        }
        return planner().lay(steps, promise.due(), calendarOf(promise.words().unit()));
    }

    private Planner planner() {
        return new Planner(
                calendarsOfUnits(),
                new Planner.Room() {
                    @Override
                    public boolean take(Step step, LocalDate day) {
                        return table.take(
                                step.unit(),
                                step.name(),
                                day,
                                Objects.requireNonNull(step.what().capacity()));
                    }

                    @Override
                    public void giveBack(Step step, LocalDate day) {
                        table.giveBack(step.unit(), step.name(), day);
                    }
                },
                now());
    }

    private void end(Promise promise, Plan plan) {
        var move = new Move(promise, plan);
        giveBack(move.plan.steps().stream().filter(step -> step.state().open()).toList());
        long dropped = dropped(move.plan);
        move.plan =
                move.plan
                        .eachStep(step -> step.state().open() ? step.dropped() : step)
                        .ended(move.now);
        move.note(
                "plan.ended",
                Actor.KEPT,
                Map.of("state", promise.state().wire(), "dropped", dropped));
        move.finish();
    }

    private static long dropped(Plan plan) {
        return plan.steps().stream().filter(step -> step.state().open()).count();
    }

    private void giveBack(Collection<Step> steps) {
        var taken = steps.stream().filter(step -> step.planned().day() != null).toList();
        if (!taken.isEmpty()) {
            table.lockCapacity();
            taken.forEach(step ->
                    table.giveBack(
                            step.unit(),
                            step.name(),
                            Objects.requireNonNull(step.planned().day())));
        }
    }

    // --- moves by units

    /// The unit takes the step on.
    @Transactional
    public Task accept(Viewer viewer, UUID id) {
        return move(
                viewer,
                id,
                "step.accepted",
                Map.of(),
                (_, step, now) -> step.accepted(viewer.person(), now));
    }

    /// The unit cannot do it in time, says why, and names the earliest end that holds.
    @Transactional
    public Task refuse(Viewer viewer, UUID id, String reason, Instant earliestEnd) {
        String why = said("reason", reason);
        Instant end = ahead("earliestEnd", earliestEnd);
        return move(
                viewer,
                id,
                "step.refused",
                Map.of("reason", why, "earliestEnd", end),
                (schedule, step, _) -> {
                    if (!end.isAfter(schedule.latestEnd(step))) {
                        throw Refusal.invalid(
                                "earliestEnd",
                                "That is early enough: \"%s\" may end as late as %s. Accept it, and say then that it gets later."
                                        .formatted(
                                                step.name(),
                                                face(step.unit()).full(schedule.latestEnd(step))));
                    }
                    giveBack(List.of(step));
                    return step.refused(why, end);
                });
    }

    /// Work on it begins.
    @Transactional
    public Task start(Viewer viewer, UUID id) {
        return move(
                viewer,
                id,
                "step.started",
                Map.of(),
                (schedule, step, now) -> {
                    requireReady(schedule, step);
                    return step.started(viewer.person(), now);
                });
    }

    @Transactional
    public Task done(Viewer viewer, UUID id) {
        return move(
                viewer,
                id,
                "step.done",
                Map.of(),
                (schedule, step, now) -> {
                    requireReady(schedule, step);
                    return before(step, now).done(viewer.person(), now);
                });
    }

    /// What is done before its day leaves the room of that day to others.
    private Step before(Step step, Instant now) {
        LocalDate day = step.planned().day();
        if (day == null
                || !step.state().open()
                || !day.isAfter(LocalDate.ofInstant(now, calendarOf(step.unit()).zone()))) {
            return step;
        }
        giveBack(List.of(step));
        return step.withoutDay();
    }

    /// It ends later than planned; whatever hangs on it moves at once.
    @Transactional
    public Task delay(Viewer viewer, UUID id, Instant end, String reason) {
        String why = said("reason", reason);
        Instant later = ahead("end", end);
        return move(
                viewer,
                id,
                "step.delayed",
                Map.of("end", later, "reason", why),
                (_, step, _) -> step.delayed(later, why));
    }

    private void requireReady(Schedule schedule, Step step) {
        if (step.state().open() && !schedule.ready(step)) {
            var first = schedule.waitsFor(step);
            throw Refusal.conflict(
                    "\"%s\" needs \"%s\" first, and %s has not said that it is done."
                            .formatted(step.name(), first.name(), teams.unit(first.unit()).name()));
        }
    }

    /// Asks again: the same unit, or another one that takes the step over.
    @Transactional
    public Task ask(Viewer viewer, UUID id, @Nullable UUID unit) {
        viewer.mustBe(Role.AGENT);
        var move = begin(id);
        var step = move.plan.step(id);
        if (!viewer.seesUnit(move.promise.words().unit())
                && !viewer.seesUnit(step.unit())
                && !move.promise.words().owner().equals(viewer.person())) {
            throw unknown();
        }
        if (step.state() != Step.State.ASKED
                && step.state() != Step.State.REFUSED
                && step.state() != Step.State.ACCEPTED) {
            throw Refusal.conflict(
                    "\"%s\" is %s: there is nothing left to ask."
                            .formatted(step.name(), step.state().wire()));
        }
        var to = teams.unit(unit == null ? step.unit() : unit);
        if (!to.open()) {
            throw Refusal.invalid("unit", to.name() + " is dissolved. Name a unit that is there.");
        }
        giveBack(List.of(step));
        var schedule = move.schedule();
        var handed = to.id().equals(step.unit()) ? step : step.handedTo(to.id());
        var calendar = calendarOf(to.id());
        Instant start = later(step.planned().start(), schedule.expectedStart(step), step.state());
        var times = new Step.Times(start, calendar.plus(start, step.what().work()), null);
        move.apply(handed.askedFor(times, move.now, planner().answerBy(handed, start)));
        move.plan = move.plan.unbacked().provisional(move.plan.lastAnswerBy());
        move.note(
                "step.askedAgain",
                viewer.actor(),
                Map.of("step", step.name(), "id", id, "unit", to.id()));
        move.tell(plan -> new StepAsked(move.promise, plan, plan.step(id)));
        return move.finish(id);
    }

    private static Instant later(Instant planned, Instant expected, Step.State state) {
        return state == Step.State.REFUSED || expected.isAfter(planned) ? expected : planned;
    }

    private interface StepMove {
        Step apply(Schedule schedule, Step step, Instant now);
    }

    private Task move(Viewer viewer, UUID id, String kind, Map<String, ?> facts, StepMove change) {
        viewer.mustBe(Role.AGENT);
        var move = begin(id);
        var step = move.plan.step(id);
        requireOwnUnit(viewer, move.promise, step);
        if (!move.plan.open()) {
            throw Refusal.conflict(
                    "The promise behind \"%s\" has ended, so there is nothing left to do."
                            .formatted(step.name()));
        }
        var after = change.apply(move.schedule(), step, move.now);
        move.apply(after);
        var all = new HashMap<String, Object>(facts);
        all.put("step", step.name());
        all.put("id", id);
        move.note(kind, viewer.actor(), all);
        if (after.state() == Step.State.REFUSED) {
            move.tell(plan -> new StepRefused(move.promise, plan, plan.step(id)));
        }
        return move.finish(id);
    }

    private void requireOwnUnit(Viewer viewer, Promise promise, Step step) {
        if (viewer.seesUnit(step.unit())) {
            return;
        }
        if (sees(viewer, promise)) {
            throw Refusal.forbidden(
                    "This step belongs to %s; somebody there answers for it."
                            .formatted(teams.unit(step.unit()).name()));
        }
        throw unknown();
    }

    private static boolean sees(Viewer viewer, Promise promise) {
        return viewer.seesUnit(promise.words().unit())
                || promise.words().owner().equals(viewer.person());
    }

    private static Refusal unknown() {
        return Refusal.notFound("There is no step with that id.");
    }

    /// The promise is held before its plan, as when the promise itself moves.
    private Move begin(UUID step) {
        return beginPlan(table.planOf(step).orElseThrow(Steps::unknown));
    }

    private Move beginPlan(UUID id) {
        UUID link = table.promiseOf(id).orElseThrow(Steps::unknown);
        var promise = promises.holdAsItStands(link);
        while (!link.equals(table.promiseOf(id).orElseThrow(Steps::unknown))) {
            link = table.promiseOf(id).orElseThrow(Steps::unknown);
            promise = promises.holdAsItStands(link);
        }
        return new Move(promise, table.hold(id).orElseThrow(Steps::unknown));
    }

    // --- how a move is made

    /// A plan on its way from one standing to the next: time passes over it first; then it is moved; then it is seen whether it
    /// is backed, and red.
    private final class Move {
        private final Promise promise;
        private final Plan before;
        private final List<Function<Plan, PlanFact>> told = new ArrayList<>();
        private final Instant now = now();
        private Plan plan;
        private @Nullable Schedule known;
        private boolean justLaid;

        Move(Promise promise, Plan before) {
            this.promise = promise;
            this.before = before;
            this.plan = before;
            letPass();
        }

        /// As the steps stand now; worked out anew only when one of them changed.
        Schedule schedule() {
            var schedule = known;
            if (schedule == null || !schedule.isOf(plan.steps())) {
                schedule = Schedule.of(plan.steps(), calendarsOfUnits(), promise.due(), now);
                known = schedule;
            }
            return schedule;
        }

        void apply(Step step) {
            plan = plan.with(step);
        }

        void note(String kind, Actor actor, Map<String, ?> facts) {
            plan = plan.endingAt(journal.append(plan.id(), plan.head(), kind, actor, now, facts));
        }

        void tell(Function<Plan, PlanFact> fact) {
            told.add(fact);
        }

        /// Tells each unit that is asked since now. What becomes of it at once stands in the receipt and needs no letter.
        void laid() {
            justLaid = true;
            for (var step : plan.steps()) {
                if (step.state() == Step.State.ASKED) {
                    tell(p -> new StepAsked(promise, p, p.step(step.id())));
                }
            }
        }

        /// What time alone has done since, each turn at its own moment however late it is seen.
        private void letPass() {
            while (true) {
                var turn = nextTurn();
                if (turn == null || turn.at().isAfter(now)) {
                    return;
                }
                turn.happen().run();
            }
        }

        private record Turn(Instant at, Runnable happen) {}

        private @Nullable Turn nextTurn() {
            if (!plan.open() || plan.head().position() == 0) {
                return null;
            }
            Turn next = null;
            for (var step : plan.steps()) {
                Instant at = climbs(step);
                if (at != null && (next == null || at.isBefore(next.at()))) {
                    next = new Turn(at, () -> climb(step, at));
                }
            }
            Instant until = plan.provisionalUntil();
            if (until != null
                    && plan.unansweredAt() == null
                    && (next == null || until.isBefore(next.at()))) {
                next = new Turn(until, () -> unanswered(until));
            }
            if (plan.red() == null && watched()) {
                var schedule = schedule();
                var step = schedule.turnsNext();
                if (step != null && (next == null || schedule.turns(step).isBefore(next.at()))) {
                    Instant at = schedule.turns(step);
                    next = new Turn(at, () -> turnRed(step, at));
                }
            }
            return next;
        }

        private @Nullable Instant climbs(Step step) {
            if (step.state() != Step.State.ASKED || step.asked().rung() >= TOP_RUNG) {
                return null;
            }
            Instant by = Objects.requireNonNull(step.asked().answerBy());
            return step.asked().rung() == 0 ? by : calendarOf(step.unit()).plus(by, TO_THE_OWNER);
        }

        private void climb(Step step, Instant at) {
            var climbed = step.climbed();
            apply(climbed);
            note(
                    "step.climbed",
                    Actor.KEPT,
                    Map.of(
                            "step",
                            step.name(),
                            "id",
                            step.id(),
                            "at",
                            at,
                            "rung",
                            climbed.asked().rung()));
            tell(p -> new StepClimbed(promise, p, climbed));
        }

        private void unanswered(Instant at) {
            plan = plan.unanswered(at);
            note("plan.unanswered", Actor.KEPT, Map.of("at", at));
            tell(p -> new PlanUnanswered(promise, p));
        }

        /// While it is claimed as done, or waits for its customer, nobody counts the minutes.
        private boolean watched() {
            return plan.open()
                    && promise.open()
                    && promise.state() != State.CLAIMED
                    && !promise.waitsForCondition();
        }

        private void turnRed(Step step, Instant at) {
            plan = plan.turned(new Plan.Red(at, step.position()));
            note(
                    "plan.turnedRed",
                    Actor.KEPT,
                    Map.of("since", at, "step", step.name(), "id", step.id(), "unit", step.unit()));
            Instant end = schedule().expectedEnd();
            tell(p -> new PlanTurnedRed(promise, p, p.step(step.id()), at, end));
        }

        private void settle() {
            if (plan.open() && plan.backedAt() == null && plan.backed()) {
                plan = plan.backed(now);
                note("plan.backed", Actor.KEPT, Map.of());
                if (!justLaid) {
                    tell(p -> new PlanBacked(promise, p));
                }
            } else if (plan.open() && plan.backedAt() != null && !plan.backed()) {
                plan = plan.unbacked();
            }
            if (!watched()) {
                return;
            }
            var red = schedule().red();
            if (red != null && plan.red() == null) {
                turnRed(red, now);
            } else if (red == null && plan.red() != null) {
                plan = plan.turned(null);
                note("plan.turnedGreen", Actor.KEPT, Map.of());
                tell(p -> new PlanTurnedGreen(promise, p));
            }
        }

        void finish() {
            settle();
            writes.flush();
            if (!plan.equals(before)) {
                store();
            }
            setTimer();
            writes.flush();
            for (var fact : told) {
                news.publishEvent(fact.apply(plan));
            }
        }

        Task finish(UUID step) {
            finish();
            return new Task(plan.step(step), progress(promise, plan));
        }

        private void store() {
            table.update(writes, plan);
            for (int i = 0; i < plan.steps().size(); i++) {
                if (!plan.steps().get(i).equals(before.steps().get(i))) {
                    table.update(writes, plan.steps().get(i));
                }
            }
        }

        private void setTimer() {
            var next = nextTurn();
            if (next == null) {
                timers.clear(TIMER, plan.id());
            } else {
                timers.set(TIMER, plan.id(), next.at());
            }
        }
    }

    @Override
    public String timerKind() {
        return TIMER;
    }

    @Override
    public void fire(Timer timer, Instant now) {
        if (table.promiseOf(timer.subject()).isPresent()) {
            beginPlan(timer.subject()).finish();
        }
    }

    // --- looking

    /// How the steps behind a promise run, if there are any: always those of the latest link.
    public Optional<Progress> of(Promise promise) {
        return Optional.ofNullable(of(List.of(promise)).get(promise.words().chain()));
    }

    /// The same for several promises, by chain.
    public Map<UUID, Progress> of(Collection<Promise> all) {
        if (all.isEmpty() || !templates.everAny()) {
            return Map.of();
        }
        var byChain = new LinkedHashMap<UUID, Promise>();
        for (var promise : all) {
            byChain.merge(
                    promise.words().chain(),
                    promise,
                    (a, b) -> a.words().level() > b.words().level() ? a : b);
        }
        var plans = table.ofChains(byChain.keySet());
        var laterLinks =
                promises.byIds(
                        plans.stream()
                                .filter(plan -> !isBehind(plan, byChain))
                                .map(Plan::promise)
                                .toList());
        var running = new HashMap<UUID, Progress>();
        for (var plan : plans) {
            var link =
                    isBehind(plan, byChain)
                            ? byChain.get(plan.chain())
                            : laterLinks.get(plan.promise());
            running.put(plan.chain(), progress(Objects.requireNonNull(link), plan));
        }
        return running;
    }

    private static boolean isBehind(Plan plan, Map<UUID, Promise> byChain) {
        return plan.promise().equals(Objects.requireNonNull(byChain.get(plan.chain())).id());
    }

    /// Looks at a due time before it is given: if the steps behind such a promise need longer, the earliest time that works.
    public Optional<Instant> tooEarly(UUID unit, String kind, Instant due) {
        return templates
                .of(kind, unit)
                .flatMap(template -> tooEarly(fresh(Ids.at(now()), template), due));
    }

    /// The same for another time of a promise, over what is done already.
    public Optional<Instant> tooEarly(Promise promise, Instant due) {
        var progress = of(promise).filter(p -> p.plan().open());
        return progress.isPresent()
                ? tooEarly(progress.get().plan().steps(), due)
                : tooEarly(promise.words().unit(), promise.words().kind(), due);
    }

    private Optional<Instant> tooEarly(List<Step> steps, Instant due) {
        var planner = planner();
        return planner.works(steps, due)
                ? Optional.empty()
                : Optional.of(planner.earliestDue(steps));
    }

    private Progress progress(Promise promise, Plan plan) {
        return new Progress(
                promise, plan, Schedule.of(plan.steps(), calendarsOfUnits(), promise.due(), now()));
    }

    /// @throws Refusal `NOT_FOUND` if there is none that this viewer may see
    @Transactional(readOnly = true)
    public Task get(Viewer viewer, UUID id) {
        var plan = table.byIds(java.util.Set.of(table.planOf(id).orElseThrow(Steps::unknown)));
        return tasks(plan.getFirst().steps().stream().filter(s -> s.id().equals(id)).toList())
                .stream()
                .filter(task -> viewer.seesUnit(task.step().unit()) || sees(viewer, task.promise()))
                .findFirst()
                .orElseThrow(Steps::unknown);
    }

    /// The open steps of the viewer's units, or of one of them, by their planned end: at most 300.
    @Transactional(readOnly = true)
    public List<Task> inbox(Viewer viewer, @Nullable UUID unit) {
        return tasks(table.list(viewer, unit, null, null, IN_THE_INBOX));
    }

    /// Steps in one state, or the open ones, by their planned end.
    @Transactional(readOnly = true)
    public Slice<Task> list(
            Viewer viewer,
            @Nullable UUID unit,
            Step.@Nullable State state,
            @Nullable Cursor after,
            int limit) {
        return Slice.of(
                tasks(table.list(viewer, unit, state, after, limit + 1)),
                limit,
                last -> new Cursor(last.step().planned().end(), last.step().id()).text());
    }

    private List<Task> tasks(List<Step> steps) {
        var plans =
                table
                        .byIds(steps.stream().map(s -> s.what().plan()).collect(Collectors.toSet()))
                        .stream()
                        .collect(Collectors.toMap(Plan::id, plan -> plan));
        var behind = promises.byIds(plans.values().stream().map(Plan::promise).toList());
        var running = new HashMap<UUID, Progress>();
        plans.forEach((id, plan) ->
                running.put(
                        id, progress(Objects.requireNonNull(behind.get(plan.promise())), plan)));
        return steps.stream()
                .map(step ->
                        new Task(step, Objects.requireNonNull(running.get(step.what().plan()))))
                .toList();
    }

    /// How many steps wait for an answer of the viewer's units.
    public int waiting(Viewer viewer) {
        return templates.everAny() ? table.countAsked(viewer) : 0;
    }

    /// What is taken of the standing rules of the viewer's units on the next working days.
    public List<Capacity> capacities(Viewer viewer, int days) {
        var rules = new LinkedHashMap<String, Capacity>();
        for (var template : templates.list()) {
            for (var line : template.lines()) {
                Integer perDay = line.capacity();
                if (perDay != null && viewer.seesUnit(line.unit())) {
                    rules.computeIfAbsent(
                            line.unit() + " " + line.name(), _ -> capacity(line, perDay, days));
                }
            }
        }
        return List.copyOf(rules.values());
    }

    private Capacity capacity(StepTemplate.Line line, int perDay, int days) {
        var calendar = calendarOf(line.unit());
        LocalDate first = calendar.plusWorkingDays(LocalDate.ofInstant(now(), calendar.zone()), 0);
        var dates = new ArrayList<LocalDate>(List.of(first));
        while (dates.size() < days) {
            dates.add(calendar.plusWorkingDays(dates.getLast(), 1));
        }
        var used = table.used(line.unit(), line.name(), first, dates.getLast());
        return new Capacity(
                line.unit(),
                line.name(),
                perDay,
                dates.stream()
                        .map(date -> new Capacity.Day(date, used.getOrDefault(date, 0)))
                        .toList());
    }

    /// What happened to the plan of a promise that the caller has already been allowed to see.
    public List<Entry> history(Promise promise) {
        return templates.everAny()
                ? table.ofChain(promise.words().chain())
                        .map(plan -> journal.of(plan.id()))
                        .orElse(List.of())
                : List.of();
    }

    // --- verifying

    @Override
    public String noun() {
        return "plan";
    }

    @Override
    public void eachHead(BiConsumer<UUID, ChainHead> reader) {
        table.eachHead(reader);
    }

    // --- times

    private WorkCalendar calendarOf(UUID unit) {
        return calendars.calendar(teams.unit(unit).calendarId());
    }

    /// Looks each unit up once.
    private Function<UUID, WorkCalendar> calendarsOfUnits() {
        var known = new HashMap<UUID, WorkCalendar>();
        return unit -> known.computeIfAbsent(unit, this::calendarOf);
    }

    private Clockface face(UUID unit) {
        return new Clockface(calendarOf(unit).zone(), now());
    }

    private Instant ahead(String field, Instant at) {
        Instant micros = at.truncatedTo(ChronoUnit.MICROS);
        if (!micros.isAfter(now())) {
            throw Refusal.invalid(field, "Name a time that lies ahead.");
        }
        if (micros.isAfter(now().plus(Duration.ofDays(3653)))) {
            throw Refusal.invalid(field, "Name a time within the next ten years.");
        }
        return micros;
    }

    private static String said(String field, String text) {
        String clean = text.strip();
        if (clean.isEmpty() || clean.length() > 500) {
            throw Refusal.invalid(field, "Say why, in 1 to 500 characters.");
        }
        return clean;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
