package kept.asterisk;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads what Asterisk sends, within bounds: it is a neighbour, not ourselves.
final class Json {
    /// The longest answer and event, in characters.
    static final int LONGEST = 1 << 22;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(20)
                                                    .maxStringLength(65_536)
                                                    .maxDocumentLength(LONGEST)
                                                    .build())
                                    .build())
                    .build();

    private Json() {}

    /// @throws tools.jackson.core.JacksonException if it is no JSON, or too much of it
    static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }
}
