package kept.voice;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import kept.journal.Actor;
import kept.recordings.Recording.Consent;

/// Tells the other side that the call is recorded, or asks whether it may be, before anything is. A no never ends the call.
final class ConsentToRecord {
    private static final Duration OBJECT_WITHIN = Duration.ofMillis(1_500);
    private static final Duration AGREE_WITHIN = Duration.ofSeconds(5);

    private final Conversation talk;
    private final RecordingRule.Mode mode;
    private final Runnable then;
    private boolean over;

    private ConsentToRecord(Conversation talk, RecordingRule.Mode mode, Runnable then) {
        this.talk = talk;
        this.mode = mode;
        this.then = then;
    }

    /// @param then what comes after, whatever the answer
    static ConsentToRecord ask(Conversation talk, Runnable then) {
        // our own calls are no talks, and hear the menu at once
        var mode =
                talk.contact().party().synthetic()
                        ? RecordingRule.Mode.OFF
                        : talk.exchange().recordingRule().mode();
        var asked = new ConsentToRecord(talk, mode, then);
        asked.ask();
        return asked;
    }

    private void ask() {
        switch (mode) {
            case OFF -> done();
            case ANNOUNCED ->
                    say(Texts.RECORDED, OBJECT_WITHIN, () -> allow(Consent.ANNOUNCED, ""));
            case AGREED -> say(Texts.MAY_WE_RECORD, AGREE_WITHIN, this::refuse);
        }
    }

    private void say(String text, Duration patience, Runnable silence) {
        talk.say(
                List.of(text),
                () ->
                        talk.after(
                                patience,
                                () -> {
                                    if (!over) {
                                        silence.run();
                                    }
                                }));
    }

    /// Whether the key was for this question.
    boolean key(char digit) {
        if (over) {
            return false;
        }
        talk.stopSaying();
        if (mode == RecordingRule.Mode.AGREED && digit == '1') {
            allow(Consent.AGREED, "1");
        } else if (mode == RecordingRule.Mode.AGREED || digit == '2') {
            refuse();
        } else {
            allow(Consent.ANNOUNCED, "");
        }
        return true;
    }

    private void allow(Consent consent, String key) {
        talk.tape().allow(consent);
        note(
                "contact.recordingAllowed",
                key.isEmpty()
                        ? Map.of("how", "heard it and stayed")
                        : Map.of("how", "pressed " + key));
        done();
    }

    private void refuse() {
        note("contact.recordingRefused", Map.of());
        talk.say(List.of(Texts.NOT_RECORDED), this::done);
        over = true;
    }

    private void note(String kind, Map<String, String> facts) {
        talk.exchange().contacts().note(talk.contact().id(), kind, Actor.KEPT, facts);
    }

    private void done() {
        over = true;
        talk.passed();
        then.run();
    }
}
