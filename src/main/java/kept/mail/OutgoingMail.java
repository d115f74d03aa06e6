package kept.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kept.kernel.EmailAddress;
import kept.kernel.HeaderText;
import kept.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// A mail of ours, ready to be written down (RFC 5322, 2045-2047, 2231): UTF-8, lines below 78 characters, no header that holds a
/// line break. The same record gives the same bytes, so that a second try is the same mail.
///
/// @param messageId with angle brackets, fixed when the mail is queued
/// @param automatic marks mail that no person wrote (RFC 3834); its envelope sender is to be null
/// @param extraHeaders names and texts of further headers
public record OutgoingMail(
        Correspondent from,
        List<Correspondent> to,
        List<Correspondent> cc,
        @Nullable EmailAddress replyTo,
        HeaderText subject,
        String text,
        @Nullable String html,
        String messageId,
        @Nullable String inReplyTo,
        List<String> references,
        Automatic automatic,
        Map<String, HeaderText> extraHeaders,
        List<Attachment> attachments,
        @Nullable Invitation invitation,
        Instant date) {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.ROOT);

    public OutgoingMail {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        references = List.copyOf(references);
        extraHeaders = Map.copyOf(extraHeaders);
        attachments = List.copyOf(attachments);
        checkId(messageId);
        if (inReplyTo != null) {
            checkId(inReplyTo);
        }
        references.forEach(OutgoingMail::checkId);
        for (String name : extraHeaders.keySet()) {
            if (name.isEmpty()
                    || name.length() > 70
                    || !name.chars().allMatch(c -> c > ' ' && c < 127 && c != ':')) {
                throw Refusal.invalid(
                        "header", "A header's name has only letters, digits and dashes.");
            }
        }
    }

    /// Whether a machine wrote the mail, and why (RFC 3834, section 5).
    public enum Automatic {
        NO,
        REPLIED,
        GENERATED
    }

    /// The mail as it goes over the wire.
    public byte[] bytes() {
        return new Writing().bytes();
    }

    private static void checkId(String id) {
        boolean formed =
                id.length() > 4
                        && id.length() <= 500
                        && id.startsWith("<")
                        && id.endsWith(">")
                        && id.indexOf('@') > 0;
        if (!formed
                || !id.chars().allMatch(c -> c > ' ' && c < 127)
                || id.indexOf('<', 1) >= 0
                || id.indexOf('>') != id.length() - 1) {
            throw Refusal.invalid("messageId", "A message id looks like <id@example.com>.");
        }
    }

    private final class Writing {
        private final StringBuilder head = new StringBuilder();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private final String boundary = "=_kept_" + digest(messageId);

        byte[] bytes() {
            header("Date", DATE.format(date.atOffset(ZoneOffset.UTC)));
            header("From", people(List.of(from)));
            if (!to.isEmpty()) {
                header("To", people(to));
            }
            if (!cc.isEmpty()) {
                header("Cc", people(cc));
            }
            if (replyTo != null) {
                header("Reply-To", replyTo.toString());
            }
            header("Subject", encoded(subject.text()));
            header("Message-ID", messageId);
            if (inReplyTo != null) {
                header("In-Reply-To", inReplyTo);
            }
            if (!references.isEmpty()) {
                header("References", String.join("\r\n ", references));
            }
            if (automatic != Automatic.NO) {
                header(
                        "Auto-Submitted",
                        automatic == Automatic.REPLIED ? "auto-replied" : "auto-generated");
                header("X-Auto-Response-Suppress", "All");
            }
            extraHeaders.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(extra -> header(extra.getKey(), encoded(extra.getValue().text())));
            header("MIME-Version", "1.0");
            content();
            var mail = new ByteArrayOutputStream();
            mail.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
            mail.writeBytes(body.toByteArray());
            return mail.toByteArray();
        }

        private void content() {
            var files = new ArrayList<>(attachments);
            if (invitation != null) {
                files.add(
                        new Attachment(
                                "invite.ics", "application/ics", "", false, invitation.bytes()));
            }
            if (files.isEmpty()) {
                words(boundary, true);
                return;
            }
            header("Content-Type", "multipart/mixed; boundary=\"" + boundary + "m\"");
            ascii(head.append("\r\n").toString());
            head.setLength(0);
            ascii("--" + boundary + "m\r\n");
            words(boundary, false);
            for (Attachment file : files) {
                ascii("--" + boundary + "m\r\n");
                attach(file);
            }
            ascii("--" + boundary + "m--\r\n");
        }

        /// The words alone, or as alternatives from the plainest to the richest, as mail programs expect.
        private void words(String boundary, boolean top) {
            if (html == null && invitation == null) {
                part("text/plain; charset=utf-8", text);
                return;
            }
            String type =
                    "Content-Type: multipart/alternative; boundary=\"" + boundary + "a\"\r\n\r\n";
            if (top) {
                head.append(type);
                ascii(head.toString());
                head.setLength(0);
            } else {
                ascii(type);
            }
            alternative("text/plain; charset=utf-8", text);
            if (html != null) {
                alternative("text/html; charset=utf-8", html);
            }
            if (invitation != null) {
                alternative(
                        "text/calendar; charset=utf-8; method=" + invitation.method(),
                        invitation.text());
            }
            ascii("--" + boundary + "a--\r\n");
        }

        private void alternative(String type, String words) {
            ascii("--" + boundary + "a\r\n");
            part(type, words);
        }

        private void part(String type, String words) {
            ascii(
                    head
                            + "Content-Type: "
                            + type
                            + "\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
                            + quotedPrintable(words)
                            + "\r\n");
            head.setLength(0);
        }

        private void attach(Attachment file) {
            String type =
                    file.contentType()
                                    .matches(
                                            "[A-Za-z0-9!#$&^_.+-]{1,60}/[A-Za-z0-9!#$&^_.+-]{1,60}")
                            ? file.contentType()
                            : "application/octet-stream";
            String name = FileName.clean(file.name(), type, 1);
            String plain = name.replaceAll("[^A-Za-z0-9._ -]", "_");
            String disposition =
                    "filename=\""
                            + plain
                            + "\""
                            + (plain.equals(name)
                                    ? ""
                                    : ";\r\n filename*=utf-8''" + percentEncoded(name));
            String id = file.contentId().replaceAll("[^A-Za-z0-9._@+-]", "");
            ascii(
                    "Content-Type: "
                            + type
                            + "\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: "
                            + (file.inline() ? "inline" : "attachment")
                            + ";\r\n "
                            + disposition
                            + "\r\n");
            ascii((id.isEmpty() ? "" : "Content-ID: <" + id + ">\r\n") + "\r\n");
            body.writeBytes(
                    Base64.getMimeEncoder(76, new byte[] {'\r', '\n'}).encode(file.bytes()));
            ascii("\r\n");
        }

        private void header(String name, String value) {
            head.append(name).append(": ").append(value).append("\r\n");
        }

        private void ascii(String text) {
            body.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static String people(List<Correspondent> people) {
        return String.join(",\r\n ", people.stream().map(OutgoingMail::person).toList());
    }

    private static String person(Correspondent person) {
        String name = HeaderText.mended(HeaderLine.shown(person.name(), 200)).text();
        if (name.isEmpty()) {
            return person.address().toString();
        }
        boolean plain =
                name.chars().allMatch(c -> c == ' ' || (c < 127 && Character.isLetterOrDigit(c)));
        return (plain && name.length() < 60 ? name : words(name))
                + "\r\n <"
                + person.address()
                + ">";
    }

    private static String encoded(String text) {
        boolean plain =
                text.chars().allMatch(c -> c >= ' ' && c < 127)
                        && !text.contains("=?")
                        && text.length() <= 60;
        return plain ? text : words(text);
    }

    /// Encoded words of at most 75 characters, none of which cuts a character in two (RFC 2047, section 5).
    private static String words(String text) {
        var words = new ArrayList<String>();
        var piece = new StringBuilder();
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            piece.appendCodePoint(c);
            i += Character.charCount(c);
            if (i >= text.length()
                    || piece.toString().getBytes(StandardCharsets.UTF_8).length > 39) {
                words.add(
                        "=?utf-8?B?"
                                + Base64.getEncoder()
                                        .encodeToString(
                                                piece.toString().getBytes(StandardCharsets.UTF_8))
                                + "?=");
                piece.setLength(0);
            }
        }
        return String.join("\r\n ", words);
    }

    private static String quotedPrintable(String text) {
        var out = new StringBuilder(text.length() + text.length() / 8);
        for (String line : text.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1)) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            int column = 0;
            for (int i = 0; i < bytes.length; i++) {
                int b = bytes[i] & 0xFF;
                boolean last = i == bytes.length - 1;
                // A dot alone ends a mail, "From " starts one in mailbox files, a dash may look
                // like a boundary.
                boolean risky = b == '=' || (column == 0 && (b == '.' || b == 'F' || b == '-'));
                boolean literal = (b > ' ' && b < 127 && !risky) || (b == ' ' && !last);
                String piece = literal ? String.valueOf((char) b) : "=%02X".formatted(b);
                if (column + piece.length() > 75) {
                    out.append("=\r\n");
                    column = 0;
                }
                out.append(piece);
                column += piece.length();
            }
            out.append("\r\n");
        }
        return out.substring(0, out.length() - 2);
    }

    private static String percentEncoded(String text) {
        var out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain =
                    c < 128 && (Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_');
            out.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return out.toString();
    }

    private static String digest(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
