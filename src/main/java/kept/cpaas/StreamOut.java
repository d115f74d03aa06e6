package kept.cpaas;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What waits to go out by one WebSocket. It holds a second of sound at most: where the socket is slower than that, what waits is
/// thrown away, because late sound is worth less than what is said now.
final class StreamOut {
    private static final int MOST = 50;

    private final BiConsumer<String, Consumer<Boolean>> socket;
    private final Runnable onBroken;
    private final Queue<String> waiting = new ArrayDeque<>();
    private boolean sending;
    private boolean broken;
    private int dropped;

    /// @param socket sends one text and tells whether it went, later or at once
    /// @param onBroken done once, when it did not
    StreamOut(BiConsumer<String, Consumer<Boolean>> socket, Runnable onBroken) {
        this.socket = socket;
        this.onBroken = onBroken;
    }

    /// @param instead sent in place of what is thrown away, if anything is
    void send(String text, String instead) {
        synchronized (waiting) {
            if (broken) {
                return;
            }
            if (waiting.size() >= MOST) {
                dropped += waiting.size();
                waiting.clear();
                waiting.add(instead);
            }
            waiting.add(text);
            if (sending) {
                return;
            }
            sending = true;
        }
        next();
    }

    /// How many messages were thrown away.
    int dropped() {
        synchronized (waiting) {
            return dropped;
        }
    }

    private void next() {
        String text = taken();
        if (text != null) {
            socket.accept(
                    text,
                    went -> {
                        if (went) {
                            next();
                        } else {
                            broke();
                        }
                    });
        }
    }

    private @Nullable String taken() {
        synchronized (waiting) {
            String text = broken ? null : waiting.poll();
            sending = text != null;
            return text;
        }
    }

    private void broke() {
        synchronized (waiting) {
            if (broken) {
                return;
            }
            broken = true;
            waiting.clear();
        }
        onBroken.run();
    }
}
