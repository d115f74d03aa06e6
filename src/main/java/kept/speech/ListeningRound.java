package kept.speech;

import java.nio.file.Path;
import java.time.Duration;
import kept.jobs.Round;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.stereotype.Component;

/// Listens while the program runs, where `KEPT_SPEECH_MODEL` names the folder of a model: on a thread of its own with the lowest
/// priority, because it computes for long and calls come first.
@Component
@ConditionalOnExpression("!'${kept.speech-model:}'.isBlank()")
class ListeningRound implements Round {
    private static final Logger log = LoggerFactory.getLogger(ListeningRound.class);

    private final Path folder;
    private final Listening listening;
    private String trouble = "";

    ListeningRound(@Value("${kept.speech-model}") Path folder, Listening listening) {
        this.folder = folder;
        this.listening = listening;
    }

    @Override
    public String roundName() {
        return "listening";
    }

    @Override
    public Duration rest() {
        return Duration.ofSeconds(10);
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // a hint to the machine, on which nothing relies
    public void turn() {
        if (!listening.waits()) {
            return;
        }
        var thread = Thread.ofPlatform().name("listening").daemon().unstarted(this::listen);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException _) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        try (SpeechToText engine = Vosk.open(folder)) {
            trouble = "";
            while (!Thread.currentThread().isInterrupted() && listening.next(engine)) {
                // until nothing is left
            }
        } catch (SpeechTrouble e) {
            say(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            log.warn("Recordings are not written down now; it is tried again.", e);
        }
    }

    private void say(@Nullable String why) {
        String now = String.valueOf(why);
        if (!now.equals(trouble)) {
            log.error("What is said in calls is not written down: {} It is tried again.", now);
        }
        trouble = now;
    }
}
