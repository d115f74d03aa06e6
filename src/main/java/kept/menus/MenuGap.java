package kept.menus;

/// What callers of one point wanted who pressed 0, said nothing or pressed wrong keys: what a menu should offer.
///
/// @param about what their calls were about, as agents said
/// @param calls how many were about it
/// @param ofPlace how many left the menu at that point in this way
public record MenuGap(String place, String about, long calls, long ofPlace) {
    /// In percent of those who left there.
    public int share() {
        return ofPlace == 0 ? 0 : (int) Math.round(100.0 * calls / ofPlace);
    }

    /// Worth a key of its own: at least a tenth of ten or more.
    public boolean worthAKey() {
        return ofPlace >= 10 && share() >= 10 && !about.equals("nobody said");
    }

    /// What the menu could say.
    public String draft() {
        return "For \"%s\" press ...".formatted(about.toLowerCase(java.util.Locale.ROOT));
    }
}
