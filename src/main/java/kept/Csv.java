package kept;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads comma-separated rows (RFC 4180): quoted fields may hold commas, line breaks and doubled quotes. A byte order
/// mark at the start is passed over, and so are empty lines.
final class Csv {
    private static final int LONGEST_ROW = 1 << 20;
    private static final int BOM = 0xFEFF;

    private final Reader in;
    private int line = 1;
    private int peeked = -2;

    Csv(Reader in) throws IOException {
        this.in = new BufferedReader(in, 1 << 16);
        if (peek() == BOM) {
            read();
        }
    }

    /// A row and the number of the line it starts on; `broken` says why its fields cannot be trusted.
    record Row(int line, List<String> fields, @Nullable String broken) {}

    /// The next row, or null at the end.
    @Nullable Row next() throws IOException {
        while (peek() == '\n' || peek() == '\r') {
            read();
        }
        if (peek() < 0) {
            return null;
        }
        int start = line;
        var fields = new ArrayList<String>();
        var field = new StringBuilder();
        @Nullable String broken = null;
        int size = 0;
        while (true) {
            broken = peek() == '"' ? quoted(field, broken) : plain(field, broken);
            size += field.length();
            fields.add(field.toString());
            field.setLength(0);
            if (size > LONGEST_ROW) {
                return new Row(
                        start, fields, "the row is longer than a megabyte; is a quote missing?");
            }
            int end = read();
            if (end != ',') {
                if (end == '\r' && peek() == '\n') {
                    read();
                }
                return new Row(start, fields, broken);
            }
        }
    }

    private @Nullable String plain(StringBuilder field, @Nullable String broken)
            throws IOException {
        for (int c = peek(); c >= 0 && c != ',' && c != '\n' && c != '\r'; c = peek()) {
            if (c == '"') {
                broken = "a quote stands inside a field that does not start with one";
            }
            field.append((char) read());
        }
        return broken;
    }

    private @Nullable String quoted(StringBuilder field, @Nullable String broken)
            throws IOException {
        read();
        while (true) {
            int c = read();
            if (c < 0 || field.length() > LONGEST_ROW) {
                return "a quote is never closed";
            }
            if (c != '"') {
                field.append((char) c);
            } else if (peek() == '"') {
                field.append((char) read());
            } else {
                return peek() < 0 || peek() == ',' || peek() == '\n' || peek() == '\r'
                        ? broken
                        : plain(field, "text follows a closing quote");
            }
        }
    }

    private int peek() throws IOException {
        if (peeked == -2) {
            peeked = in.read();
        }
        return peeked;
    }

    private int read() throws IOException {
        int c = peek();
        peeked = -2;
        if (c == '\n') {
            line++;
        }
        return c;
    }
}
