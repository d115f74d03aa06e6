package kept.mail;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What became of a mail: filed on a case, or set aside, unreadable, dropped, and why.
record Filed(String state, String why, @Nullable UUID caseId) {
    static Filed on(UUID caseId) {
        return new Filed("filed", "", caseId);
    }

    static Filed aside(String why) {
        return new Filed("aside", why, null);
    }

    static Filed dropped(String why) {
        return new Filed("dropped", why, null);
    }
}
