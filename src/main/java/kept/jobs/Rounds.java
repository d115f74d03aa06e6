package kept.jobs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Takes the turns of every [Round], each on a thread of its own; one that fails is tried again after its rest.
@Component
class Rounds implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Rounds.class);

    private final List<Round> rounds;
    private final boolean started;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    Rounds(List<Round> rounds, @Value("${kept.timers:true}") boolean started) {
        this.rounds = rounds;
        this.started = started;
    }

    private void run(Round round) {
        while (running) {
            try {
                round.turn();
            } catch (RuntimeException trouble) {
                if (running) {
                    log.warn(
                            "The round {} failed and is taken again in {} s.",
                            round.roundName(),
                            round.rest().toSeconds(),
                            trouble);
                }
            }
            try {
                Thread.sleep(round.rest());
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    @Override
    public void start() {
        if (started) {
            running = true;
            for (var round : rounds) {
                threads.add(Thread.ofVirtual().name(round.roundName()).start(() -> run(round)));
            }
        }
    }

    @Override
    public void stop() {
        running = false;
        threads.forEach(Thread::interrupt);
        try {
            for (var thread : threads) {
                thread.join(Duration.ofSeconds(5));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
