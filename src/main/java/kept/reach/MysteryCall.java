package kept.reach;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import kept.contacts.Contact;
import kept.contacts.Contacts;
import kept.hearing.Fingerprint;
import kept.hearing.Match;
import kept.hearing.Recogniser;
import kept.media.AudioPort;
import kept.media.Listening;
import kept.media.Sound;
import kept.sip.Caller;
import kept.voice.Line;
import kept.voice.OurLines;
import org.jspecify.annotations.Nullable;

/// One call to a line of ours without anybody: it listens, presses keys, and reads in the ledger where they led. Its methods wait, so
/// they are called on a thread of their own.
final class MysteryCall implements AutoCloseable {
    /// Whom the ledger shows.
    private static final Caller ITSELF = Caller.of("check", "Kept itself");

    private static final long LOOK_MILLIS = 40;
    private static final long LISTEN_MILLIS = 250;

    /// No prompt is looked for further back.
    private static final int WINDOW = 12 * Sound.RATE;

    private final Contacts contacts;
    private final AudioPort audio;
    private final Listening listening;
    private final OutsideLeg leg;
    private final OurLines.OwnCall call;
    private final long dialled = System.nanoTime();
    private long mark;

    MysteryCall(OurLines lines, Contacts contacts, MysteryPhone phone, Line line) {
        this.contacts = contacts;
        this.audio = phone.port();
        this.listening = audio.listen();
        this.leg = new OutsideLeg(audio, phone.host());
        this.call = lines.call(phone.line(), line, ITSELF, true, leg.offer(), leg);
    }

    /// How long it took to be answered; empty if that was too long.
    Optional<Duration> answered(Duration patience) {
        return within(leg.answered(), patience).map(at -> Duration.ofNanos(at - dialled));
    }

    /// From the answer to the first sound; empty if that was too long.
    Optional<Duration> firstSound(Duration patience) {
        long answered = leg.answered().getNow(dialled);
        until(patience, () -> listening.soundAfter(answered).isPresent());
        return listening.soundAfter(answered);
    }

    /// What is heard from the last key on: the expected prompt as soon as it is clear, else what was clear first when time is up.
    Match hear(String expected, Map<String, Fingerprint> known, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        Match match;
        @Nullable Match first = null;
        do {
            pause(LISTEN_MILLIS);
            var samples = listening.since(Math.max(mark, listening.mark() - WINDOW));
            match = Recogniser.best(Fingerprint.of(samples), known);
            first = first == null && match.clear() ? match : first;
        } while (!(match.clear() && match.name().equals(expected))
                && System.nanoTime() < end
                && !leg.over().isDone()
                && !Thread.currentThread().isInterrupted());
        return first == null || match.name().equals(expected) ? match : first;
    }

    /// Presses a key (RFC 4733); what is heard before it no longer counts.
    void press(char key) {
        mark = listening.mark();
        audio.sendDigits(String.valueOf(key));
    }

    /// Whether any sound came since the last key.
    boolean hearsSomething() {
        for (short sample : listening.since(mark)) {
            if (Math.abs(sample) > 500) {
                return true;
            }
        }
        return false;
    }

    /// How it ended, if it did.
    Optional<String> over() {
        return leg.over().isDone() ? Optional.of(leg.over().join()) : Optional.empty();
    }

    /// What the ledger says of this call, as soon as it is so or when time is up.
    Optional<Contact> ledger(Predicate<Contact> so, Duration patience) {
        var id = within(call.contact(), patience);
        if (id.isEmpty()) {
            return Optional.empty();
        }
        until(patience, () -> contacts.find(id.get()).filter(so).isPresent());
        return contacts.find(id.get());
    }

    @Override
    public void close() {
        call.hangUp();
        audio.close();
    }

    private static <T> Optional<T> within(CompletableFuture<T> future, Duration patience) {
        try {
            return Optional.of(future.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static void until(Duration patience, java.util.function.BooleanSupplier so) {
        long end = System.nanoTime() + patience.toNanos();
        while (!so.getAsBoolean()
                && System.nanoTime() < end
                && !Thread.currentThread().isInterrupted()) {
            pause(LOOK_MILLIS);
        }
    }

    private static void pause(long millis) {
        try {
            // a call of ours is listened to and looked up as a person would, at the pace of time;
            // nothing tells when to go on
            Thread.sleep(millis);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
