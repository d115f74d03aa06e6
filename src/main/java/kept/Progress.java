package kept;

import java.time.Duration;

/// Tells on stderr how far a long command is, at most twice a second.
final class Progress {
    private static final long PAUSE = Duration.ofMillis(500).toNanos();

    private final Console console;
    private long last = System.nanoTime();

    Progress(Console console) {
        this.console = console;
    }

    void at(String sentence) {
        if (System.nanoTime() - last > PAUSE) {
            last = System.nanoTime();
            console.trouble(sentence);
        }
    }
}
