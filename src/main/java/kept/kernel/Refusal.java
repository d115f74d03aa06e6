package kept.kernel;

import java.util.List;
import java.util.Map;

/// Something a person can mend: a move that is not allowed now, or a value that cannot be taken. It becomes a
/// sentence beside the form, and problem+json in the API (RFC 9457). Everything else that is thrown is a bug.
public class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// Why it is refused; decides the HTTP status.
    public enum Kind {
        MALFORMED(400),
        FORBIDDEN(403),
        NOT_FOUND(404),
        CONFLICT(409),
        LOST_RACE(412),
        TOO_LARGE(413),
        INVALID(422),
        TOO_MANY(429),
        NO_ROOM(507);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        /// The HTTP status (RFC 9110).
        public int status() {
            return status;
        }
    }

    private final Kind kind;
    private final String field;
    private final transient List<Map<String, Object>> because;

    public Refusal(Kind kind, String field, String sentence, List<Map<String, Object>> because) {
        super(sentence, null, false, false);
        this.kind = kind;
        this.field = field;
        this.because = List.copyOf(because);
    }

    public Refusal(Kind kind, String sentence) {
        this(kind, "", sentence, List.of());
    }

    public Kind kind() {
        return kind;
    }

    /// The name of the field that is at fault, or an empty string.
    public String field() {
        return field;
    }

    /// What stands in the way, one map for each, for programs to read.
    public List<Map<String, Object>> because() {
        return because;
    }

    /// What a person can act on.
    public String sentence() {
        return String.valueOf(getMessage());
    }

    public static Refusal malformed(String field, String sentence) {
        return new Refusal(Kind.MALFORMED, field, sentence, List.of());
    }

    public static Refusal invalid(String field, String sentence) {
        return new Refusal(Kind.INVALID, field, sentence, List.of());
    }

    public static Refusal conflict(String sentence) {
        return new Refusal(Kind.CONFLICT, sentence);
    }

    public static Refusal notFound(String sentence) {
        return new Refusal(Kind.NOT_FOUND, sentence);
    }

    public static Refusal forbidden(String sentence) {
        return new Refusal(Kind.FORBIDDEN, sentence);
    }

    public static Refusal lostRace(String sentence) {
        return new Refusal(Kind.LOST_RACE, sentence);
    }
}
