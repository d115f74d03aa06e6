package kept.voice;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import kept.kernel.Refusal;

/// How the telephone reaches the world.
///
/// @param advertised our address as others see it, behind NAT; empty for that of the machine
/// @param country whose numbers are written without a country code (ISO 3166), ZZ for none
/// @param outgoing the starts of numbers that may be called from the desk, in E.164, with spaces between; who called us
///     may always be called back within the country
public record TelephoneSettings(String advertised, String country, String outgoing) {
    public TelephoneSettings {
        advertised = advertised.strip();
        country = country.strip().toUpperCase(Locale.ROOT);
        outgoing = outgoing.strip();
        if (!country.matches("[A-Z]{2}")) {
            throw Refusal.invalid("country", "A country has two letters, as in AT.");
        }
        if (!advertised.matches("[A-Za-z0-9.:-]{0,100}")) {
            throw Refusal.invalid("advertised", "Write our address as in 203.0.113.7.");
        }
        for (var start : split(outgoing)) {
            if (!start.matches("\\+\\d{1,14}")) {
                throw Refusal.invalid(
                        "outgoing",
                        "Write starts of numbers with their country code, as in +43 or +49171.");
            }
        }
    }

    public List<String> allowed() {
        return split(outgoing);
    }

    private static List<String> split(String text) {
        return Arrays.stream(text.split("[\\s,]+")).filter(part -> !part.isEmpty()).toList();
    }
}
