package kept.voice;

import java.time.Duration;
import kept.contacts.Contact;
import kept.contacts.State;
import kept.journal.Entry;

/// The history of a call in words that people read.
public final class CallWords {
    private CallWords() {}

    public static String of(String kind) {
        return switch (kind) {
            case "contact.offered" -> "The telephone rang";
            case "contact.answered" -> "We answered";
            case "contact.menu" -> "Listened to the menu";
            case "contact.queued" -> "Asked for a person and waited";
            case "contact.offering" -> "Rang at an agent";
            case "contact.talking" -> "Talked";
            case "contact.held" -> "Was put on hold";
            case "contact.transferring" -> "Was being put through";
            case "contact.callbackOwed" -> "We owe a call";
            case "contact.diallingAgent" -> "We asked an agent to call back";
            case "contact.diallingCaller" -> "We called back";
            case "contact.confirming" -> "Somebody answered and was asked to press 1";
            case "contact.dialled" -> "An agent called";
            case "contact.outside" -> "Was put through to a number outside";
            case "contact.leavingMessage" -> "Was asked to leave a message";
            case "contact.about" -> "What it was about";
            case "contact.recordingAllowed" -> "May be recorded";
            case "contact.recordingRefused" -> "Does not want to be recorded";
            case "contact.recordingPaused" -> "The recording paused";
            case "contact.recordingResumed" -> "The recording went on";
            case "contact.recordingErased" -> "The recording was erased";
            case "contact.listenedTo" -> "Somebody listened to the recording";
            case "contact.supervised" -> "A lead took part";
            case "contact.closed" -> "It was over";
            case "contact.abandoned" -> "Gave up waiting";
            case "contact.dropped" -> "Was cut off";
            case "contact.refused" -> "Could not come in";
            default -> kind;
        };
    }

    /// What else was written down, without ids that nobody reads.
    public static String more(Entry entry) {
        return entry.body()
                .replaceAll("\"[a-zA-Z]+\":\"[0-9a-f]{8}-[0-9a-f-]{27}\",?", "")
                .replaceAll("[{}\"]", "")
                .replaceAll(":", ": ")
                .replaceAll(",(?=\\S)", ", ")
                .replaceAll("[,\\s]+$", "");
    }

    /// "3:05".
    public static String clock(Duration length) {
        return "%d:%02d".formatted(length.toMinutes(), length.toSecondsPart());
    }

    /// Where a call stands.
    public static String of(State state) {
        return switch (state) {
            case OFFERED, ANSWERED -> "is calling";
            case MENU -> "listens to the menu";
            case QUEUED -> "waits";
            case OFFERING -> "rings at an agent";
            case TALKING -> "talks";
            case HELD -> "waits on hold";
            case TRANSFERRING -> "is being put through";
            case CALLBACK_OWED -> "we owe a call";
            case DIALLING_AGENT -> "rings at an agent";
            case DIALLING_CALLER -> "is being called back";
            case CONFIRMING -> "is asked to press 1";
            case OUTSIDE -> "is put through to a number outside";
            case LEAVING_MESSAGE -> "leaves a message";
            case CLOSED -> "over";
            case ABANDONED -> "gave up waiting";
            case DROPPED -> "was cut off";
            case REFUSED -> "could not come in";
        };
    }

    /// What became of a call, or where it stands.
    public static String became(Contact contact) {
        var talked = contact.clocks().talkedAt();
        var ended = contact.clocks().endedAt();
        if (contact.state() == State.CLOSED && talked != null && ended != null) {
            return "talked " + clock(Duration.between(talked, ended));
        }
        return contact.state() == State.CLOSED && !contact.spot().outcome().isEmpty()
                ? contact.spot().outcome()
                : of(contact.state());
    }
}
