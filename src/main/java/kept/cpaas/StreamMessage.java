package kept.cpaas;

import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is said on a stream, by either side.
sealed interface StreamMessage {
    /// The longest message, in characters: about five seconds of sound.
    int LONGEST = 65_536;

    /// The stream of this call begins.
    record Start(String stream, String call, String encoding) implements StreamMessage {}

    /// Sound of the caller in mu-law.
    ///
    /// @param at milliseconds from the start, -1 if it does not say
    record Media(byte[] sound, long at) implements StreamMessage {}

    record Key(char digit) implements StreamMessage {}

    /// All that we sent before our mark of this name was heard.
    record Mark(String name) implements StreamMessage {}

    /// The call or its stream is over, as one ends it.
    record Stop() implements StreamMessage {}

    JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(10)
                                                    .maxStringLength(LONGEST)
                                                    .maxDocumentLength(LONGEST)
                                                    .build())
                                    .build())
                    .build();

    /// Empty for what is none of these; it may be anything.
    static Optional<StreamMessage> read(String text) {
        try {
            JsonNode all = MAPPER.readTree(text);
            return switch (all.path("event").stringValue("")) {
                case "start" -> Optional.of(start(all.path("start")));
                case "media" -> media(all.path("media"));
                case "dtmf" -> key(all.path("dtmf").path("digit").stringValue(""));
                case "mark" -> Optional.of(new Mark(all.path("mark").path("name").stringValue("")));
                case "stop" -> Optional.of(new Stop());
                default -> Optional.empty();
            };
        } catch (JacksonException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Start start(JsonNode start) {
        return new Start(
                start.path("streamSid").stringValue(""),
                start.path("callSid").stringValue(""),
                start.path("mediaFormat").path("encoding").stringValue("audio/x-mulaw"));
    }

    private static Optional<StreamMessage> media(JsonNode media) {
        if (!media.path("track").stringValue("inbound").equals("inbound")) {
            return Optional.empty();
        }
        byte[] sound = Base64.getDecoder().decode(media.path("payload").stringValue(""));
        String at = media.path("timestamp").stringValue("");
        return Optional.of(new Media(sound, at.matches("\\d{1,9}") ? Long.parseLong(at) : -1));
    }

    private static Optional<StreamMessage> key(String digit) {
        return digit.matches("[0-9A-D*#]")
                ? Optional.of(new Key(digit.charAt(0)))
                : Optional.empty();
    }

    // --- ours; the names of streams were checked, and need no escape

    static String media(String stream, byte[] sound) {
        return "{\"event\":\"media\",\"streamSid\":\""
                + stream
                + "\",\"media\":{\"payload\":\""
                + Base64.getEncoder().encodeToString(sound)
                + "\"}}";
    }

    static String mark(String stream, String name) {
        return "{\"event\":\"mark\",\"streamSid\":\""
                + stream
                + "\",\"mark\":{\"name\":\""
                + name
                + "\"}}";
    }

    /// What was sent and not yet heard is left out.
    static String clear(String stream) {
        return "{\"event\":\"clear\",\"streamSid\":\"" + stream + "\"}";
    }
}
