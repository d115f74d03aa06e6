package kept.voice;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import kept.contacts.Contact;
import kept.journal.Actor;
import kept.media.Tape;
import kept.recordings.Recording.Consent;
import kept.recordings.Recording.Kind;
import kept.recordings.Recordings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is recorded of one conversation, from when it may be. It pauses when the agent says so, while somebody is on hold, and while
/// the caller presses keys, which may be the number of a card. All of it runs in the mailbox of its conversation.
final class CallTape {
    private static final Logger log = LoggerFactory.getLogger(CallTape.class);

    /// Why it pauses; it goes on when no reason is left.
    enum Pause {
        AGENT("paused by the agent"),
        HOLD("on hold"),
        KEYS("keys were pressed");

        private final String words;

        Pause(String words) {
            this.words = words;
        }
    }

    private final Exchange exchange;
    private final Set<Pause> pauses = EnumSet.noneOf(Pause.class);
    private @Nullable Consent consent;
    private Recordings.@Nullable Running running;
    private volatile @Nullable Tape tape;
    private long began;
    private volatile String standing = "";

    CallTape(Exchange exchange) {
        this.exchange = exchange;
    }

    /// Recording may begin.
    void allow(Consent why) {
        consent = why;
    }

    /// How it stands, for the agent: `recorded`, `paused`, `not recorded: ...` or an empty text.
    String standing() {
        var now = tape;
        return now == null || now.trouble().isEmpty()
                ? standing
                : "not recorded any more. " + now.trouble();
    }

    /// Records both sides from now on, if it may be.
    void talk(Contact contact, Leg caller, Leg agent) {
        if (consent == null || (tape == null && !start(contact, Kind.CALL, consent))) {
            return;
        }
        var now = tape;
        if (now != null) {
            caller.audio().record(now, Tape.Track.CALLER);
            agent.audio().record(now, Tape.Track.HOUSE);
        }
    }

    /// Records also who joins them on our side, where both are recorded.
    void joins(Leg leg) {
        var now = tape;
        if (now != null) {
            leg.audio().record(now, Tape.Track.HOUSE);
        }
    }

    /// Records what somebody leaves as a message.
    ///
    /// @return false if it cannot be recorded
    boolean message(Contact contact, Leg caller) {
        if (!start(contact, Kind.MESSAGE, Consent.LEFT)) {
            return false;
        }
        var now = tape;
        if (now != null) {
            caller.audio().record(now, Tape.Track.CALLER);
        }
        return true;
    }

    private boolean start(Contact contact, Kind kind, Consent why) {
        Recordings.Running row = null;
        try {
            row =
                    exchange.recordings()
                            .begin(contact, kind, why, exchange.recordingRule().keptFor());
            tape = Tape.to(row.file());
            running = row;
            began = System.nanoTime();
            standing = "recorded";
            return true;
        } catch (UncheckedIOException e) {
            log.warn("A call is not recorded, because its file cannot be written.", e);
            standing = "not recorded: its file cannot be written";
            if (row != null) {
                exchange.recordings().failed(row.id(), "Its file could not be written.");
            }
            return false;
        }
    }

    void pause(Pause why, Contact contact) {
        var now = tape;
        if (now != null && pauses.add(why) && pauses.size() == 1) {
            now.pause();
            standing = "paused";
            mark(why.words);
            note(contact, "contact.recordingPaused", why);
        }
    }

    void resume(Pause why, Contact contact) {
        var now = tape;
        if (now != null && pauses.remove(why) && pauses.isEmpty()) {
            now.resume();
            standing = "recorded";
            mark("goes on");
            note(contact, "contact.recordingResumed", why);
        }
    }

    /// Marks a moment.
    void mark(String what) {
        var row = running;
        if (row != null) {
            exchange.recordings().mark(row.id(), length(), what);
        }
    }

    Duration length() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private void note(Contact contact, String kind, Pause why) {
        exchange.contacts().note(contact.id(), kind, Actor.KEPT, Map.of("why", why.words));
    }

    /// The call is over: what was recorded is kept, on a thread of its own.
    void close() {
        var now = tape;
        var row = running;
        tape = null;
        standing = "";
        if (now != null && row != null) {
            exchange.keepLater(() -> {
                now.close();
                exchange.recordings().keep(row.id(), now.trouble());
            });
        }
    }
}
