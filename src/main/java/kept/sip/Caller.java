package kept.sip;

/// Who calls: the user part of the address (a number for a trunk), the display name, and whether he withheld both
/// (RFC 3323). What he withheld is empty here even where the trunk sent it along.
public record Caller(String number, String display, boolean withheld) {
    /// Somebody who does not want to be known.
    public static final Caller WITHHELD = new Caller("", "", true);

    public static Caller of(String number, String display) {
        return new Caller(number, display, false);
    }
}
