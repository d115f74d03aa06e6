package kept.mail;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kept.kernel.EmailAddress;
import kept.mail.MimeTree.Entity;
import org.jspecify.annotations.Nullable;

/// Reads any mail, well-formed or hostile, within a budget (RFC 5322, 2045-2049, 2231, 3676). Never throws and never loses a
/// mail: what cannot be read is named and flagged, and the raw bytes are the caller's to keep.
public final class MailReader {
    private static final int LONGEST_TEXT = 2_000_000;
    private final Budget budget;

    public MailReader(Budget budget) {
        this.budget = budget;
    }

    public ReadMail read(byte[] raw) {
        try {
            return new Reading(MimeTree.of(raw, budget)).mail();
        } catch (RuntimeException | StackOverflowError e) {
            return lost(e.getClass().getSimpleName());
        }
    }

    private static ReadMail lost(String what) {
        return new ReadMail(
                null,
                "",
                true,
                List.of(),
                List.of(),
                List.of(),
                "",
                null,
                List.of(),
                List.of(),
                null,
                null,
                new MailHeaders(List.of()),
                MailKind.ORDINARY,
                null,
                "",
                null,
                List.of(),
                List.of(),
                List.of("Reading stopped at an error of ours: " + what + "."),
                "Kept could not read this mail. Look at the raw mail.");
    }

    /// The words of a part and of all it holds.
    private record Body(String text, @Nullable String html) {
        static final Body NONE = new Body("", null);

        boolean isEmpty() {
            return text.isBlank() && html == null;
        }
    }

    private static final class Reading {
        private final MimeTree.Reading tree;
        private final MailHeaders headers;
        private final List<String> problems;
        private final List<Attachment> attachments = new ArrayList<>();
        private final List<CalendarPart> calendars = new ArrayList<>();

        Reading(MimeTree.Reading tree) {
            this.tree = tree;
            this.headers = tree.root().headers();
            this.problems = new ArrayList<>(tree.problems());
        }

        ReadMail mail() {
            Body body = body(tree.root(), true);
            AddressHeader from = sender();
            Correspondent first = from.mailboxes().isEmpty() ? null : from.mailboxes().getFirst();
            String name = first == null ? "" : first.name();
            boolean ambiguous =
                    first == null
                            || from.strange()
                            || from.mailboxes().size() > 1
                            || headers.all("From").size() > 1
                            || claimsAnother(name, first);
            if (first == null) {
                problems.add("No plain sender address stands in the mail.");
            } else if (ambiguous) {
                problems.add("The sender can be read in more than one way.");
            }
            Verdict verdict = Verdict.of(tree.root(), headers, body.text);
            return new ReadMail(
                    first == null ? null : first.address(),
                    name,
                    ambiguous,
                    addresses("To"),
                    addresses("Cc"),
                    addresses("Reply-To"),
                    HeaderLine.shown(EncodedWords.decode(headers.first("Subject")), 500),
                    messageIds("Message-ID").stream().findFirst().orElse(null),
                    messageIds("In-Reply-To"),
                    messageIds("References"),
                    date(),
                    returnPath(),
                    headers,
                    verdict.kind(),
                    verdict.bounce(),
                    body.text,
                    body.html,
                    List.copyOf(attachments),
                    List.copyOf(calendars),
                    List.copyOf(problems),
                    unreadable(body));
        }

        private @Nullable String unreadable(Body body) {
            if (tree.broken()) {
                return "Part of this mail could not be read: " + String.join(" ", tree.problems());
            }
            if (headers.first("Subject").isBlank() && body.isEmpty() && attachments.isEmpty()) {
                return "Nothing in this mail could be read. Look at the raw mail.";
            }
            return null;
        }

        private Body body(Entity entity, boolean shown) {
            if (entity.isMultipart()) {
                return switch (entity.type()) {
                    case "multipart/alternative" -> alternative(entity, shown);
                    case "multipart/related" -> related(entity, shown);
                    case "multipart/digest" -> mixed(entity, false);
                    default -> entity.parts().isEmpty() ? unparted(entity) : mixed(entity, shown);
                };
            }
            return leaf(entity, shown);
        }

        private Body unparted(Entity entity) {
            // A multipart whose boundary never comes: its bytes are all there is to read.
            if (entity.body().length == 0) {
                return Body.NONE;
            }
            problems.add("The mail names parts but has none.");
            return new Body(text(entity, ContentHeader.parse("text/plain")), null);
        }

        private Body alternative(Entity entity, boolean shown) {
            Body best = Body.NONE;
            String html = null;
            for (Entity part : entity.parts()) {
                Body body = body(part, shown);
                boolean plain = !body.text.isBlank() && body.html == null;
                boolean bestIsPlain = !best.text.isBlank() && best.html == null;
                if (plain ? !bestIsPlain : best.text.isBlank()) {
                    best = body;
                }
                html = body.html == null ? html : body.html;
            }
            return new Body(best.text, html);
        }

        private Body related(Entity entity, boolean shown) {
            Body root = Body.NONE;
            for (Entity part : entity.parts()) {
                Body body = body(part, shown && root.isEmpty());
                root = root.isEmpty() ? body : root;
            }
            return root;
        }

        private Body mixed(Entity entity, boolean shown) {
            var text = new StringBuilder();
            var html = new StringBuilder();
            boolean anyHtml = false;
            for (Entity part : entity.parts()) {
                Body body = body(part, shown);
                if (!body.text.isBlank()) {
                    text.append(text.isEmpty() ? "" : "\n\n").append(body.text);
                }
                anyHtml |= body.html != null;
                html.append(body.html != null ? body.html : escaped(body.text));
            }
            return new Body(cut(text.toString()), anyHtml ? html.toString() : null);
        }

