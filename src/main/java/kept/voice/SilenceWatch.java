package kept.voice;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Looks every second whether somebody is still to be heard. One who is silent is asked by signalling, which a telephone answers at
/// once; who answers neither way is gone. It lives in the mailbox of its conversation.
final class SilenceWatch {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

    private final Mailbox box;
    private final Supplier<Optional<Leg>> watched;
    private final Consumer<Leg> gone;
    private boolean over;

    /// @param watched who is listened to now, if anybody
    /// @param gone told of each who is heard no more and does not answer
    SilenceWatch(Mailbox box, Supplier<Optional<Leg>> watched, Consumer<Leg> gone) {
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
        watched.get()
                .filter(Leg::tooQuiet)
                .ifPresentOrElse(
                        leg -> {
                            leg.ask();
                            box.after(ANSWER_WITHIN, () -> lookAgain(leg));
                        },
                        this::begin);
    }

    private void lookAgain(Leg asked) {
        if (over) {
            return;
        }
        begin();
        if (watched.get().filter(leg -> leg == asked && leg.tooQuiet()).isPresent()) {
            gone.accept(asked);
        }
    }
}
