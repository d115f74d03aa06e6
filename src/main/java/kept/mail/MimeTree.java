package kept.mail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.apache.james.mime4j.util.ByteSequence;

/// Takes a raw mail apart into entities (RFC 2045, 2046) within a budget. Attached mails (message/rfc822) stay closed. Never
/// throws: what could be read stands in the tree, what went wrong in `problems`, and `broken` says that something is missing.
final class MimeTree {
    private final byte[] raw;
    private final Budget budget;
    private final long deadline;
    private final List<String> problems = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private final Open root = new Open();
    private int parts;
    private int headerBytes;
    private int depth;
    private boolean broken;

    private MimeTree(byte[] raw, Budget budget) {
        this.raw = raw;
        this.budget = budget;
        this.deadline = System.nanoTime() + budget.millis() * 1_000_000L;
    }

    /// A part of a mail: its headers, its type without parameters in lower case, and either its decoded bytes or its parts.
    record Entity(List<MailHeaders.Header> fields, String type, byte[] body, List<Entity> parts) {
        MailHeaders headers() {
            return new MailHeaders(fields);
        }

        boolean isMultipart() {
            return type.startsWith("multipart/");
        }
    }

    /// The whole mail, and what went wrong in reading it.
    record Reading(Entity root, List<String> problems, boolean broken) {}

    static Reading of(byte[] raw, Budget budget) {
        return new MimeTree(raw, budget).read();
    }

    /// Only the headers at the start of an attached mail.
    static MailHeaders headersOf(byte[] raw) {
        int end = Math.min(raw.length, 64 << 10);
        return of(Arrays.copyOf(raw, end), new Budget(end, 0, 0, 500, end)).root().headers();
    }

    private Reading read() {
        boolean headless = !beginsWithHeader(raw);
        var stream =
                new MimeTokenStream(
                        MimeConfig.custom()
                                .setMaxLineLen(-1)
                                .setMaxHeaderLen(-1)
                                .setMaxHeaderCount(-1)
                                .setMaxContentLen(-1)
                                .setMalformedHeaderStartsBody(headless)
                                .build());
        int length = Math.min(raw.length, budget.bytes());
        if (length < raw.length) {
            give("The mail is larger than " + budget.bytes() + " bytes; its end was not read.");
        }
        try {
            stream.parse(new Hurry(raw, length));
            walk(stream);
        } catch (OutOfBudget e) {
            give(e.sentence);
        } catch (MimeException | IOException | RuntimeException e) {
            give(
                    e.getCause() instanceof OutOfBudget cause
                            ? cause.sentence
                            : "The mail is malformed and could not be read to its end.");
        }
        if (headless && length > 0) {
            problems.add("The mail has no headers.");
        }
        while (!open.isEmpty()) {
            close();
        }
        return new Reading(root.closed(), List.copyOf(problems), broken);
    }

    private void walk(MimeTokenStream stream) throws MimeException, IOException, OutOfBudget {
        for (EntityState state = stream.getState();
                state != EntityState.T_END_OF_STREAM;
                state = stream.next()) {
            inTime();
            switch (state) {
                case T_START_MESSAGE -> open.push(root);
                case T_START_BODYPART -> {
                    if (++parts > budget.parts()) {
                        throw new OutOfBudget(
                                "The mail has more than "
                                        + budget.parts()
                                        + " parts; the rest was not read.");
                    }
                    open.push(new Open());
                    headerBytes = 0;
                }
                case T_FIELD -> field(stream.getField());
                case T_END_HEADER -> {
                    if (depth >= budget.depth()) {
                        deepest(top());
                    }
                    boolean closed = depth >= budget.depth() || isMessage(top());
                    stream.setRecursionMode(
                            closed ? RecursionMode.M_NO_RECURSE : RecursionMode.M_RECURSE);
                }
                case T_START_MULTIPART -> {
                    top().type = type(stream);
                    depth++;
                }
                case T_END_MULTIPART -> depth--;
                case T_BODY -> {
                    top().type = type(stream);
                    top().body = bytes(stream.getDecodedInputStream());
                }
                case T_END_BODYPART -> close();
                case T_END_MESSAGE,
                        T_START_HEADER,
                        T_PREAMBLE,
                        T_EPILOGUE,
                        T_RAW_ENTITY,
                        T_END_OF_STREAM -> {}
            }
        }
    }

    private static String type(MimeTokenStream stream) {
        return stream.getBodyDescriptor().getMimeType().toLowerCase(Locale.ROOT);
    }

    private boolean isMessage(Open entity) {
        String type = entity.contentType();
        return type.isEmpty() ? open.size() > 1 && inDigest() : type.equals("message/rfc822");
    }

