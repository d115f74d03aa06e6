package kept.outbox;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Carries out effects, some at once, each under a short lease that is renewed while the node lives: if it dies,
/// another takes them over within seconds.
@Component
class OutboxWorker implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(OutboxWorker.class);
    private static final Duration LEASE = Duration.ofSeconds(12);
    private static final Duration RENEWAL = Duration.ofSeconds(3);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int AT_ONCE = 8;

    private final OutboxTable table;
    private final OutboxBell bell;
    private final Clock clock;
    private final Map<String, CarriesOut> byKind;
    private final boolean started;
    private final UUID holder = UUID.randomUUID();
    private volatile boolean running;
    private volatile Semaphore free = new Semaphore(AT_ONCE);
    private volatile long trustsLeasesFrom = System.nanoTime();
    private Thread taker = new Thread();
    private Thread renewer = new Thread();
    private ExecutorService carriers = Executors.newVirtualThreadPerTaskExecutor();

    OutboxWorker(
            OutboxTable table,
            OutboxBell bell,
            Clock clock,
            List<CarriesOut> all,
            @Value("${kept.outbox:true}") boolean started) {
        this.table = table;
        this.bell = bell;
        this.clock = clock;
        this.byKind =
                all.stream().collect(Collectors.toMap(CarriesOut::effectKind, Function.identity()));
        this.started = started;
    }

    private void run() {
        while (running) {
            var free = this.free;
            try {
                free.acquire();
                int most = 1 + free.drainPermits();
                var effects = taken(most);
                free.release(most - effects.size());
                for (var effect : effects) {
                    carriers.execute(() -> {
                        try {
                            carryOut(effect);
                        } finally {
                            free.release();
                        }
                    });
                }
                if (effects.isEmpty()) {
                    bell.await(LOOK);
                }
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException trouble) {
                if (running) {
                    log.error("The outbox cannot be read; the next try is in a second.", trouble);
                    distrustLeases();
                    this.free = new Semaphore(AT_ONCE);
                    pause(LOOK);
                }
            }
        }
    }

    private List<Effect> taken(int most) {
        boolean onlyFree = System.nanoTime() - trustsLeasesFrom < 0;
        return table.take(holder, clock.instant(), LEASE, onlyFree, most);
    }

    private void renew() {
        while (running) {
            long before = System.nanoTime();
            try {
                table.renew(holder, clock.instant(), LEASE);
            } catch (RuntimeException trouble) {
                log.warn("The leases could not be renewed: {}", trouble.getMessage());
                distrustLeases();
            }
            if (System.nanoTime() - before > RENEWAL.toNanos()) {
                distrustLeases();
            }
            pause(RENEWAL);
        }
    }

    /// While the database was away nobody could renew: a lease that ran out says nothing about its holder.
    private void distrustLeases() {
        trustsLeasesFrom = System.nanoTime() + LEASE.toNanos();
    }

    private void carryOut(Effect effect) {
        try {
            var carrier = byKind.get(effect.kind());
            var outcome =
                    carrier == null
                            ? new CarriesOut.Outcome.Again(
                                    Duration.ofHours(1), "nobody carries out " + effect.kind())
                            : carrier.carryOut(effect);
            switch (outcome) {
                case CarriesOut.Outcome.Over() -> table.over(effect.id(), holder);
                case CarriesOut.Outcome.Again(var pause, var trouble) -> {
                    log.atLevel(trouble.isEmpty() ? Level.DEBUG : Level.WARN)
                            .log(
                                    "{} {} is tried again in {}: {}",
                                    effect.kind(),
                                    effect.subject(),
                                    pause,
                                    trouble);
                    table.again(effect.id(), holder, clock.instant().plus(pause), trouble);
                }
            }
        } catch (RuntimeException trouble) {
            log.error(
                    "{} {} failed; it is tried again when its lease ends.",
                    effect.kind(),
                    effect.subject(),
                    trouble);
        }
    }

    private void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException _) {
            running = false;
        }
    }

    @Override
    public void start() {
        if (started) {
            running = true;
            carriers = Executors.newVirtualThreadPerTaskExecutor();
            taker = Thread.ofPlatform().daemon().name("outbox").start(this::run);
            renewer = Thread.ofPlatform().daemon().name("outbox-leases").start(this::renew);
        }
    }

    @Override
    public void stop() {
        running = false;
        taker.interrupt();
        renewer.interrupt();
        carriers.shutdown();
        try {
            if (!carriers.awaitTermination(15, TimeUnit.SECONDS)) {
                log.warn(
                        "Some sending did not end in time; it is tried again after the next start.");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
