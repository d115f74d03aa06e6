package kept.reach;

import org.jspecify.annotations.Nullable;

/// One thing that was looked at in a check.
///
/// @param what was done or asked, as a part of a sentence: "key 2 (Bills) at start"
/// @param score how well what was heard fits, from 0 to 1; null where nothing was listened for
/// @param millis how long it took
public record Step(
        String what,
        String expected,
        String heard,
        @Nullable Double score,
        boolean ok,
        int millis) {
    private static final int LONGEST = 200;

    public Step {
        expected = shortened(expected);
        heard = shortened(heard);
    }

    /// What is wrong, as a part of a sentence.
    String fault() {
        return "%s: expected %s, but %s".formatted(what, expected, heard);
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
