package kept.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Splits an mbox file (RFC 4155, of the kinds mboxo and mboxrd) into raw mails, one in memory at a time. A mail starts at a
/// line like `From asha@example.com Thu Nov 19 09:30:00 2026` that is the first of the file or follows an empty one;
/// `>From ` inside a mail loses the sign that was put before it.
public final class Mbox {
    private static final Pattern POSTMARK =
            Pattern.compile(
                    "From .*(Mon|Tue|Wed|Thu|Fri|Sat|Sun),? .*\\d{1,2}:\\d{2}.*\\d{4}.*",
                    Pattern.DOTALL);
    private static final Pattern TIME =
            Pattern.compile(
                    "([A-Z][a-z]{2}) +(\\d{1,2}) +(\\d{1,2}:\\d{2}(?::\\d{2})?) .*?(\\d{4})\\s*$");
    private static final Pattern QUOTED = Pattern.compile("^>+From .*", Pattern.DOTALL);
    private static final int LONGEST_POSTMARK = 1000;
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final int largest;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    private long consumed;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(200);
    private boolean atMail;
    private boolean afterEmpty;
    private boolean finished;
    private long number;
    private @Nullable Instant came;

    /// @param largest a mail of more bytes is passed over, its number and size told
    public Mbox(InputStream in, int largest) {
        this.in = in;
        this.largest = largest;
    }

    /// The mail of this number, counted from 1; `raw` is empty if it was too large, and `size` tells how large. `postmark`
    /// is when it came, as far as the line before it says so.
    public record Item(long number, @Nullable Instant postmark, byte[] raw, long size) {
        public boolean tooLarge() {
            return size > raw.length;
        }
    }

    /// The next mail, or null at the end.
    ///
    /// @throws IOException also if the file does not start like an mbox
    public @Nullable Item next() throws IOException {
        if (!atMail && !findFirst()) {
            return null;
        }
        Instant postmark = came;
        var raw = new ByteArrayOutputStream(4096);
        long size = 0;
        byte[] pendingEmpty = new byte[0];
        boolean more = false;
        while (readLine()) {
            byte[] text = line.toByteArray();
            if (afterEmpty && isPostmark(text)) {
                came = postmark(text);
                more = true;
                break;
            }
            // the empty line before a postmark belongs to the file, not to the mail
            size = append(raw, pendingEmpty, size);
            pendingEmpty = new byte[0];
            afterEmpty = isEmpty(text);
            if (afterEmpty) {
                pendingEmpty = text;
            } else {
                size = append(raw, unquoted(text), size);
            }
        }
        atMail = more;
        finished = !more;
        afterEmpty = false;
        number++;
        return new Item(number, postmark, size > largest ? new byte[0] : raw.toByteArray(), size);
    }

    /// How many bytes of the file were read so far.
    public long consumed() {
        return consumed - (end - at);
    }

    private boolean findFirst() throws IOException {
        if (finished) {
            return false;
        }
        while (readLine()) {
            byte[] text = line.toByteArray();
            if (isEmpty(text)) {
                continue;
            }
            if (!isPostmark(text)) {
                throw new IOException(
                        "it does not start with a line like \"From asha@example.com Thu Nov 19 09:30:00 2026\"");
            }
            came = postmark(text);
            return true;
        }
        return false;
    }

    /// The time of a postmark, which is in UTC (RFC 4155), or null if it cannot be read.
    private static @Nullable Instant postmark(byte[] text) {
        var parts = TIME.matcher(new String(text, StandardCharsets.ISO_8859_1));
        return parts.find()
                ? MailDate.read(
                                "%s %s %s %s"
                                        .formatted(
                                                parts.group(2),
                                                parts.group(1),
                                                parts.group(4),
                                                parts.group(3)))
                        .orElse(null)
                : null;
    }

    private long append(ByteArrayOutputStream raw, byte[] text, long size) {
        if (size + text.length <= largest) {
            raw.writeBytes(text);
        } else {
            raw.reset();
        }
        return size + text.length;
    }

    private static boolean isPostmark(byte[] text) {
        return text.length < LONGEST_POSTMARK
                && text.length > 5
                && text[0] == 'F'
                && POSTMARK.matcher(new String(text, StandardCharsets.ISO_8859_1)).matches();
    }

    private static boolean isEmpty(byte[] text) {
        return (text.length == 1 && text[0] == '\n')
                || (text.length == 2 && text[0] == '\r' && text[1] == '\n');
    }

    private static byte[] unquoted(byte[] text) {
        if (text.length < 6
                || text[0] != '>'
                || !QUOTED.matcher(new String(text, StandardCharsets.ISO_8859_1)).matches()) {
            return text;
        }
        return java.util.Arrays.copyOfRange(text, 1, text.length);
    }

    /// A line with its end; a very long one comes in pieces, which only the first of could be a postmark.
    private boolean readLine() throws IOException {
        line.reset();
        while (line.size() < BUFFER) {
            if (at == end) {
                end = Math.max(0, in.read(buffer));
                at = 0;
                consumed += end;
                if (end == 0) {
                    return line.size() > 0;
                }
            }
            int from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            boolean whole = at < end;
            if (whole) {
                at++;
            }
            line.write(buffer, from, at - from);
            if (whole) {
                return true;
            }
        }
        return true;
    }
}
