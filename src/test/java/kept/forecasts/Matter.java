package kept.forecasts;

import java.util.List;

/// What is known of a promise when it is given: who does it, what kind, where, and whatever else there is in a fixed
/// order; and when it falls due (seconds since 1970), or [#NO_DUE].
public record Matter(String unit, String kind, String area, List<String> more, long due) {
    public static final long NO_DUE = Long.MIN_VALUE;

    public Matter {
        more = List.copyOf(more);
    }

    boolean hasDue() {
        return due != NO_DUE;
    }
}