    private boolean inDigest() {
        var outwards = open.iterator();
        outwards.next();
        return outwards.next().type.equals("multipart/digest");
    }

    private void deepest(Open entity) {
        if (entity.contentType().startsWith("multipart/")) {
            give(
                    "The mail is nested more than "
                            + budget.depth()
                            + " deep; the inner parts stay closed.");
        }
    }

    private Open top() {
        return open.isEmpty() ? root : open.element();
    }

    private void close() {
        Open closed = open.pop();
        if (closed != root) {
            top().parts.add(closed.closed());
        }
    }

    private void field(Field field) {
        ByteSequence raw = field.getRaw();
        int length = raw == null ? 0 : raw.length();
        // One endless header must not hide those after it: only what does not fit is left out.
        if (headerBytes + length > budget.headerBytes()) {
            give(
                    "The headers are larger than "
                            + budget.headerBytes()
                            + " bytes; some were left out.");
            return;
        }
        headerBytes += length;
        String value = raw == null ? field.getBody() : unfolded(raw);
        top().fields.add(new MailHeaders.Header(field.getName().strip(), value));
    }

    private static String unfolded(ByteSequence raw) {
        byte[] bytes = raw.toByteArray();
        int colon = 0;
        while (colon < bytes.length && bytes[colon] != ':') {
            colon++;
        }
        int from = Math.min(colon + 1, bytes.length);
        String text = Text.of(bytes, from, bytes.length - from, null);
        var line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\0') {
                line.append('\uFFFD');
            } else if (c != '\r' && c != '\n') {
                line.append(c);
            }
        }
        return line.toString().strip();
    }

    private byte[] bytes(InputStream in) throws IOException, OutOfBudget {
        var bytes = new ByteArrayOutputStream();
        byte[] block = new byte[16_384];
        for (int n = in.read(block); n >= 0; n = in.read(block)) {
            bytes.write(block, 0, n);
            if (System.nanoTime() > deadline) {
                top().body = bytes.toByteArray();
                inTime();
            }
        }
        return bytes.toByteArray();
    }

    private void give(String problem) {
        broken = true;
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    private void inTime() throws OutOfBudget {
        if (System.nanoTime() > deadline) {
            throw new OutOfBudget(
                    "Reading the mail took more than "
                            + budget.millis()
                            + " ms; the rest was not read.");
        }
    }

    /// Whether the first line (after a line of a mailbox file) looks like `Name: value`.
    private static boolean beginsWithHeader(byte[] raw) {
        int at =
                startsWith(raw, 0, "From ") || startsWith(raw, 0, ">From ") ? lineAfter(raw, 0) : 0;
        int start = at;
        while (at < raw.length && raw[at] > ' ' && raw[at] < 127 && raw[at] != ':') {
            at++;
        }
        int name = at;
        while (at < raw.length && (raw[at] == ' ' || raw[at] == '\t')) {
            at++;
        }
        boolean empty = start < raw.length && (raw[start] == '\n' || raw[start] == '\r');
        return empty || (name > start && at < raw.length && raw[at] == ':');
    }

    private static boolean startsWith(byte[] raw, int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (at + i >= raw.length || raw[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int lineAfter(byte[] raw, int at) {
        while (at < raw.length && raw[at] != '\n') {
            at++;
        }
        return Math.min(at + 1, raw.length);
    }

    private static final class Open {
        private final List<MailHeaders.Header> fields = new ArrayList<>();
        private final List<Entity> parts = new ArrayList<>();
        private String type = "text/plain";
        private byte[] body = new byte[0];

        String contentType() {
            return fields.stream()
                    .filter(field -> field.name().equalsIgnoreCase("Content-Type"))
                    .findFirst()
                    .map(field -> ContentHeader.parse(field.value()).value())
                    .orElse("");
        }

        Entity closed() {
            return new Entity(List.copyOf(fields), type, body, List.copyOf(parts));
        }
    }

    private static final class OutOfBudget extends Exception {
        private static final long serialVersionUID = 1;
        private final String sentence;

        OutOfBudget(String sentence) {
            super(sentence, null, false, false);
            this.sentence = sentence;
        }
    }

    /// The raw bytes, which run dry when the time is up: so the parser cannot spend more even between two events.
    private final class Hurry extends ByteArrayInputStream {
        Hurry(byte[] raw, int length) {
            super(raw, 0, length);
        }

        @Override
        public synchronized int read(byte[] into, int from, int length) {
            return System.nanoTime() > deadline ? -1 : super.read(into, from, length);
        }
    }
}
