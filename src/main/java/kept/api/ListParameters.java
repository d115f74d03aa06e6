package kept.api;

import java.util.UUID;
import kept.kernel.Cursor;
import kept.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// `limit` and `cursor` as every list takes them.
final class ListParameters {
    private static final int USUAL = 25;
    private static final int MOST = 200;

    private ListParameters() {}

    static int limit(@Nullable Integer asked) {
        if (asked == null) {
            return USUAL;
        }
        if (asked < 1 || asked > MOST) {
            throw Refusal.malformed("limit", "A limit lies between 1 and 200.");
        }
        return asked;
    }

    static @Nullable Cursor cursor(@Nullable String text) {
        return text == null || text.isBlank() ? null : Cursor.parse(text);
    }

    static @Nullable UUID after(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw Refusal.malformed(
                    "cursor", "Take the cursor from the field next of the page before.");
        }
    }
}
