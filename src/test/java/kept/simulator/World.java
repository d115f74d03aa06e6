package kept.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import kept.jobs.SimulatedTimers;
import kept.kernel.Refusal;
import kept.promises.Promise;
import kept.promises.SimulatedLedger;
import kept.teams.Person;
import kept.teams.SimulatedTeams;
import kept.teams.Unit;
import kept.teams.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/// A house, its customers, its database and its clock, in which one thing happens after another. What happens is drawn
/// from the seed; what may come of it, the rules say.
final class World implements Transactions.Watcher {
    private static final Instant BEGIN = Instant.parse("2026-01-05T08:00:00Z");
    private static final int TURNS_TO_REST = 2_000;

    final SplittableRandom dice;
    final WorldClock clock;
    private final Store store;
    private final News news;
    private final Findings findings = new Findings();
    private final Trace trace = new Trace();
    private final Transactions transactions;
    private final TransactionTemplate transaction;
    private final Witness witness;
    private final PromiseRules promiseRules;
    private final HistoryRules historyRules;
    private final WarningRules warningRules;
    private final MakeGoodRules makeGoodRules;
    private final PeopleRules peopleRules;
    private final Picks open = new Picks();
    private final Picks all = new Picks();
    private final Tally tally = new Tally();
    private Engine engine;
    private int step;
    private boolean faults = true;

    World(long seed, Sabotage sabotage) {
        dice = new SplittableRandom(seed);
        // any day of a leap year and a half, with a fraction of a microsecond
        clock =
                new WorldClock(
                        BEGIN.plus(Duration.ofHours(dice.nextInt(12_000)))
                                .plusNanos(dice.nextInt(1_000_000_000)));
        store = new Store(sabotage);
        news = new News(sabotage == Sabotage.FACTS_TWICE);
        var houses = new Houses(store);
        witness = new Witness(store, findings);
        promiseRules = new PromiseRules(store, houses, findings);
        historyRules = new HistoryRules(findings);
        warningRules = new WarningRules(store, findings);
        makeGoodRules = new MakeGoodRules(store, houses, findings);
        peopleRules = new PeopleRules(store, houses, findings);
        transactions = new Transactions(store, this);
        transaction = new TransactionTemplate(transactions);
        engine = started();
        transaction.executeWithoutResult(_ -> House.moveIn(store, clock.instant()));
    }

    private Engine started() {
        TransactionOperations forTimers =
                new TransactionOperations() {
                    @Override
                    public <T extends @Nullable Object> T execute(TransactionCallback<T> work) {
                        return inTimer(work);
                    }
                };
        return Engine.started(store, clock, news, forTimers, this::batch);
    }

    private int batch(int most) {
        return dice.nextInt(3) == 0 ? most : Math.min(most, 1 + dice.nextInt(6));
    }

    // --- what is there

    Engine engine() {
        return engine;
    }

    Tally tally() {
        return tally;
    }

    Findings findings() {
        return findings;
    }

    Trace trace() {
        return trace;
    }

    List<UUID> openPromises() {
        return open.ids();
    }

    /// A word that is open, or now and then any; null if there is none.
    @Nullable Promise somePromise() {
        var from = dice.nextInt(8) == 0 ? all.ids() : open.ids();
        return from.isEmpty() ? null : SimulatedLedger.shelf(store).rows().get(one(from));
    }

    Promise promise(UUID id) {
        return java.util.Objects.requireNonNull(SimulatedLedger.shelf(store).rows().get(id));
    }

    Collection<Person> people() {
        return SimulatedTeams.people(store).rows().values();
    }

    Person somebody() {
        var here = people().stream().filter(Person::active).toList();
        return one(here);
    }

    Viewer viewer() {
        return Viewer.of(somebody());
    }

    /// Mostly somebody who may.
    Viewer viewerOf(Promise promise) {
        if (dice.nextInt(6) == 0) {
            return viewer();
        }
        return people().stream()
                .filter(p -> p.active() && p.id().equals(promise.words().owner()))
                .findFirst()
                .map(Viewer::of)
                .orElseGet(this::owner);
    }

    Viewer owner() {
        return people().stream()
                .filter(p -> p.active() && p.id().equals(House.OWNER))
                .findFirst()
                .map(Viewer::of)
                .orElseThrow();
    }

    Unit someUnit() {
        return one(List.copyOf(SimulatedTeams.units(store).rows().values()));
    }

    Store store() {
        return store;
    }

    <T> T one(List<T> from) {
        return from.get(dice.nextInt(from.size()));
    }

    /// Seconds to weeks, short ones more often.
    Duration span() {
        return switch (dice.nextInt(10)) {
            case 0 -> Duration.ofSeconds(1 + dice.nextInt(59));
            case 1, 2 -> Duration.ofMinutes(1 + dice.nextInt(59));
            case 3, 4, 5 -> Duration.ofMinutes(60 + dice.nextInt(600));
            case 6, 7, 8 -> Duration.ofMinutes(600 + dice.nextInt(6_000));
            default -> Duration.ofHours(100 + dice.nextInt(500));
        };
    }

    // --- what happens

    void happens(int number, Move move) {
        step = number;
        move.happens().in(this);
        tally.steps++;
    }

    /// Somebody asks the house for something. The database may break meanwhile, the program may die, and the answer to the
    /// commit may be lost; then he asks again.
    ///
    /// @param once whether asking again must be refused once it was done
    void ask(String what, @Nullable UUID about, boolean once, Runnable work) {
        arm();
        var outcome = run(what, about, work);
        if (outcome == Outcome.LOST && dice.nextBoolean()) {
            run(what + ", again", about, work);
        } else if (outcome == Outcome.UNCLEAR && once) {
            findings.rule(
                    run(what + ", again", about, work) != Outcome.DONE,
                    "What was done is not done once more when the answer was lost.",
                    what);
        }
    }

