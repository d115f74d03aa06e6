package kept.catcher;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads numbers in digits and words: how many, the how-many-eth, and years.
final class Numbers extends Reader {
    private static final Map<String, Integer> COUNTS = counts();
    private static final Map<String, Integer> ORDINALS = ordinals();
    private static final int FARTHEST = 1_000;
    private static final int LAST_YEAR = 2_100;
    private static final int FIRST_YEAR = 1_000;
    private static final int CENTURY_TURNS = 50;

    /// A number, and the token after it.
    record Figure(int next, int value) {}

    Numbers(List<Token> tokens) {
        super(tokens);
    }

    /// "3", "three", "twenty-one", "a hundred"; none above a thousand.
    @Nullable Figure count(int i) {
        if (digits(i)) {
            int value = value(i);
            return value > FARTHEST ? null : new Figure(i + 1, value);
        }
        Integer value = COUNTS.get(word(i));
        if (value == null) {
            return null;
        }
        if (is(i + 1, "hundred")) {
            return new Figure(i + 2, value * 100);
        }
        if (value >= 20) {
            int k = is(i + 1, "-") ? i + 2 : i + 1;
            Integer unit = COUNTS.get(word(k));
            if (unit != null && unit > 0 && unit < 10 && !is(k, "a", "an")) {
                return new Figure(k + 1, value + unit);
            }
        }
        return new Figure(i + 1, value);
    }

    /// "3rd", "third", "twenty-first".
    @Nullable Figure ordinal(int i) {
        if (digits(i, 2)) {
            return is(i + 1, "st", "nd", "rd", "th") && adjacent(i + 1)
                    ? new Figure(i + 2, value(i))
                    : null;
        }
        Integer value = ORDINALS.get(word(i));
        if (value != null) {
            return new Figure(i + 1, value);
        }
        if (is(i, "twenty", "thirty")) {
            int k = is(i + 1, "-") ? i + 2 : i + 1;
            Integer unit = ORDINALS.get(word(k));
            if (unit != null && unit < 10) {
                return new Figure(k + 1, (is(i, "twenty") ? 20 : 30) + unit);
            }
        }
        return null;
    }

    /// 1 to 31, in whatever form.
    @Nullable Figure dayOfMonth(int i) {
        Figure number = ordinal(i);
        if (number == null && !is(i, "a", "an")) {
            number = count(i);
        }
        return number != null && number.value() >= 1 && number.value() <= 31 ? number : null;
    }

    /// "2018", "two thousand and eighteen", "nineteen seventy-eight".
    @Nullable Figure year(int i) {
        if (digits(i, 4) && word(i).length() == 4) {
            int year = value(i);
            return year >= FIRST_YEAR && year <= LAST_YEAR ? new Figure(i + 1, year) : null;
        }
        if (is(i, "two") && is(i + 1, "thousand")) {
            int k = is(i + 2, "and") ? i + 3 : i + 2;
            var rest = digits(k) ? null : count(k);
            return rest == null || rest.value() > 99
                    ? new Figure(i + 2, 2_000)
                    : new Figure(rest.next(), 2_000 + rest.value());
        }
        if (is(i, "nineteen", "twenty")) {
            int century = is(i, "nineteen") ? 1_900 : 2_000;
            int k = is(i + 1, "zero", "oh") ? i + 2 : i + 1;
            var rest = digits(k) ? null : count(k);
            if (rest == null) {
                return null;
            }
            boolean whole = k > i + 1 ? rest.value() < 10 : rest.value() >= 10;
            return whole ? new Figure(rest.next(), century + rest.value()) : null;
        }
        return null;
    }

    /// The year that two digits mean.
    static int century(int twoDigits) {
        return twoDigits < CENTURY_TURNS ? 2_000 + twoDigits : 1_900 + twoDigits;
    }

    private static Map<String, Integer> counts() {
        String[] small = {
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty"
        };
        var counts = new HashMap<String, Integer>();
        for (int i = 0; i < small.length; i++) {
            counts.put(small[i], i);
        }
        String[] tens = {"thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
        for (int i = 0; i < tens.length; i++) {
            counts.put(tens[i], (i + 3) * 10);
        }
        counts.put("a", 1);
        counts.put("an", 1);
        return Map.copyOf(counts);
    }

    private static Map<String, Integer> ordinals() {
        String[] small = {
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth"
        };
        var ordinals = new HashMap<String, Integer>();
        for (int i = 0; i < small.length; i++) {
            ordinals.put(small[i], i + 1);
        }
        ordinals.put("thirtieth", 30);
        return Map.copyOf(ordinals);
    }
}
