package kept.live;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import kept.journal.Written;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// Keeps the streams (server-sent events) of open pages. A topic is the id of a thing, or "all". The event `changed`
/// says only that something did; what is shown is asked for with the rights of whoever looks.
@Service
public class Live {
    public static final String ALL = "all";

    /// Pages that ask at every change may be told this often.
    private static final Duration SPACING = Duration.ofSeconds(1);

    private static final Duration JUST_NOW = Duration.ofSeconds(5);
    private static final int MOST_TOPICS = 20_000;

    private static final Logger log = LoggerFactory.getLogger(Live.class);

    private final Map<String, Set<Watcher>> byTopic = new ConcurrentHashMap<>();
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();

    private final Map<String, Long> changedAt = new ConcurrentHashMap<>();
    private final Map<String, Typing> typing = new ConcurrentHashMap<>();

    private static final class Watcher {
        private final UUID person;
        private final SseEmitter emitter = new SseEmitter(0L);
        private final AtomicBoolean changePending = new AtomicBoolean();
        private final ReentrantLock sending = new ReentrantLock();

        private long toldAt = System.nanoTime() - SPACING.toNanos();

        Watcher(UUID person) {
            this.person = person;
        }

        /// Waits until a page may be told again. What changes meanwhile is told then, so the last change is never lost.
        void rest() {
            long left = toldAt + SPACING.toNanos() - System.nanoTime();
            if (left > 0) {
                LockSupport.parkNanos(left);
            }
            toldAt = System.nanoTime();
        }
    }

    /// Opens a stream on one topic for a person.
    public SseEmitter watch(String topic, UUID person) {
        var watcher = new Watcher(person);
        byTopic.computeIfAbsent(topic, _ -> ConcurrentHashMap.newKeySet()).add(watcher);
        watcher.emitter.onCompletion(() -> forget(topic, watcher));
        watcher.emitter.onTimeout(() -> forget(topic, watcher));
        watcher.emitter.onError(_ -> forget(topic, watcher));
        senders.execute(() -> {
            send(topic, watcher, SseEmitter.event().comment("watching"));
            // what changed while the page was on its way to this stream would be missed
            if (changedJustNow(topic)) {
                tell(topic, watcher);
            }
        });
        return watcher.emitter;
    }

    private void forget(String topic, Watcher watcher) {
        byTopic.computeIfPresent(
                topic,
                (_, watchers) -> {
                    watchers.remove(watcher);
                    return watchers.isEmpty() ? null : watchers;
                });
    }

    /// After the commit, on no thread that anybody waits for.
    @TransactionalEventListener
    void on(Written written) {
        changed(written.stream().toString());
        changed(ALL);
    }

    /// Tells the pages on this topic that something changed: the first change at once, those of the next second together after it.
    public void changed(String topic) {
        if (changedAt.size() >= MOST_TOPICS) {
            changedAt.clear();
        }
        changedAt.put(topic, System.nanoTime());
        for (var watcher : byTopic.getOrDefault(topic, Set.of())) {
            tell(topic, watcher);
        }
    }

    private void tell(String topic, Watcher watcher) {
        if (watcher.changePending.compareAndSet(false, true)) {
            senders.execute(() -> {
                watcher.rest();
                watcher.changePending.set(false);
                send(topic, watcher, SseEmitter.event().name("changed").data("1"));
            });
        }
    }

    private boolean changedJustNow(String topic) {
        Long at = changedAt.get(topic);
        return at != null && System.nanoTime() - at < JUST_NOW.toNanos();
    }

    /// Somebody is typing an answer; his name stands on the pages of the others on this topic until he stops for `longest`.
    public void answering(String topic, UUID person, String name, Duration longest) {
        typing.put(topic, new Typing(name, System.nanoTime() + longest.toNanos()));
        String sentence = name.replaceAll("[<>&\\p{Cntrl}]", "") + " is answering";
        for (var watcher : byTopic.getOrDefault(topic, Set.of())) {
            if (!watcher.person.equals(person)) {
                senders.execute(() ->
                        send(topic, watcher, SseEmitter.event().name("answering").data(sentence)));
            }
        }
    }

    /// Who is typing on this topic now, or an empty text.
    public String shown(String topic) {
        var who = typing.get(topic);
        if (who == null) {
            return "";
        }
        if (System.nanoTime() - who.until() > 0) {
            typing.remove(topic, who);
            return "";
        }
        return who.name();
    }

    private record Typing(String name, long until) {}

    private void send(String topic, Watcher watcher, SseEmitter.SseEventBuilder event) {
        watcher.sending.lock();
        try {
            watcher.emitter.send(event);
        } catch (IOException | IllegalStateException e) {
            log.debug("A page went away", e);
            forget(topic, watcher);
        } finally {
            watcher.sending.unlock();
        }
    }

    /// How many pages are open on this node.
    public int watchers() {
        return byTopic.values().stream().mapToInt(Set::size).sum();
    }

    /// Open streams would hold up a shutdown until its time limit.
    @EventListener(ContextClosedEvent.class)
    void close() {
        byTopic.values().forEach(watchers -> watchers.forEach(w -> w.emitter.complete()));
    }
}
