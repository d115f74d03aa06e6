package kept.voice;

import java.util.UUID;
import kept.kernel.Refusal;

/// A telephone on somebody's desk, known by the name it registers with.
public record Phone(String name, UUID person) {
    public Phone {
        if (!name.matches("[a-z0-9._-]{2,40}")) {
            throw Refusal.invalid(
                    "name",
                    "A telephone's name has 2 to 40 small letters, digits, dots or hyphens.");
        }
    }
}
