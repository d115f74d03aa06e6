package kept.makegood;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import kept.kernel.Refusal;

/// An amount in the smallest unit of its currency (ISO 4217), for example cents.
public record Money(long minor, Currency currency) {
    private static final long MOST = 100_000_000_000L;

    public Money {
        if (minor < 0 || minor > MOST) {
            throw Refusal.invalid("amount", "An amount lies between nothing and a billion.");
        }
    }

    /// @param text a decimal number such as `25` or `9.50`
    /// @throws Refusal `INVALID` if it is no amount of that currency
    public static Money parse(String text, Currency currency) {
        try {
            return new Money(
                    new BigDecimal(text.strip().replace(',', '.'))
                            .movePointRight(currency.getDefaultFractionDigits())
                            .longValueExact(),
                    currency);
        } catch (ArithmeticException | NumberFormatException _) {
            throw Refusal.invalid(
                    "amount",
                    "\"%s\" is not an amount in %s: write it like 25 or 9.50."
                            .formatted(text.strip(), currency.getCurrencyCode()));
        }
    }

    /// @throws Refusal `INVALID` if there is no such currency
    public static Currency currency(String code) {
        try {
            return Currency.getInstance(code.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw Refusal.invalid(
                    "currency",
                    "There is no currency %s: name it by its three letters, like EUR."
                            .formatted(code));
        }
    }

    /// As a number, without the currency.
    public BigDecimal amount() {
        return BigDecimal.valueOf(minor, currency.getDefaultFractionDigits());
    }

    /// As people of that language write it.
    public String text(Locale locale) {
        var format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(currency);
        format.setMinimumFractionDigits(currency.getDefaultFractionDigits());
        format.setMaximumFractionDigits(currency.getDefaultFractionDigits());
        return format.format(amount());
    }
}
