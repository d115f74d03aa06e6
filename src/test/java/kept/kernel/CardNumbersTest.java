package kept.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CardNumbersTest {
    private static final List<String> STARTS =
            List.of("4", "51", "55", "2221", "2720", "34", "37", "6011", "65", "3528", "36");

    @Test
    void a_thousand_cards_however_they_are_written_are_masked() {
        var random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            String start = STARTS.get(i % STARTS.size());
            String card =
                    card(start, start.equals("36") ? 14 : start.matches("3[47]") ? 15 : 16, random);
            String gap = List.of("", " ", "-", ".").get(i % 4);
            String text = "Take %s for it.".formatted(card.replaceAll("(....)(?=.)", "$1" + gap));
            assertThat(CardNumbers.masked(text))
                    .isEqualTo(
                            "Take [card ending in %s] for it."
                                    .formatted(card.substring(card.length() - 4)));
        }
    }

    @Test
    void order_numbers_and_accounts_stay_as_they_are() {
        var random = new Random(2);
        int masked = 0;
        for (int i = 0; i < 1_000; i++) {
            String text =
                    switch (i % 4) {
                        case 0 -> "Order 2026-11-%05d-%03d".formatted(random.nextInt(99_999), i);
                        case 1 -> "IBAN AT61 1904 3002 3457 %04d".formatted(i);
                        case 2 ->
                                "IMEI 35%013d"
                                        .formatted(random.nextLong(1L << 43) % 9_999_999_999_999L);
                        default ->
                                "Call +43 660 %07d or +44 7700 900123"
                                        .formatted(random.nextInt(9_999_999));
                    };
            masked += CardNumbers.masked(text).equals(text) ? 0 : 1;
        }
        assertThat(masked).as("at most two of a hundred").isLessThan(20);
    }

    private static String card(String start, int length, Random random) {
        var digits = new StringBuilder(start);
        while (digits.length() < length - 1) {
            digits.append(random.nextInt(10));
        }
        for (int last = 0; last < 10; last++) {
            String card = digits.toString() + last;
            if (sum(card) % 10 == 0) {
                return card;
            }
        }
        throw new AssertionError();
    }

    private static int sum(String card) {
        int sum = 0;
        for (int i = 0; i < card.length(); i++) {
            int digit = card.charAt(card.length() - 1 - i) - '0';
            sum += i % 2 == 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
        }
        return sum;
    }
}
