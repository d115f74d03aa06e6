package kept.hearing;

/// What is heard most likely.
///
/// @param name of the prompt that fits best, an empty text where nothing could be compared
/// @param score its correlation with what was heard, from -1 to 1
/// @param second that of the next best
public record Match(String name, double score, double second) {
    /// Below this nothing that we know is heard: through a bad line our sentences reach 0.88, others of the same voice 0.76.
    public static final double PRESENT = 0.8;

    /// Closer than this to the next best, nobody can say which of both it is.
    public static final double CLEAR = 0.05;

    static final Match NOTHING = new Match("", 0, 0);

    /// By how much it fits better than the next best.
    public double margin() {
        return score - Math.max(second, 0);
    }

    /// Whether it is one of our prompts at all.
    public boolean present() {
        return score >= PRESENT;
    }

    /// Whether it is this one and no other.
    public boolean clear() {
        return present() && margin() >= CLEAR;
    }
}
