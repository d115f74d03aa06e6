package kept.kernel;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes numbers of payment cards out of a text before it is stored (PCI DSS 3.3.1): 13 to 19 digits that begin as those of cards do and
/// pass the check of Luhn, with spaces, dots or hyphens between them. The last four digits stay.
public final class CardNumbers {
    private static final Pattern DIGITS =
            Pattern.compile("(?<![0-9A-Za-z])[0-9](?:[ .-]{0,2}[0-9]){12,18}(?![0-9A-Za-z])");

    /// Visa, Mastercard, American Express, Diners, and those of sixteen digits or more.
    private static final Pattern CARD =
            Pattern.compile(
                    "4\\d{12}(?:\\d{3}){0,2}|(?:5[1-5]|2[2-7])\\d{14}|3[47]\\d{13}|3[068]\\d{12}|(?:35|6\\d)\\d{14,17}");

    private CardNumbers() {}

    public static String masked(String text) {
        Matcher found = DIGITS.matcher(text);
        var masked = new StringBuilder();
        while (found.find()) {
            String digits = found.group().replaceAll("[^0-9]", "");
            found.appendReplacement(
                    masked,
                    Matcher.quoteReplacement(
                            CARD.matcher(digits).matches() && luhn(digits)
                                    ? "[card ending in %s]"
                                            .formatted(digits.substring(digits.length() - 4))
                                    : found.group()));
        }
        return found.appendTail(masked).toString();
    }

    private static boolean luhn(String digits) {
        int sum = 0;
        boolean twice = false;
        for (int i = digits.length() - 1; i >= 0; i--) {
            int digit = digits.charAt(i) - '0';
            int value = twice ? digit * 2 : digit;
            sum += value > 9 ? value - 9 : value;
            twice = !twice;
        }
        return sum % 10 == 0;
    }
}
