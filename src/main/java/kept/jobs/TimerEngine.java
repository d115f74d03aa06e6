package kept.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import kept.database.Lanes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Fires timers that are due. A turn takes some, does what they ask and commits, all in one transaction: after a
/// crash they are all still there, and two nodes never do the same one. No lease can expire in between. When more are
/// due than one turn takes, some workers take turns side by side, a connection of the timers' lane each.
@Component
public class TimerEngine implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(TimerEngine.class);
    private static final int AT_ONCE = 50;
    private static final Duration STUCK = Duration.ofSeconds(60);

    private final TimerTable table;
    private final TimerAlarm alarm;
    private final ClockGuard guard;
    private final Clock clock;
    private final TransactionOperations transaction;
    private final Map<String, FiresTimers> byKind;
    private final boolean started;
    private final int workers;
    private volatile @Nullable Thread thread;
    private volatile long lastTurn = System.nanoTime();

    TimerEngine(
            TimerTable table,
            TimerAlarm alarm,
            ClockGuard guard,
            Clock clock,
            TransactionOperations transaction,
            List<FiresTimers> all,
            @Value("${kept.timers:true}") boolean started,
            @Value("${kept.database.timer-connections:3}") int workers) {
        this.table = table;
        this.alarm = alarm;
        this.guard = guard;
        this.clock = clock;
        this.transaction = transaction;
        this.byKind =
                all.stream().collect(Collectors.toMap(FiresTimers::timerKind, Function.identity()));
        this.started = started;
        this.workers = workers;
    }

    /// Fires what is due now and returns how many that were.
    public int turn() {
        if (!guard.trusts()) {
            return 0;
        }
        try {
            return taken(AT_ONCE);
        } catch (RuntimeException together) {
            log.warn("Some timers failed together; each is tried alone now.", together);
            return oneByOne();
        }
    }

    private int taken(int most) {
        return Lanes.timers(() ->
                transaction.execute(_ -> {
                    Instant now = clock.instant();
                    var timers = table.take(now, most);
                    timers.forEach(timer -> fire(timer, now));
                    return timers.size();
                }));
    }

    private int oneByOne() {
        int fired = 0;
        for (int i = 0; i < AT_ONCE; i++) {
            var current = new Timer[1];
            try {
                int count =
                        Lanes.timers(() ->
                                transaction.execute(_ -> {
                                    Instant now = clock.instant();
                                    var timers = table.take(now, 1);
                                    timers.forEach(timer -> {
                                        current[0] = timer;
                                        fire(timer, now);
                                    });
                                    return timers.size();
                                }));
                if (count == 0) {
                    break;
                }
                fired += count;
            } catch (RuntimeException alone) {
                if (current[0] == null) {
                    throw alone;
                }
                putBack(current[0], alone);
            }
        }
        return fired;
    }

    private void putBack(Timer timer, RuntimeException trouble) {
        log.error(
                "Timer {} of {} failed and is tried again later.",
                timer.kind(),
                timer.subject(),
                trouble);
        Lanes.timers(() -> {
            transaction.executeWithoutResult(
                    _ -> table.putBack(timer, String.valueOf(trouble), clock.instant()));
            return 0;
        });
    }

    private void fire(Timer timer, Instant now) {
        var fires = byKind.get(timer.kind());
        if (fires == null) {
            throw new IllegalStateException(
                    "nobody answers to timers of kind "
                            + timer.kind()
                            + "; a newer version of Kept set it");
        }
        fires.fire(timer, now);
    }

    /// False when no turn has ended for a minute.
    public boolean alive() {
        return !started || Duration.ofNanos(System.nanoTime() - lastTurn).compareTo(STUCK) < 0;
    }

    private void run() {
        while (thread == Thread.currentThread()) {
            try {
                if (turnAndMore()) {
                    rush();
                } else {
                    Lanes.timers(table::next).ifPresent(alarm::expect);
                    alarm.await();
                }
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException trouble) {
                // a turn that failed has ended too: the engine is not stuck
                lastTurn = System.nanoTime();
                if (thread == Thread.currentThread()) {
                    log.error("Timers cannot be read; the next try is in a second.", trouble);
                    pause();
                }
            }
        }
    }

    private boolean turnAndMore() {
        int fired = turn();
        lastTurn = System.nanoTime();
        return fired == AT_ONCE;
    }

    /// Takes turns side by side until one finds less than it could take.
    private void rush() throws InterruptedException {
        var others = new ArrayList<Thread>();
        for (int i = 1; i < workers; i++) {
            others.add(Thread.ofPlatform().daemon().name("timers-" + i).start(this::drain));
        }
        drain();
        for (var other : others) {
            other.join();
        }
    }

    private void drain() {
        try {
            while (thread != null && turnAndMore()) {}
        } catch (RuntimeException trouble) {
            log.error("A worker of the timers stops; the next turn is in a second.", trouble);
        }
    }

    private void pause() {
        try {
            Thread.sleep(Duration.ofSeconds(1));
        } catch (InterruptedException _) {
            thread = null;
        }
    }

    @Override
    public void start() {
        if (started) {
            var worker = new Thread(this::run, "timers");
            worker.setDaemon(true);
            thread = worker;
            worker.start();
        }
    }

    @Override
    public void stop() {
        var worker = thread;
        thread = null;
        if (worker != null) {
            worker.interrupt();
            try {
                worker.join(Duration.ofSeconds(10));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
