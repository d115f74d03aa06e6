package kept;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {
    @Test
    void quotedFieldsHoldCommasLineBreaksAndQuotes() throws IOException {
        assertThat(rows("a,\"b, \"\"c\"\"\nd\",\r\ne,f,g"))
                .extracting(Csv.Row::fields)
                .containsExactly(List.of("a", "b, \"c\"\nd", ""), List.of("e", "f", "g"));
    }

    @Test
    void byteOrderMarkAndEmptyLinesArePassedOverAndLinesStillCountRight() throws IOException {
        var rows = rows("\uFEFFa,b\n\n\"x\ny\",c\nlast,d");
        assertThat(rows).extracting(Csv.Row::line).containsExactly(1, 3, 5);
        assertThat(rows.getFirst().fields()).containsExactly("a", "b");
    }

    @Test
    void rowThatIsQuotedWrongSaysWhy() throws IOException {
        assertThat(rows("a\"b,c\n\"d\"e,f\n\"never closed,g"))
                .extracting(Csv.Row::broken)
                .containsExactly(
                        "a quote stands inside a field that does not start with one",
                        "text follows a closing quote",
                        "a quote is never closed");
    }

    private static List<Csv.Row> rows(String text) throws IOException {
        var csv = new Csv(new StringReader(text));
        var rows = new ArrayList<Csv.Row>();
        for (var row = csv.next(); row != null; row = csv.next()) {
            rows.add(row);
        }
        return rows;
    }
}
