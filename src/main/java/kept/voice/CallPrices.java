package kept.voice;

import java.math.BigDecimal;
import kept.kernel.Refusal;

/// What a minute of a call out costs, and what may be spent in a day, in the money of the house. Only the owner knows; we count.
///
/// @param home a minute to an ordinary number of our country
/// @param elsewhere a minute to any other number that may be called
/// @param aDay the most that is spent from midnight to midnight on calls that nobody was promised; zero for no limit
public record CallPrices(BigDecimal home, BigDecimal elsewhere, BigDecimal aDay) {
    public CallPrices {
        mustBe("priceHome", home, 1_000);
        mustBe("priceElsewhere", elsewhere, 1_000);
        mustBe("spendADay", aDay, 10_000_000);
    }

    boolean limited() {
        return aDay.signum() > 0;
    }

    private static void mustBe(String field, BigDecimal money, int most) {
        if (money.signum() < 0 || money.compareTo(BigDecimal.valueOf(most)) > 0) {
            throw Refusal.invalid(
                    field, "Write an amount from 0 to %,d, as in 0.05.".formatted(most));
        }
    }
}
