package kept.asterisk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kept.sip.Caller;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What we read of an event of Asterisk; all else in it is left aside.
///
/// @param type as in `StasisStart`
/// @param channel whom it is about, of a `Dial` the one that is called; empty for none
/// @param exten what was dialled in the dialplan
/// @param args what the dialplan wrote behind the name of the application
/// @param cause of Q.850, 0 for none
record AriEvent(
        String type,
        String channel,
        String state,
        Caller caller,
        String exten,
        List<String> args,
        int cause,
        String digit,
        String dialStatus) {
    private static final int LONGEST = 100;

    /// Empty for what is no event: it may be anything.
    static Optional<AriEvent> read(String text) {
        try {
            JsonNode event = Json.read(text);
            JsonNode channel = event.has("peer") ? event.path("peer") : event.path("channel");
            var args = new ArrayList<String>();
            event.path("args").forEach(arg -> args.add(word(arg)));
            String type = word(event.path("type"));
            return type.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new AriEvent(
                                    type,
                                    word(channel.path("id")),
                                    word(channel.path("state")),
                                    caller(channel.path("caller")),
                                    word(channel.path("dialplan").path("exten")),
                                    args,
                                    event.path("cause").intValue(0),
                                    word(event.path("digit")),
                                    word(event.path("dialstatus"))));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private static Caller caller(JsonNode node) {
        String number = word(node.path("number"));
        return number.isEmpty() || number.equalsIgnoreCase("anonymous")
                ? Caller.WITHHELD
                : Caller.of(number, word(node.path("name")));
    }

    private static String word(JsonNode node) {
        String text = node.stringValue("").replaceAll("\\p{Cntrl}", "").strip();
        return text.substring(0, Math.min(LONGEST, text.length()));
    }
}
