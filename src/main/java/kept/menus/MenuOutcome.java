package kept.menus;

/// How a version served its callers lately.
///
/// @param walked how many left it
/// @param byKey how many of them found a key for what they wanted
public record MenuOutcome(int version, long walked, long byKey) {
    /// In percent.
    public int share() {
        return walked == 0 ? 0 : (int) Math.round(100.0 * byKey / walked);
    }
}
