package kept.promises;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The short code of a word, which its customer holds from the first letter on: ten hex digits of the hash of the first
/// entry of its history, so that it names what was said and cannot be given to another word.
public record Receipt(String code) {
    private static final Pattern FORM = Pattern.compile("[0-9A-F]{10}");

    /// @param firstHash the hash of the first entry
    public static Receipt of(byte[] firstHash) {
        return new Receipt(HexFormat.of().withUpperCase().formatHex(firstHash, 0, 5));
    }

    /// As a person types it, with or without hyphens and blanks; none if it is no code.
    public static Optional<Receipt> read(String text) {
        String clean = text.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        return FORM.matcher(clean).matches() ? Optional.of(new Receipt(clean)) : Optional.empty();
    }

    /// As it is printed: `3F9A-12BC-77`.
    public String printed() {
        return code.substring(0, 4) + "-" + code.substring(4, 8) + "-" + code.substring(8);
    }
}
