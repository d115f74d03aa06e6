package kept.kernel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A table as CSV (RFC 4180), in which no cell of text can be taken for a formula by a spreadsheet.
public final class CsvText {
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

    private final StringBuilder text = new StringBuilder();

    public CsvText line(@Nullable Object... cells) {
        var written = new ArrayList<String>();
        for (var cell : cells) {
            written.add(cell(cell));
        }
        text.append(String.join(",", written)).append("\r\n");
        return this;
    }

    public CsvText lines(List<@Nullable Object[]> lines) {
        lines.forEach(this::line);
        return this;
    }

    public static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Number) {
            return value.toString();
        }
        String plain = value.toString();
        boolean formula = !plain.isEmpty() && FORMULA.indexOf(plain.charAt(0)) >= 0;
        return "\"" + (formula ? "'" : "") + plain.replace("\"", "\"\"") + "\"";
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
