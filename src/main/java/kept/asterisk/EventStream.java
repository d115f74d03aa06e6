package kept.asterisk;

import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the stream of events open, by a virtual thread of its own: pings it, and opens it anew when it broke, after one second at first and
/// ten at most.
final class EventStream implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EventStream.class);
    private static final Duration PING_EVERY = Duration.ofSeconds(5);
    private static final int MISSED_PONGS = 2;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Ari ari;
    private final String name;
    private final Consumer<AriEvent> onEvent;
    private final Runnable onOpen;
    private final Thread keeper;
    private volatile boolean closed;
    private volatile String trouble = "";

    /// @param onEvent told one after the other, on a thread that must not wait
    /// @param onOpen done each time it was opened, before the next event; it may wait
    EventStream(Ari ari, String name, Consumer<AriEvent> onEvent, Runnable onOpen) {
        this.ari = ari;
        this.name = name;
        this.onEvent = onEvent;
        this.onOpen = onOpen;
        trouble = name + " is not connected yet.";
        keeper = Thread.ofVirtual().name("asterisk " + name).unstarted(this::keepOpen);
    }

    void start() {
        keeper.start();
    }

    String trouble() {
        return trouble;
    }

    @Override
    public void close() {
        closed = true;
        keeper.interrupt();
    }

    private void keepOpen() {
        Duration pause = Duration.ofSeconds(1);
        while (!closed) {
            try {
                long opened = System.nanoTime();
                listen();
                boolean stood = System.nanoTime() - opened > Duration.ofSeconds(30).toNanos();
                pause = stood ? Duration.ofSeconds(1) : longer(pause);
            } catch (IOException e) {
                broken(String.valueOf(e.getMessage()));
                pause = longer(pause);
            } catch (InterruptedException _) {
                return;
            }
            try {
                // whoever is away is asked more and more seldom; closing the stream wakes it
                Thread.sleep(pause);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private static Duration longer(Duration pause) {
        Duration next = pause.multipliedBy(2);
        return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
    }

    private void broken(String why) {
        String now = "%s cannot be reached: %s. It is tried again.".formatted(name, why);
        if (!closed && !now.equals(trouble)) {
            log.warn("{}", now);
            trouble = now;
        }
    }

    /// Returns when the stream is over.
    private void listen() throws IOException, InterruptedException {
        var ears = new Ears();
        WebSocket socket = open(ears);
        try {
            trouble = "";
            log.info("{} tells us what happens to its calls.", name);
            onOpen.run();
            socket.request(1);
            while (!ears.over.await(PING_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                if (ears.unanswered++ >= MISSED_PONGS) {
                    break;
                }
                var _ = socket.sendPing(ByteBuffer.allocate(0));
            }
        } finally {
            socket.abort();
        }
        broken(ears.why);
    }

    private WebSocket open(Ears ears) throws IOException, InterruptedException {
        var opening = ari.events(ears);
        try {
            return opening.get(10, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            opening.cancel(true);
            throw new IOException("no answer within ten seconds", e);
        } catch (ExecutionException e) {
            throw new IOException(said(e.getCause()), e);
        }
    }

    private static String said(@Nullable Throwable why) {
        if (why instanceof java.net.http.WebSocketHandshakeException shake) {
            int status = shake.getResponse().statusCode();
            return status == 401
                    ? "it does not know our user or password"
                    : "it answered with status " + status;
        }
        return why instanceof java.net.ConnectException
                ? "nobody listens there"
                : why == null ? "unknown" : String.valueOf(why.getMessage());
    }

    private final class Ears implements WebSocket.Listener {
        private final CountDownLatch over = new CountDownLatch(1);
        private final StringBuilder text = new StringBuilder();
        private volatile int unanswered;
        private volatile String why = "it no longer answers";
        private boolean tooLong;

        @Override
        public void onOpen(WebSocket socket) {
            // the first is asked for when we have looked around
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence part, boolean last) {
            unanswered = 0;
            tooLong |= text.length() + part.length() > Json.LONGEST;
            if (!tooLong) {
                text.append(part);
            }
            if (last) {
                told();
            }
            socket.request(1);
            return null;
        }

        private void told() {
            String whole = text.toString();
            text.setLength(0);
            if (tooLong) {
                tooLong = false;
                log.warn("{} sent an event that is too long; it is left aside.", name);
                return;
            }
            try {
                AriEvent.read(whole).ifPresent(onEvent);
            } catch (RuntimeException e) {
                log.warn("An event of {} is left aside, because it could not be read.", name, e);
            }
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
            unanswered = 0;
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(
                WebSocket socket, ByteBuffer data, boolean last) {
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            why = "it closed the stream of events";
            over.countDown();
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            why = "the stream of events broke";
            over.countDown();
        }
    }
}