    private void arm() {
        if (!faults) {
            return;
        }
        int roll = dice.nextInt(100);
        if (roll < 3) {
            store.breakAt(1 + dice.nextInt(25), false);
        } else if (roll < 4) {
            store.breakAt(1 + dice.nextInt(25), true);
        } else if (roll < 6) {
            transactions.loseNextAnswer(true);
        }
    }

    private void calm() {
        store.mend();
        transactions.loseNextAnswer(false);
    }

    enum Outcome {
        DONE,
        REFUSED,
        LOST,
        UNCLEAR,
        DEAD,
        WRONG
    }

    private Outcome run(String what, @Nullable UUID about, Runnable work) {
        String said = "done";
        var outcome = Outcome.DONE;
        tally.asked++;
        try {
            transaction.executeWithoutResult(_ -> work.run());
        } catch (Refusal refusal) {
            outcome = Outcome.REFUSED;
            said = Trace.refused(refusal);
            tally.refused++;
        } catch (Fault _) {
            outcome = Outcome.LOST;
            said = "the connection broke";
            tally.faults++;
        } catch (Unclear _) {
            outcome = Outcome.UNCLEAR;
            said = "done, but the answer was lost";
            tally.faults++;
        } catch (Crash _) {
            outcome = Outcome.DEAD;
            said = "the program died";
            die();
        } catch (RuntimeException trouble) {
            outcome = Outcome.WRONG;
            said = "went wrong";
            findings.never("A move is done or refused, nothing else.", trouble);
        } finally {
            calm();
        }
        trace.line(step, clock.instant(), what, about, said);
        return outcome;
    }

    /// The program ends as it is, and starts again over the same rows.
    void die() {
        tally.crashes++;
        engine = started();
    }

    void pass(Duration time) {
        clock.pass(time);
        trace.line(step, clock.instant(), "time passes", null, time);
    }

    /// Fires all timers that are due, as the program does; then nothing may be silent past its limit.
    void drain() {
        for (int turns = 0; ; turns++) {
            if (faults && dice.nextInt(25) == 0) {
                int roll = dice.nextInt(10);
                if (roll < 7) {
                    store.breakAt(1 + dice.nextInt(60), false);
                } else if (roll < 8) {
                    store.breakAt(1 + dice.nextInt(60), true);
                } else {
                    transactions.loseNextAnswer(true);
                }
            }
            int fired = 0;
            boolean died = false;
            try {
                fired = engine.timers().turn();
            } catch (Crash _) {
                died = true;
                die();
            } catch (Fault _) {
                died = true;
            } catch (RuntimeException trouble) {
                findings.never("The engine of timers goes on.", trouble);
            } finally {
                calm();
            }
            tally.fired += fired;
            trace.line(
                    step,
                    clock.instant(),
                    "timers",
                    null,
                    died ? "interrupted" : Integer.valueOf(fired));
            if (fired == 0 && !died) {
                break;
            }
            if (turns > TURNS_TO_REST) {
                findings.rule(false, "Timers come to rest.", turns);
                break;
            }
            if (findings.first() != null) {
                return;
            }
        }
        atRest();
    }

    private <T extends @Nullable Object> T inTimer(TransactionCallback<T> work) {
        try {
            return transaction.execute(
                    new TransactionCallback<T>() {
                        @Override
                        public T doInTransaction(TransactionStatus status) {
                            return work.doInTransaction(status);
                        }
                    });
        } catch (Fault | Unclear fault) {
            tally.faults++;
            throw fault;
        } catch (RuntimeException trouble) {
            findings.never("No timer fails.", trouble);
            throw trouble;
        }
    }

    private void atRest() {
        Instant now = clock.instant();
        var later = putBack(now);
        for (var id : open.ids()) {
            if (later.contains(id)) {
                continue;
            }
            var promise = promise(id);
            promiseRules.atRest(promise, now);
            warningRules.atRest(promise, now);
            if (later.isEmpty()) {
                peopleRules.atRest(promise, now);
            }
        }
        if (later.isEmpty()) {
            makeGoodRules.atRest(now);
        }
    }

    /// Things whose timer failed by a fault and comes again soon.
    private Set<UUID> putBack(Instant now) {
        Set<UUID> later = Set.of();
        for (var row : SimulatedTimers.shelf(store).rows().values()) {
            findings.rule(row.timer().dueAt().isAfter(now), "A timer that is due was fired.", row);
            if (row.attempts() > 0) {
                later = later.isEmpty() ? new HashSet<>() : later;
                later.add(row.timer().subject());
            }
        }
        return later;
    }

    /// Nothing breaks any more.
    void becomeCalm() {
        faults = false;
    }

    void compareAll() {
        witness.compareAll();
    }

    // --- what is seen

    @Override
    public void committed(List<Change> changes) {
        Instant now = clock.instant();
        tally.commits++;
        for (var change : changes) {
            if (change.shelf().name().equals("promise")
                    && change.after() instanceof Promise promise) {
                all.add(promise.id());
                if (promise.open()) {
                    open.add(promise.id());
                } else {
                    open.remove(promise.id());
                }
            }
        }
        trace.committed(changes);
        var facts = news.told();
        witness.committed(changes);
        historyRules.committed(changes, now);
        promiseRules.committed(changes, facts, now);
        warningRules.committed(changes, facts, now);
        makeGoodRules.committed(changes, now);
        peopleRules.committed(changes, open.ids());
        facts.clear();
    }

    @Override
    public void rolledBack(List<Change> undone) {
        tally.rollbacks++;
        witness.rolledBack(undone);
        news.told().clear();
    }
}
