package kept.voice;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Looks every second whether somebody is still to be heard. One who is silent is asked by signalling, which a telephone answers at
/// once; who answers neither way is gone. It lives in the mailbox of its conversation.
final class SilenceWatch {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

    private final Mailbox box;
    private final Supplier<Optional<Leg>> watched;
    private final Runnable gone;
    private boolean over;

    /// @param watched who is listened to now, if anybody
    /// @param gone done once, when he is heard and answers no more
    SilenceWatch(Mailbox box, Supplier<Optional<Leg>> watched, Runnable gone) {
        this.box = box;
        this.watched = watched;
        this.gone = gone;
    }

    void begin() {
        box.after(EVERY, this::look);
    }

    void stop() {
        over = true;
    }

    /// A silent telephone answered.
    static void isThere(Leg leg) {
        if (leg.tooQuiet()) {
            leg.answersInSilence();
        }
    }

    private void look() {
        if (over) {
            return;
        }
        var quiet = watched.get().filter(Leg::tooQuiet);
        if (quiet.isEmpty()) {
            begin();
        } else {
            quiet.get().ask();
            box.after(ANSWER_WITHIN, this::lookAgain);
        }
    }

    private void lookAgain() {
        if (over) {
            return;
        }
        if (watched.get().filter(Leg::tooQuiet).isPresent()) {
            over = true;
            gone.run();
        } else {
            begin();
        }
    }
}