        private Body leaf(Entity entity, boolean shown) {
            MailHeaders own = entity.headers();
            ContentHeader type = ContentHeader.parse(own.first("Content-Type"));
            ContentHeader disposition = ContentHeader.parse(own.first("Content-Disposition"));
            String claimed =
                    disposition.parameter("filename").isEmpty()
                            ? type.parameter("name")
                            : disposition.parameter("filename");
            boolean isFile = disposition.value().equals("attachment") || !claimed.isEmpty();
            boolean isCalendar =
                    entity.type().equals("text/calendar")
                            || entity.type().equals("application/ics");
            if (isCalendar) {
                calendars.add(
                        new CalendarPart(
                                type.parameter("method").toUpperCase(Locale.ROOT),
                                text(entity, type)));
            }
            if (shown && !isFile && entity.type().equals("text/html")) {
                String html = text(entity, type);
                return new Body(cut(HtmlText.of(html)), html);
            }
            if (shown && !isFile && isWords(entity.type())) {
                String text = text(entity, type);
                boolean flowed = type.parameter("format").equalsIgnoreCase("flowed");
                return new Body(
                        flowed
                                ? FlowedText.unfold(
                                        text, type.parameter("delsp").equalsIgnoreCase("yes"))
                                : text,
                        null);
            }
            boolean report = entity.type().startsWith("message/") && !isFile;
            if (entity.body().length > 0 || isFile || report) {
                attach(
                        entity,
                        claimed,
                        own.first("Content-ID"),
                        disposition.value().equals("inline"));
            }
            return Body.NONE;
        }

        private static boolean isWords(String type) {
            return type.equals("text/plain")
                    || type.equals("text")
                    || type.equals("text/richtext")
                    || type.equals("text/enriched")
                    || type.isEmpty();
        }

        private void attach(Entity entity, String claimed, String contentId, boolean inline) {
            String id = contentId.strip();
            if (id.startsWith("<") && id.endsWith(">")) {
                id = id.substring(1, id.length() - 1);
            }
            String name = claimed;
            if (name.isEmpty() && entity.type().equals("message/rfc822")) {
                name = MimeTree.headersOf(entity.body()).first("Subject");
                name = name.isEmpty() ? "" : EncodedWords.decode(name).replace('/', ' ') + ".eml";
            }
            attachments.add(
                    new Attachment(
                            FileName.clean(name, entity.type(), attachments.size() + 1),
                            entity.type(),
                            HeaderLine.shown(id, 250),
                            inline || (!id.isEmpty() && entity.type().startsWith("image/")),
                            entity.body()));
        }

        private String text(Entity entity, ContentHeader type) {
            String charset = type.parameter("charset");
            if (!charset.isEmpty() && !Text.isKnown(charset)) {
                problems.add(
                        "The charset "
                                + HeaderLine.shown(charset, 40)
                                + " is unknown; the text may look wrong.");
            }
            int length = Math.min(entity.body().length, 4 * LONGEST_TEXT);
            String text = Text.of(entity.body(), 0, length, charset);
            if (text.startsWith("\uFEFF")) {
                text = text.substring(1);
            }
            return cut(text.replace("\r\n", "\n").replace('\r', '\n').replace('\0', '\uFFFD'));
        }

        private String cut(String text) {
            if (text.length() <= LONGEST_TEXT) {
                return text;
            }
            problems.add(
                    "The text is very long; only its first "
                            + LONGEST_TEXT
                            + " characters are shown.");
            int end =
                    Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1))
                            ? LONGEST_TEXT - 1
                            : LONGEST_TEXT;
            return text.substring(0, end);
        }

        private static String escaped(String text) {
            return text.isBlank()
                    ? ""
                    : "<pre>"
                            + text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                            + "</pre>";
        }

        private AddressHeader sender() {
            AddressHeader from = AddressHeader.parse(headers.all("From"));
            return headers.has("From") ? from : AddressHeader.parse(headers.all("Sender"));
        }

        /// A display name that shows another address than the one that sent is how people are fooled.
        private static boolean claimsAnother(String name, Correspondent sender) {
            for (String word : name.split("[\\s<>()\"',;]+", 50)) {
                EmailAddress claimed = EmailAddress.parse(word).orElse(null);
                if (claimed != null && !claimed.key().equals(sender.address().key())) {
                    return true;
                }
            }
            return false;
        }

        private List<Correspondent> addresses(String header) {
            return AddressHeader.parse(headers.all(header)).mailboxes();
        }

        private List<String> messageIds(String header) {
            var ids = new ArrayList<String>();
            for (String value : headers.all(header)) {
                int at = 0;
                while (ids.size() < 100) {
                    int start = value.indexOf('<', at);
                    int end = start < 0 ? -1 : value.indexOf('>', start);
                    if (end < 0) {
                        break;
                    }
                    String id = value.substring(start, end + 1);
                    if (id.length() > 2
                            && id.length() <= 998
                            && id.chars().noneMatch(c -> c <= ' ' || c == 127)) {
                        ids.add(id);
                    }
                    at = end + 1;
                }
            }
            return List.copyOf(ids);
        }

        private @Nullable Instant date() {
            String value = headers.first("Date");
            try {
                return value.isEmpty() ? null : MailDate.parse(value);
            } catch (DateTimeException | IllegalArgumentException _) {
                problems.add("The date of the mail cannot be read.");
                return null;
            }
        }

        private @Nullable String returnPath() {
            if (!headers.has("Return-Path")) {
                return null;
            }
            String value = headers.first("Return-Path").strip();
            return value.startsWith("<") && value.endsWith(">")
                    ? value.substring(1, value.length() - 1).strip()
                    : value;
        }
    }
}
