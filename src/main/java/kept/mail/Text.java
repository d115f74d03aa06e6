package kept.mail;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns bytes into text under the charset names that mail really uses: aliases as browsers take them (WHATWG Encoding),
/// and where a name is missing or wrong UTF-8 if the bytes are valid in it, else windows-1252.
final class Text {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Map<String, Charset> KNOWN = known();
    private static final Map<String, String> ALIASES =
            Map.ofEntries(
                    Map.entry("iso-8859-1", "windows-1252"),
                    Map.entry("latin1", "windows-1252"),
                    Map.entry("latin-1", "windows-1252"),
                    Map.entry("iso8859-1", "windows-1252"),
                    Map.entry("iso-8859-9", "windows-1254"),
                    Map.entry("iso-8859-11", "x-windows-874"),
                    Map.entry("tis-620", "x-windows-874"),
                    Map.entry("iso-8859-8-i", "iso-8859-8"),
                    Map.entry("ks_c_5601-1987", "x-windows-949"),
                    Map.entry("euc-kr", "x-windows-949"),
                    Map.entry("gb2312", "GB18030"),
                    Map.entry("gbk", "GB18030"),
                    Map.entry("gb_2312-80", "GB18030"),
                    Map.entry("shift_jis", "windows-31j"),
                    Map.entry("shift-jis", "windows-31j"),
                    Map.entry("x-sjis", "windows-31j"),
                    Map.entry("sjis", "windows-31j"),
                    Map.entry("iso-2022-jp", "x-windows-iso2022jp"),
                    Map.entry("utf8", "utf-8"),
                    Map.entry("unicode-1-1-utf-8", "utf-8"),
                    Map.entry("cp-850", "IBM850"),
                    Map.entry("macintosh", "x-MacRoman"));

    private Text() {}

    /// The text of the bytes; never throws. `charset` may be null, unknown or a lie.
    static String of(byte[] bytes, int from, int length, @Nullable String charset) {
        Charset named = charset(charset);
        if (named == null
                || named.equals(StandardCharsets.UTF_8)
                || named.equals(StandardCharsets.US_ASCII)) {
            return guessed(bytes, from, length, named);
        }
        try {
            return new String(bytes, from, length, named);
        } catch (RuntimeException _) {
            // A few old decoders throw on malformed input instead of replacing it.
            return guessed(bytes, from, length, null);
        }
    }

    static String of(byte[] bytes, @Nullable String charset) {
        return of(bytes, 0, bytes.length, charset);
    }

    /// Whether the name stands for a charset we can decode.
    static boolean isKnown(@Nullable String charset) {
        return charset(charset) != null;
    }

    private static String guessed(byte[] bytes, int from, int length, @Nullable Charset named) {
        try {
            CharBuffer chars =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(bytes, from, length));
            return chars.toString();
        } catch (CharacterCodingException _) {
            // Cut-off UTF-8 stays UTF-8 if it was announced so; everything else in the wild is
            // windows-1252.
            return new String(
                    bytes,
                    from,
                    length,
                    StandardCharsets.UTF_8.equals(named) ? named : WINDOWS_1252);
        }
    }

    private static @Nullable Charset charset(@Nullable String name) {
        if (name == null || name.isBlank() || name.length() > 40) {
            return null;
        }
        String lower = name.strip().toLowerCase(Locale.ROOT);
        return KNOWN.get(ALIASES.getOrDefault(lower, lower).toLowerCase(Locale.ROOT));
    }

    /// Asking the JDK for a charset that it does not know takes a quarter of a millisecond, and a header can name thousands.
    private static Map<String, Charset> known() {
        var known = new HashMap<String, Charset>();
        for (Charset charset : Charset.availableCharsets().values()) {
            known.put(charset.name().toLowerCase(Locale.ROOT), charset);
            charset.aliases()
                    .forEach(alias -> known.putIfAbsent(alias.toLowerCase(Locale.ROOT), charset));
        }
        return Map.copyOf(known);
    }
}
